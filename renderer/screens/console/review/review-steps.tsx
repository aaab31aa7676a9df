import { Checkbox } from 'antd';
import type { ReactNode } from 'react';
import type { OfficeOrder } from '../../../../bridge/office.ts';
import type { StepView } from '../../../../forms/engine/types.ts';
import { AnswersList } from '../../../components/answers-list.tsx';
import { VerdictTag } from '../../../components/measure-row.tsx';
import { PhotoFlags } from '../../../components/photo-flags.tsx';
import { PhotoGrid } from '../../../components/photo-grid.tsx';
import { ToneTag } from '../../../components/tone-tag.tsx';
import { useAnswerTools } from '../../../hooks/use-words.ts';
import { answerWords } from '../../../texts/answer-words.ts';
import { evidenceSource } from '../order/evidence-source.ts';
import { stepOf } from '../order/field-of.ts';
import { SamePictures } from '../order/same-pictures.tsx';
import { useSettledNotes } from '../order/settled-note.tsx';
import { positionWords } from '../words/position-words.ts';
import { useDefinitionWords, useWords } from '../words/use-words.ts';
import { type ReworkSelection, tickField, tickStep } from './rework-selection.ts';

type Props = {
  readonly order: OfficeOrder;
  readonly selection: ReworkSelection | null;
  readonly select: (selection: ReworkSelection) => void;
};

/** Every submitted step with answers, measures and photos; while returning, a box beside each step, field and photo. */
export function ReviewSteps({ order, selection, select }: Props): ReactNode {
  const words = useDefinitionWords(order.definition);
  return order.view.stages.map((stage) => {
    const steps = stage.steps.filter(
      (step) => step.relevant && step.state !== 'empty' && stepOf(order.definition, step.key)?.kind === 'form',
    );
    const overridden = stage.gates.filter(({ state }) => state === 'overridden');
    if (steps.length === 0) return null;
    return (
      <section key={stage.key} className="console-panel" aria-label={words.stage(stage.key)}>
        <h2>{words.stage(stage.key)}</h2>
        {overridden.map((gate) => (
          <Overridden key={gate.key} order={order} stage={stage.key} gate={gate.key} />
        ))}
        {steps.map((step) => (
          <Step key={step.key} order={order} step={step} selection={selection} select={select} />
        ))}
      </section>
    );
  });
}

function Overridden({
  order,
  stage,
  gate,
}: {
  readonly order: OfficeOrder;
  readonly stage: string;
  readonly gate: string;
}): ReactNode {
  const { t } = useWords();
  const words = useDefinitionWords(order.definition);
  const given = order.view.fold.overrides.findLast(({ payload }) => payload.stage === stage && payload.gate === gate);
  return (
    <p className="console-quote">
      <ToneTag tone="violet">{t('order.gate.overridden')}</ToneTag> {words.gate(stage, gate)}
      {given !== undefined &&
        ` · ${order.people[given.createdBy] ?? ''} · ${words.reason('overridden', given.payload.reasonCode)} ${given.payload.note}`}
    </p>
  );
}

function Step({ order, step, selection, select }: Props & { readonly step: StepView }): ReactNode {
  const { t, tw } = useWords();
  const words = useDefinitionWords(order.definition);
  const noteOf = useSettledNotes(order);
  const definition = stepOf(order.definition, step.key);
  const photos = order.view.evidence.filter(
    ({ slot, withdrawn }) => slot.startsWith(`${step.key}.`) && withdrawn === null,
  );
  if (definition === undefined) return null;
  const ticked = selection?.[step.key];
  return (
    <section className="console-step" data-testid={`step-${step.key}`} aria-label={words.step(step.key)}>
      <h3>
        {selection === null ? (
          words.step(step.key)
        ) : (
          <Checkbox
            checked={ticked?.whole ?? false}
            onChange={(event) => select(tickStep(selection, step.key, event.target.checked))}
            data-testid={`rework-step-${step.key}`}
          >
            {t('review.wholeStep', { step: words.step(step.key) })}
          </Checkbox>
        )}
        {step.rework !== null && <ToneTag tone="bad">{tw('review.returned')}</ToneTag>}
        {step.state === 'mended' && <ToneTag tone="violet">{t('order.step.mended')}</ToneTag>}
      </h3>
      {selection === null ? (
        <AnswersList
          definition={order.definition}
          stepDefinition={definition}
          step={step}
          settings
          noteOf={(field) => noteOf(step.key, field)}
        />
      ) : (
        <FieldBoxes order={order} step={step} selection={selection} select={select} />
      )}
      {photos.length > 0 && (
        <PhotoGrid
          items={photos}
          src={evidenceSource(order.view.orderId)}
          nameOf={(item) => words.photo(item.slot)}
          brokenWords={(item) => t(item.received ? 'order.photoUnreadable' : 'order.photoNotHere')}
          actions={(item) => {
            const slot = item.slot.slice(step.key.length + 1);
            const where = item.document.position;
            return (
              <div className="console-photo-facts">
                <b>{words.photo(item.slot)}</b>
                <PhotoFlags item={item} />
                <SamePictures order={order} evidenceId={item.id} />
                <small>{where === undefined ? tw('photo.noPosition') : positionWords(where)}</small>
                {selection !== null && (
                  <Checkbox
                    checked={ticked?.fields.includes(slot) ?? false}
                    onChange={(event) => select(tickField(selection, step.key, slot, event.target.checked))}
                    data-testid={`rework-photo-${step.key}-${slot}`}
                  >
                    {t('review.photo')}
                  </Checkbox>
                )}
              </div>
            );
          }}
        />
      )}
    </section>
  );
}

/** While returning: each answer with its box; the verdict stays in view. */
function FieldBoxes({
  order,
  step,
  selection,
  select,
}: {
  readonly order: OfficeOrder;
  readonly step: StepView;
  readonly selection: ReworkSelection;
  readonly select: Props['select'];
}): ReactNode {
  const tools = useAnswerTools(order.definition);
  const noteOf = useSettledNotes(order);
  const fields = stepOf(order.definition, step.key)?.fields ?? [];
  const ticked = selection[step.key]?.fields ?? [];
  return (
    <ul className="console-boxes">
      {fields
        .filter(({ kind }) => kind !== 'script' && kind !== 'computed')
        .map((field) => {
          const said = answerWords(step.key, field.key, field, step.values[field.key], tools);
          const measure = step.measures.find((one) => one.field === field.key);
          const note = noteOf(step.key, field.key);
          return said === null && note === null ? null : (
            <li key={field.key}>
              <Checkbox
                checked={ticked.includes(field.key)}
                onChange={(event) => select(tickField(selection, step.key, field.key, event.target.checked))}
                data-testid={`rework-field-${step.key}-${field.key}`}
              >
                {tools.words.field(step.key, field.key)}
              </Checkbox>
              <span>
                {said ?? tools.t('notFilled')}
                {note}
              </span>
              {measure !== undefined && <VerdictTag verdict={measure.verdict} />}
            </li>
          );
        })}
    </ul>
  );
}
