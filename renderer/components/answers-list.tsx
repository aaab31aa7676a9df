import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Measure } from '../../domain/documents/submission.ts';
import { methodOption } from '../../forms/engine/method-option.ts';
import type { OrderTypeDefinition, StepDefinition, StepView } from '../../forms/engine/types.ts';
import { useAnswerTools } from '../hooks/use-words.ts';
import { answerWords } from '../texts/answer-words.ts';
import css from './answers-list.module.css';
import { MeasureRow } from './measure-row.tsx';

type Props = {
  readonly definition: OrderTypeDefinition;
  readonly stepDefinition: StepDefinition;
  readonly step: StepView;
  /** shows the version of the norms a limit came from (reviewer) */
  readonly settings?: boolean;
  /** what else is to be said of an answer, below it; a field with a note is listed also when it was left empty */
  readonly noteOf?: (field: string) => ReactNode;
};

/** What was answered on one step, measures with their limits. Fields that were left empty are not listed. */
export function AnswersList({ definition, stepDefinition, step, settings = false, noteOf }: Props): ReactNode {
  const { t } = useTranslation('words');
  const tools = useAnswerTools(definition);
  const measured = new Map(step.measures.map((measure) => [measure.field, measure]));
  const marked = new Set(step.rework?.fields ?? []);
  const rows = stepDefinition.fields
    .filter((field) => field.kind !== 'script')
    .flatMap((field) => {
      const said = answerWords(step.key, field.key, field, step.values[field.key], tools);
      const note = noteOf?.(field.key) ?? null;
      if (said === null && note === null) return [];
      return [
        {
          field,
          said: said ?? t('notFilled'),
          note,
          measure: said === null ? undefined : measured.get(field.key),
          marked: marked.has(field.key),
        },
      ];
    });
  const methodWords = (measure: Measure): string | undefined => {
    const option = methodOption(definition, step.key, measure);
    return option ? tools.words.option(step.key, option.field, option.item) : undefined;
  };
  // A step that asks for photos only has no answers to miss.
  if (rows.length === 0 && stepDefinition.fields.every(({ kind }) => kind === 'script')) return null;
  if (rows.length === 0) return <p className={css.nothing}>{t('notFilled')}</p>;
  return (
    <div className={css.list}>
      {rows.map(({ field, said, note, measure, marked: isMarked }) =>
        measure ? (
          <div key={field.key} className={css.measure} data-marked={isMarked}>
            <MeasureRow
              label={tools.words.field(step.key, field.key)}
              measure={measure}
              method={methodWords(measure)}
              settings={settings}
              note={note}
            />
          </div>
        ) : (
          <dl key={field.key} className={css.pair} data-marked={isMarked}>
            <dt>{tools.words.field(step.key, field.key)}</dt>
            <dd>
              {said}
              {note}
            </dd>
          </dl>
        ),
      )}
    </div>
  );
}
