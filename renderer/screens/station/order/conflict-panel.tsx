import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../../domain/problem.ts';
import { placeOf } from '../../../../forms/engine/steps-of.ts';
import type { ConflictItem, StepView } from '../../../../forms/engine/types.ts';
import { newRequestKey } from '../../../app/request-key.ts';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { SideBySide } from '../../../components/side-by-side.tsx';
import { useAct } from '../../../hooks/station-context.ts';
import { useFormat } from '../../../hooks/use-format.ts';
import { useAnswerTools } from '../../../hooks/use-words.ts';
import { answerWords } from '../../../texts/answer-words.ts';
import { nameOf, type OpenedOrder } from './opened-order.ts';
import css from './order.module.css';

type Props = { readonly order: OpenedOrder; readonly step: StepView; readonly deviceId: string | null };

/** Fields that two devices filled differently without knowing of each other: both values, and a person chooses. */
export function ConflictPanel({ order, step, deviceId }: Props): ReactNode {
  const { t } = useTranslation('station');
  const conflicts = order.view.conflicts.filter((one) => one.step === step.key);
  if (conflicts.length === 0) return null;
  return (
    <section
      className={css.gate}
      aria-label={t('order.conflictsTitle', { n: conflicts.length })}
      data-testid="conflicts"
    >
      <h3>{t('order.conflictsTitle', { n: conflicts.length })}</h3>
      {conflicts.map((conflict) => (
        <Conflict key={conflict.field} order={order} conflict={conflict} deviceId={deviceId} />
      ))}
    </section>
  );
}

function Conflict({
  order,
  conflict,
  deviceId,
}: {
  readonly order: OpenedOrder;
  readonly conflict: ConflictItem;
  readonly deviceId: string | null;
}): ReactNode {
  const { t } = useTranslation('words');
  const format = useFormat();
  const tools = useAnswerTools(order.definition);
  const choose = useAct('conflict.choose');
  const [problem, setProblem] = useState<Problem | null>(null);
  const field = placeOf(order.definition, conflict.step)?.step.fields.find(({ key }) => key === conflict.field);
  const label = order.words.field(conflict.step, conflict.field);
  const pick = async (chosen: string) => {
    const answer = await choose.act({
      orderId: order.view.orderId,
      step: conflict.step,
      field: conflict.field,
      chosen,
      requestKey: newRequestKey(),
    });
    setProblem(answer.ok ? null : answer.problem);
  };
  return (
    <div data-testid={`conflict-${conflict.field}`} data-place={`conflict:${conflict.field}`}>
      <h4>{label}</h4>
      <SideBySide
        label={label}
        busy={choose.busy}
        sides={conflict.candidates.map((candidate, i) => ({
          key: candidate.submission,
          title:
            candidate.deviceId !== null && candidate.deviceId === deviceId
              ? t('sides.thisDevice')
              : `${t('sides.device')} ${candidate.deviceId?.slice(-6) ?? '–'}`,
          content:
            (field && answerWords(conflict.step, conflict.field, field, candidate.value, tools)) ?? t('notFilled'),
          facts: [
            `${t('sides.by')} ${nameOf(order, candidate.by) ?? t('role.office')}`,
            `${t('sides.at')} ${format.dateTime(candidate.at)}`,
          ],
          onChoose: () => void pick(candidate.submission),
          testId: `choose-${conflict.field}-${i}`,
        }))}
      />
      <ProblemAlert problem={problem} words={order.words} />
    </div>
  );
}
