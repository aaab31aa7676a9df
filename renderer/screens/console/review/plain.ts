import type { OfficeOrder } from '../../../../bridge/office.ts';
import { stepOfSlot } from '../../../../forms/engine/judge.ts';
import { settledFields } from '../../../../forms/engine/settled.ts';
import type { Finding, OrderView, StepView } from '../../../../forms/engine/types.ts';

/** Why a step is to be looked at; texts `reviewFlow.why`. */
export type Why =
  | 'mended'
  | 'rework'
  | 'conflict'
  | 'settled'
  | 'measure'
  | 'photo'
  | 'photoMissing'
  | 'late'
  | 'incomplete'
  | 'gate'
  | 'finding'
  | 'overridden';

const whyOf: { readonly [K in Finding['kind']]: Why } = {
  lateSubmission: 'late',
  lateContribution: 'late',
  incompleteSubmission: 'incomplete',
  gateWouldRefuse: 'gate',
  filePhoto: 'photo',
  unclearPhoto: 'photo',
  samePicture: 'photo',
  positionJump: 'photo',
  unparsable: 'finding',
  wrongPerformer: 'finding',
  clockDoubted: 'finding',
  sequenceGap: 'finding',
};

/**
 * Why a reviewer should look at each step, by its key: what the engine found, measures that its limits did not pass, what came back from
 * rework, what differed, what the office does not hold. A step that is not in the map is plainly in order. Nothing here knows an order type.
 */
export function stepsToLookAt(order: Pick<OfficeOrder, 'view' | 'samePictures'>): ReadonlyMap<string, readonly Why[]> {
  const { view } = order;
  const found = new Map<string, Set<Why>>();
  const note = (step: string, why: Why): void => void found.set(step, (found.get(step) ?? new Set()).add(why));
  const steps = view.stages.flatMap((stage) => stage.steps.filter(({ relevant }) => relevant));
  for (const step of steps) for (const why of ofStep(step)) note(step.key, why);
  for (const key of settledFields(view.settled).keys()) note(key.slice(0, key.indexOf('/')), 'settled');
  for (const { slot, received, withdrawn } of view.evidence)
    if (!received && withdrawn === null) note(stepOfSlot(slot), 'photoMissing');
  for (const { evidenceId } of order.samePictures) {
    const item = view.evidence.find(({ id }) => id === evidenceId);
    if (item !== undefined) note(stepOfSlot(item.slot), 'photo');
  }
  for (const finding of view.findings)
    for (const step of stepsOfFinding(finding, view)) note(step, whyOf[finding.kind]);
  for (const stage of view.stages)
    if (stage.gates.some(({ state }) => state === 'overridden'))
      for (const step of measuredOrLast(stage.steps)) note(step, 'overridden');
  const known = new Set(steps.map(({ key }) => key));
  return new Map([...found].filter(([step]) => known.has(step)).map(([step, whys]) => [step, [...whys]]));
}

function ofStep({ state, measures, changes }: StepView): readonly Why[] {
  return [
    ...(state === 'mended' || changes.length > 0 ? (['mended'] as const) : []),
    ...(state === 'rework' ? (['rework'] as const) : []),
    ...(state === 'conflict' ? (['conflict'] as const) : []),
    ...(measures.some(({ verdict }) => verdict === 'fail' || verdict === 'warn') ? (['measure'] as const) : []),
  ];
}

/** The steps that a finding is about: named, or that of the photo or submission it names, or all of its stage. */
function stepsOfFinding({ about, details }: Finding, view: OrderView): readonly string[] {
  if (typeof details.step === 'string') return [details.step];
  const item = view.evidence.find(({ id }) => id === about);
  if (item !== undefined) return [stepOfSlot(item.slot)];
  const steps = view.stages.flatMap((stage) => stage.steps);
  const named = steps.filter(({ key, submissions }) => key === about || submissions.some(({ id }) => id === about));
  if (named.length > 0) return named.map(({ key }) => key);
  const stage = view.stages.find(({ key }) => key === about || key === details.stage || about.startsWith(`${key}.`));
  return stage === undefined ? [] : measuredOrLast(stage.steps);
}

/** Where a stage's gate is looked at: its steps with measures, else its last one. */
function measuredOrLast(steps: readonly StepView[]): readonly string[] {
  const submitted = steps.filter(({ relevant, state }) => relevant && state !== 'empty');
  const measured = submitted.filter(({ measures }) => measures.length > 0);
  return (measured.length > 0 ? measured : submitted.slice(-1)).map(({ key }) => key);
}

/** Findings that are of no step: they are said above all steps. */
export function findingsOfOrder(view: OrderView): readonly Finding[] {
  return view.findings.filter((finding) => stepsOfFinding(finding, view).length === 0);
}
