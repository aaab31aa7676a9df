import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import type { OfficeOrder } from '../../../../bridge/office.ts';
import { problem } from '../../../../domain/problem.ts';
import { needsSubmission } from '../../../../forms/engine/steps-of.ts';
import type { GateView, StageView, StepView } from '../../../../forms/engine/types.ts';
import { AnswersList } from '../../../components/answers-list.tsx';
import { PhotoGrid } from '../../../components/photo-grid.tsx';
import { standingOf } from '../../../components/stage-standing.ts';
import { type Tone, ToneTag } from '../../../components/tone-tag.tsx';
import { useNow } from '../../../hooks/use-now.ts';
import { problemSentence } from '../../../texts/problem-words.ts';
import { shortTime } from '../words/time-words.ts';
import { useDefinitionWords, useWords } from '../words/use-words.ts';
import { evidenceSource } from './evidence-source.ts';
import { stepOf } from './field-of.ts';
import { openGates } from './open-gates.ts';
import { useSettledNotes } from './settled-note.tsx';

const stageTone: { readonly [S in ReturnType<typeof standingOf>]: Tone } = {
  overridden: 'violet',
  notYet: 'neutral',
  current: 'info',
  gateOpen: 'warn',
  passed: 'good',
  skipped: 'neutral',
};
const gateTone: { readonly [S in GateView['state']]: Tone } = {
  open: 'neutral',
  holds: 'good',
  // Only what keeps somebody waiting is red: before a stage is done every gate of it refuses.
  refused: 'neutral',
  overridden: 'violet',
  passed: 'good',
};
const stepTone: { readonly [S in StepView['state']]: Tone } = {
  empty: 'neutral',
  submitted: 'good',
  conflict: 'bad',
  rework: 'bad',
  mended: 'violet',
};

type Props = { readonly order: OfficeOrder; readonly override: ((stage: string, gate: string) => void) | null };

/** The stages of an order with what was answered, measured and photographed, and how each gate stands. */
export function StageList({ order, override }: Props): ReactNode {
  return (
    <div className="console-stages">
      {order.view.stages.map((stage, i) => (
        <Stage key={stage.key} order={order} stage={stage} number={i + 1} override={override} />
      ))}
    </div>
  );
}

function Stage({
  order,
  stage,
  number,
  override,
}: Props & { readonly stage: StageView; readonly number: number }): ReactNode {
  const { t } = useWords();
  const words = useDefinitionWords(order.definition);
  const now = useNow();
  const standing = standingOf(stage);
  const [open, setOpen] = useState(
    stage.state === 'current' ||
      stage.state === 'gateOpen' ||
      stage.steps.some(({ state }) => state === 'rework' || state === 'conflict'),
  );
  const steps = stage.steps.filter((step) => step.relevant);
  // A signature and a report are no forms: what is asked of them stands in the gates.
  const forms = steps.filter(({ key }) => {
    const step = stepOf(order.definition, key);
    return step !== undefined && needsSubmission(step);
  });
  const submitted = forms.filter(({ state }) => state !== 'empty').length;
  return (
    <details
      className="console-stage"
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      data-testid={`stage-${stage.key}`}
      data-state={stage.state}
    >
      <summary>
        <b className="console-stage-number">{number}</b>
        <h2 className="console-stage-name">{words.stage(stage.key)}</h2>
        <span className="console-faint">{t('order.steps', { n: submitted, total: forms.length })}</span>
        <ToneTag tone={stageTone[standing]}>
          {stage.passedAt === null
            ? t(`order.stage.${standing}`)
            : `${t(`order.stage.${standing}`)} ${shortTime(stage.passedAt, now)}`}
        </ToneTag>
      </summary>
      {open && (
        <div className="console-stage-body">
          {steps.map((step) => (
            <Step key={step.key} order={order} step={step} />
          ))}
          {stage.gates.length > 0 && (
            <ul className="console-gates" aria-label={t('order.gates')}>
              {stage.gates.map((gate) => (
                <Gate key={gate.key} order={order} stage={stage.key} gate={gate} override={override} />
              ))}
            </ul>
          )}
        </div>
      )}
    </details>
  );
}

function Step({ order, step }: { readonly order: OfficeOrder; readonly step: StepView }): ReactNode {
  const { t } = useWords();
  const words = useDefinitionWords(order.definition);
  const noteOf = useSettledNotes(order);
  const definition = stepOf(order.definition, step.key);
  const photos = order.view.evidence.filter(({ slot }) => slot.startsWith(`${step.key}.`));
  const last = step.submissions.at(-1);
  if (definition === undefined) return null;
  return (
    <section className="console-step" data-testid={`step-${step.key}`} aria-label={words.step(step.key)}>
      <h3>
        {words.step(step.key)} <ToneTag tone={stepTone[step.state]}>{t(`order.step.${step.state}`)}</ToneTag>
        {last !== undefined && <small>{`${order.people[last.by] ?? ''} ${shortTime(last.at, Date.now())}`}</small>}
      </h3>
      {step.state !== 'empty' && definition.kind === 'form' && (
        <AnswersList
          definition={order.definition}
          stepDefinition={definition}
          step={step}
          settings
          noteOf={(field) => noteOf(step.key, field)}
        />
      )}
      {photos.length > 0 && (
        <PhotoGrid
          items={photos}
          src={evidenceSource(order.view.orderId)}
          nameOf={(item) => words.photo(item.slot)}
          brokenWords={(item) => t(item.received ? 'order.photoUnreadable' : 'order.photoNotHere')}
          actions={(item) => <span className="console-photo-facts">{words.photo(item.slot)}</span>}
        />
      )}
    </section>
  );
}

function Gate({
  order,
  stage,
  gate,
  override,
}: Props & { readonly stage: string; readonly gate: GateView }): ReactNode {
  const { t, tw, language } = useWords();
  const words = useDefinitionWords(order.definition);
  const given = order.view.fold.overrides.findLast(
    ({ payload }) => payload.stage === stage && payload.gate === gate.key,
  );
  const waits =
    gate.state === 'refused' &&
    (gate.asked || order.view.stages.some((one) => one.key === stage && one.state === 'gateOpen'));
  const mayOpen = override !== null && openGates(order.view).some(({ key }) => key === `${stage}.${gate.key}`);
  return (
    <li data-testid={`gate-${stage}-${gate.key}`} data-state={gate.state}>
      <ToneTag tone={waits ? 'bad' : gateTone[gate.state]}>{t(`order.gate.${gate.state}`)}</ToneTag>
      <span>
        {words.raw(`gate.${stage}.${gate.key}`) ?? t('order.gateSteps')}
        {gate.state === 'refused' && (
          <small>
            {problemSentence(problem(gate.code, { ...gate.details, stage, gate: gate.key }), language, tw, words)}
          </small>
        )}
        {gate.turnedDown !== undefined && (
          <small data-testid={`turned-down-${gate.key}`}>
            {[order.people[gate.turnedDown.by] ?? '', t('dialog.override.turnedDown', { note: gate.turnedDown.note })]
              .filter((part) => part !== '')
              .join(' · ')}
          </small>
        )}
        {given !== undefined && (
          <small>{`${order.people[given.createdBy] ?? ''} · ${words.reason('overridden', given.payload.reasonCode)}${given.payload.note === '' ? '' : ` · ${given.payload.note}`}`}</small>
        )}
      </span>
      {mayOpen && !gate.asked && (
        <Button onClick={() => override(stage, gate.key)} data-testid={`override-${stage}-${gate.key}`}>
          {t('action.override')}
        </Button>
      )}
    </li>
  );
}
