import { Input, Select } from 'antd';
import type { ReactNode } from 'react';
import type { OrderTypeDefinition } from '../../../../forms/engine/types.ts';
import { useDefinitionWords, useWords } from '../words/use-words.ts';
import { type ReworkSelection, tickedSteps, wordStep } from './rework-selection.ts';

type Props = {
  readonly definition: OrderTypeDefinition;
  readonly selection: ReworkSelection;
  readonly select: (selection: ReworkSelection) => void;
  readonly steps: readonly string[];
};

/** The ticked steps with a reason and a word each: what the technician will read. */
export function ReworkList({ definition, selection, select, steps }: Props): ReactNode {
  const { t } = useWords();
  const words = useDefinitionWords(definition);
  const ticked = tickedSteps(selection, steps);
  return (
    <div
      className="console-rework"
      role="group"
      aria-label={t('review.rework')}
      tabIndex={-1}
      data-testid="rework-list"
    >
      <h3>{t('review.rework')}</h3>
      {ticked.length === 0 && <p className="console-hint">{t('review.tick')}</p>}
      {ticked.map((step) => {
        const chosen = selection[step];
        const names = (chosen?.fields ?? []).map(
          (field) => words.raw(`field.${step}.${field}`) ?? words.photo(`${step}.${field}`),
        );
        return (
          <div key={step} className="console-rework-step" data-place={`rework-reason:${step}`}>
            <b>{words.step(step)}</b>
            <small>{chosen?.whole ? t('review.whole') : names.join(t('join'))}</small>
            <Select
              aria-label={`${t('dialog.reason')} ${words.step(step)}`}
              data-testid={`rework-reason-${step}`}
              placeholder={t('review.why')}
              status={chosen?.reasonCode ? '' : 'warning'}
              value={chosen?.reasonCode || null}
              onChange={(reasonCode) => select(wordStep(selection, step, { reasonCode: reasonCode ?? '' }))}
              options={(definition.reasons.rework ?? []).map(({ code }) => ({
                value: code,
                label: words.reason('rework', code),
              }))}
            />
            <Input.TextArea
              aria-label={`${t('dialog.noteLabel')} ${words.step(step)}`}
              data-testid={`rework-note-${step}`}
              placeholder={t('review.what')}
              rows={2}
              maxLength={2000}
              value={chosen?.note ?? ''}
              onChange={(event) => select(wordStep(selection, step, { note: event.target.value }))}
            />
          </div>
        );
      })}
    </div>
  );
}
