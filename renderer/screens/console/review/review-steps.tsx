import { Checkbox } from 'antd';
import type { ReactNode } from 'react';
import type { OfficeOrder } from '../../../../bridge/office.ts';
import { stepOfSlot } from '../../../../forms/engine/judge.ts';
import type { StepView } from '../../../../forms/engine/types.ts';
import { AnswersList } from '../../../components/answers-list.tsx';
import { VerdictTag } from '../../../components/measure-row.tsx';
import { ToneTag } from '../../../components/tone-tag.tsx';
import { useAnswerTools } from '../../../hooks/use-words.ts';
import { answerWords } from '../../../texts/answer-words.ts';
import { stepOf } from '../order/field-of.ts';
import { useSettledNotes } from '../order/settled-note.tsx';
import { useDefinitionWords, useWords } from '../words/use-words.ts';
import type { Why } from './plain.ts';
import { type ReworkSelection, tickField, tickStep } from './rework-selection.ts';

type Props = {
  readonly order: OfficeOrder;
  readonly steps: readonly string[];
  readonly toLookAt: ReadonlyMap<string, readonly Why[]>;
  readonly selection: ReworkSelection | null;
  readonly select: (selection: ReworkSelection) => void;
  /** also what is plainly in order */
  readonly unfolded: boolean;
  readonly setUnfolded: (unfolded: boolean) => void;
};

/** Keys of the steps that were submitted and are judged here, in the order of the type. */
export const reviewedSteps = ({ view, definition }: Pick<OfficeOrder, 'view' | 'definition'>): readonly string[] =>
  view.stages.flatMap((stage) =>
    stage.steps
      .filter((step) => step.relevant && step.state !== 'empty' && stepOf(definition, step.key)?.kind === 'form')
      .map(({ key }) => key),
  );

/**
 * Every submitted step with its answers and measures: those to look at open, the others folded into one line. While returning all stand open,
 * with a box beside each step and field.
 */
export function ReviewSteps(props: Props): ReactNode {
  const { order, steps, toLookAt, selection, unfolded, setUnfolded } = props;
  const { t } = useWords();
  const views = new Map(order.view.stages.flatMap((stage) => stage.steps.map((step) => [step.key, step] as const)));
  const draw = (keys: readonly string[]) =>
    keys.map((key) => {
      const step = views.get(key);
      return step === undefined ? null : <Step key={key} {...props} step={step} whys={toLookAt.get(key) ?? []} />;
    });
  const looks = steps.filter((key) => toLookAt.has(key));
  const plain = steps.filter((key) => !toLookAt.has(key));
  const open = unfolded || selection !== null;
  return (
    <>
      <Overridden order={order} />
      {looks.length > 0 && (
        <section className="console-panel console-panel-warn" aria-label={t('reviewFlow.look')}>
          <h2>{t('reviewFlow.look')}</h2>
          {draw(looks)}
        </section>
      )}
      {plain.length > 0 && (
        <details className="console-stage review-plain" open={open} data-testid="plain-steps">
          {/* biome-ignore lint/a11y/noStaticElementInteractions: a summary is what opens its details */}
          <summary
            onClick={(event) => {
              event.preventDefault();
              setUnfolded(!open);
            }}
          >
            <h2 className="console-stage-name">{t('reviewFlow.plain', { n: plain.length })}</h2>
            <small>{t('reviewFlow.plainHint')}</small>
          </summary>
          <div className="review-plain-steps">{draw(plain)}</div>
        </details>
      )}
    </>
  );
}

/** Gates that dispatch opened, with who and why. */
function Overridden({ order }: { readonly order: OfficeOrder }): ReactNode {
  const { t } = useWords();
  const words = useDefinitionWords(order.definition);
  return order.view.stages.flatMap((stage) =>
    stage.gates
      .filter(({ state }) => state === 'overridden')
      .map((gate) => {
        const given = order.view.fold.overrides.findLast(
          ({ payload }) => payload.stage === stage.key && payload.gate === gate.key,
        );
        return (
          <p className="console-quote" key={`${stage.key}.${gate.key}`}>
            <ToneTag tone="violet">{t('order.gate.overridden')}</ToneTag> {words.stage(stage.key)} ·{' '}
            {words.gate(stage.key, gate.key)}
            {given !== undefined &&
              ` · ${order.people[given.createdBy] ?? ''} · ${words.reason('overridden', given.payload.reasonCode)} ${given.payload.note}`}
          </p>
        );
      }),
  );
}

type StepProps = Props & { readonly step: StepView; readonly whys: readonly Why[] };

function Step({ order, step, whys, selection, select }: StepProps): ReactNode {
  const { t, tw } = useWords();
  const words = useDefinitionWords(order.definition);
  const noteOf = useSettledNotes(order);
  const definition = stepOf(order.definition, step.key);
  if (definition === undefined) return null;
  const photos = order.view.evidence.filter(
    ({ slot, withdrawn }) => withdrawn === null && stepOfSlot(slot) === step.key,
  ).length;
  return (
    <section
      className="console-step"
      data-testid={`step-${step.key}`}
      id={`review-${step.key}`}
      data-place={`rework:${step.key}`}
      tabIndex={-1}
      aria-label={words.step(step.key)}
    >
      <h3>
        {selection === null ? (
          words.step(step.key)
        ) : (
          <Checkbox
            checked={selection[step.key]?.whole ?? false}
            onChange={(event) => select(tickStep(selection, step.key, event.target.checked))}
            data-testid={`rework-step-${step.key}`}
          >
            {t('review.wholeStep', { step: words.step(step.key) })}
          </Checkbox>
        )}
        <small>{t('reviewFlow.counts', { answers: Object.keys(step.values).length, photos })}</small>
        {step.rework !== null && <ToneTag tone="bad">{tw('review.returned')}</ToneTag>}
        {step.state === 'mended' && <ToneTag tone="violet">{t('order.step.mended')}</ToneTag>}
        {whys
          .filter((why) => why !== 'mended' && why !== 'rework')
          .map((why) => (
            <ToneTag key={why} tone="warn">
              {t(`reviewFlow.why.${why}`)}
            </ToneTag>
          ))}
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
