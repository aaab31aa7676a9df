import { Alert } from 'antd';
import type { ReactNode } from 'react';
import type { DiscardedDocument, OfficeOrder } from '../../../../bridge/office.ts';
import { type ProblemCode, problem } from '../../../../domain/problem.ts';
import { problemSentence } from '../../../texts/problem-words.ts';
import { fullTime } from '../words/time-words.ts';
import { useDefinitionWords, useWords } from '../words/use-words.ts';

/** Something of this order was refused here and discarded on the device: who, when, why, and that it lies there still. */
export function DiscardedNote({
  order,
  item,
}: {
  readonly order: OfficeOrder;
  readonly item: DiscardedDocument;
}): ReactNode {
  const { t, tw, language } = useWords();
  const words = useDefinitionWords(order.definition);
  const kind = t(`order.discardedKind.${item.kind as 'event'}`);
  return (
    <Alert
      type="warning"
      showIcon
      data-testid="discarded-note"
      title={t('order.discarded', { kind, by: order.people[item.by] ?? '—', reason: item.reason })}
      description={`${fullTime(item.at)} · ${t('order.discardedCause')} ${problemSentence(problem(item.code as ProblemCode, { where: item.where ?? '—' }), language, tw, words)}`}
    />
  );
}
