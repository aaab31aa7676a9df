import { Alert } from 'antd';
import type { ReactNode } from 'react';
import type { OfficeOrder } from '../../../../bridge/office.ts';
import { useNow } from '../../../hooks/use-now.ts';
import { shortTime } from '../words/time-words.ts';
import { useDefinitionWords, useWords } from '../words/use-words.ts';

/** Says on an order whose open stage was sent back who did it, why, what has to be changed and how often it was so (ADR 0036). */
export function SentBackNote({ order }: { readonly order: OfficeOrder }): ReactNode {
  const { t } = useWords();
  const words = useDefinitionWords(order.definition);
  const now = useNow();
  const { view, people } = order;
  const sentBack = view.stages.find(({ key }) => key === view.currentStage)?.sentBack;
  if (sentBack === undefined) return null;
  const { by, at, to, reasonCode, note, count } = sentBack;
  const opened = t('sendBack.opened', {
    name: people[by] ?? by.slice(-6),
    stage: words.stage(to),
    reason: words.reason('sentBack', reasonCode),
    time: shortTime(at, now),
  });
  return (
    <Alert
      type="warning"
      showIcon
      data-testid="sent-back"
      title={count > 1 ? `${opened} · ${t('sendBack.round', { times: count })}` : opened}
      description={note}
    />
  );
}
