import type { ReactNode } from 'react';
import type { OfficeOrder } from '../../../../bridge/office.ts';
import type { ConflictItem } from '../../../../forms/engine/types.ts';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { SideBySide } from '../../../components/side-by-side.tsx';
import { useAnswerTools } from '../../../hooks/use-words.ts';
import { answerWords } from '../../../texts/answer-words.ts';
import { useRequestKey } from '../dialogs/use-request-key.ts';
import { usePerson } from '../office/office-context.tsx';
import { useOfficeMove } from '../office/use-office-call.ts';
import { deviceWords } from '../words/device-words.ts';
import { fullTime } from '../words/time-words.ts';
import { useWords } from '../words/use-words.ts';
import { fieldOf } from './field-of.ts';

/** Values that two devices filled in differently, side by side until a person chooses. */
export function Conflicts({ order }: { readonly order: OfficeOrder }): ReactNode {
  const { t } = useWords();
  if (order.view.conflicts.length === 0) return null;
  return (
    <section className="console-panel console-panel-warn" aria-label={t('order.conflicts')} data-testid="conflicts">
      <h2>{t('order.conflicts')}</h2>
      <p className="console-hint">{t('order.conflictsHint')}</p>
      {order.view.conflicts.map((conflict) => (
        <Conflict key={`${conflict.step}/${conflict.field}`} order={order} conflict={conflict} />
      ))}
    </section>
  );
}

function Conflict({ order, conflict }: { readonly order: OfficeOrder; readonly conflict: ConflictItem }): ReactNode {
  const { tw } = useWords();
  const { role } = usePerson();
  const tools = useAnswerTools(order.definition);
  const requestKey = useRequestKey();
  const move = useOfficeMove('conflict.choose');
  const { step, field } = conflict;
  const label = `${tools.words.step(step)} · ${tools.words.field(step, field)}`;
  const mayChoose = role === 'dispatcher' || role === 'reviewer';
  return (
    <div className="console-conflict">
      <h3>{label}</h3>
      <SideBySide
        label={label}
        busy={move.busy}
        sides={conflict.candidates.map((candidate, i) => ({
          key: candidate.submission,
          title: `${i + 1}`,
          content:
            answerWords(step, field, fieldOf(order.definition, step, field), candidate.value, tools) ?? tw('notFilled'),
          facts: [
            `${tw('sides.by')} ${order.people[candidate.by] ?? candidate.by.slice(-6)}`,
            ...(candidate.deviceId === null
              ? []
              : [`${tw('sides.device')} ${deviceWords(order.technicianDevices, candidate.deviceId)}`]),
            `${tw('sides.at')} ${fullTime(candidate.at)}`,
          ],
          testId: `choose-${step}-${field}-${i + 1}`,
          ...(mayChoose
            ? {
                onChoose: () =>
                  void move.make({
                    orderId: order.view.orderId,
                    step,
                    field,
                    chosen: candidate.submission,
                    requestKey: `${requestKey}-${i}`,
                  }),
              }
            : {}),
        }))}
      />
      <ProblemAlert problem={move.problem} words={tools.words} />
    </div>
  );
}
