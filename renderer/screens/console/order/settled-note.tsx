import type { ReactNode } from 'react';
import type { OfficeOrder } from '../../../../bridge/office.ts';
import type { Json } from '../../../../domain/documents/base.ts';
import { settledFields } from '../../../../forms/engine/settled.ts';
import { ToneTag } from '../../../components/tone-tag.tsx';
import { useAnswerTools } from '../../../hooks/use-words.ts';
import { answerWords } from '../../../texts/answer-words.ts';
import { deviceWords } from '../words/device-words.ts';
import { shortTime } from '../words/time-words.ts';
import { useWords } from '../words/use-words.ts';
import { fieldOf } from './field-of.ts';

/** Of a field whose values once differed: what was chosen, by whom, and what was not, from whom; null for any other. */
export function useSettledNotes(order: OfficeOrder): (step: string, field: string) => ReactNode {
  const { t, tw } = useWords();
  const tools = useAnswerTools(order.definition);
  const settled = settledFields(order.view.settled);
  const steps = order.view.stages.flatMap((stage) => stage.steps);
  const time = (at: string) => shortTime(at, Date.now());
  const name = (id: string) => order.people[id] ?? id.slice(-6);

  return (step, field) => {
    const found = settled.get(`${step}/${field}`);
    if (found === undefined) return null;
    const { choice, rejected } = found;
    const say = (value: Json) =>
      answerWords(step, field, fieldOf(order.definition, step, field), value, tools) ?? tw('notFilled');
    const from = (id: string): string => {
      const submission = steps.find(({ key }) => key === step)?.submissions.find((one) => one.id === id);
      if (submission === undefined) return '';
      const device = submission.deviceId === null ? [] : [deviceWords(order.technicianDevices, submission.deviceId)];
      return [name(submission.by), ...device, time(submission.at)].join(' · ');
    };
    return (
      <span className="console-settled" data-testid={`settled-${step}-${field}`}>
        <ToneTag tone="violet">{t('order.settled.tag')}</ToneTag>
        <span>
          {t('order.settled.chosen', {
            value: say(choice.chosen),
            facts: [name(choice.by), time(choice.at)].join(' · '),
          })}
        </span>
        {rejected.map(({ value, submission }) => (
          <span key={submission}>{t('order.settled.left', { value: say(value), facts: from(submission) })}</span>
        ))}
      </span>
    );
  };
}
