import type { Json } from '../../domain/documents/base.ts';
import type { GateVerdict } from '../../domain/documents/event.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import type { OrderFold } from '../../domain/work-order/types.ts';
import { bounded } from './budget.ts';
import { evaluate, isTrue, resultOf, type Scope } from './expression.ts';
import { scopeOfView } from './scope.ts';
import { unanswered } from './sent-back.ts';
import { endingProposed, undoneServices } from './service-results.ts';
import { formOf } from './step-form.ts';
import { needsSubmission, type StepPlace, stageViewOf, stepKeyOf } from './steps-of.ts';
import type {
  ConflictItem,
  EvidenceItem,
  GateDefinition,
  OrderTypeDefinition,
  OrderView,
  SettingsByKey,
  StageDefinition,
  StageJudgement,
  StepForm,
  StepView,
} from './types.ts';

export type JudgeInput = {
  readonly view: OrderView;
  readonly definition: OrderTypeDefinition;
  readonly settings: SettingsByKey;
  readonly stage: string;
};

/** What a judgement looks at: the parts of a view that exist before its gates do. */
export type Evidential = {
  readonly scope: Scope;
  readonly settings: SettingsByKey;
  readonly fold: Pick<OrderFold, 'overrides'>;
  readonly steps: ReadonlyMap<string, Pick<StepView, 'relevant' | 'heads' | 'values' | 'anew'>>;
  readonly conflicts: readonly ConflictItem[];
  readonly evidence: readonly EvidenceItem[];
};

/**
 * The gates of a stage, judged by what was submitted (drafts do not count), by photos not withdrawn, by facts and by overrides.
 * Gates come with every stage: steps submitted and complete (`stepsMissing`), required photos taken (`photoMissing`), no
 * differing values (`conflictOpen`), a new answer to what a send-back asks (`answeredAnew`). Throws when the definition has no such stage, and `BudgetExceeded`.
 */
export const judgeStage = (input: JudgeInput): StageJudgement => bounded(input.definition, () => judgedStage(input));

function judgedStage({ view, definition, settings, stage }: JudgeInput): StageJudgement {
  const found = definition.stages.find(({ key }) => key === stage);
  if (found === undefined) throw new Error(`no stage ${stage}`);
  const steps = new Map(view.stages.flatMap((one) => one.steps.map((step) => [step.key, step] as const)));
  return judge(found, {
    scope: scopeOfView(view, definition, settings),
    settings,
    fold: view.fold,
    steps,
    conflicts: view.conflicts,
    evidence: view.evidence,
  });
}

export function judge(stage: StageDefinition, given: Evidential): StageJudgement {
  const gates = [...impliedGates(stage, given), ...stage.gates.flatMap((gate) => definedGate(stage, gate, given))];
  const refusals = gates.filter((gate) => !gate.passed && gate.overriddenBy === undefined);
  const keys = new Set(stage.steps.map((step) => stepKeyOf(stage, step)));
  const makesReport = stage.steps.some((step) => step.kind === 'report');
  return {
    stage: stage.key,
    passes: refusals.length === 0,
    verdicts: gates,
    problems: refusals.map((gate) => problemOf(stage.key, gate)),
    // One of an older version may stand in two steps.
    submissions: [...new Set([...keys].flatMap((key) => given.steps.get(key)?.heads ?? []))].sort(),
    evidence: given.evidence
      .filter(
        (item) =>
          item.withdrawn === null && (keys.has(stepOfSlot(item.slot)) || (makesReport && item.slot === 'report')),
      )
      .map((item) => item.id)
      .sort(),
  };
}

/** Forms of submitted steps by what they were judged on: gates and findings look at the same ones. */
const forms = new WeakMap<Evidential, Map<string, StepForm>>();

/** A step's form with what was submitted. */
export function formFor(given: Evidential, { key, stage, step }: StepPlace): StepForm {
  const known = forms.get(given) ?? new Map<string, StepForm>();
  forms.set(given, known);
  const found = known.get(key);
  if (found !== undefined) return found;
  const values = given.steps.get(key)?.values ?? {};
  const made = formOf({
    key,
    stage: stage.key,
    step,
    scope: given.scope,
    settings: given.settings,
    fields: values,
    submitted: values,
  });
  known.set(key, made);
  return made;
}

/** `<stage>.<step>` of `<stage>.<step>.<slot>` */
export function stepOfSlot(slot: string): string {
  const end = slot.indexOf('.', slot.indexOf('.') + 1);
  return end === -1 ? slot : slot.slice(0, end);
}

const problemOf = (stage: string, gate: GateVerdict): Problem =>
  problem((gate.code ?? 'gate.refused') as Problem['code'], { ...gate.details, stage, gate: gate.gate });

/** Gates that every stage has: `stepsMissing`, `photoMissing`, `conflictOpen`, and `answeredAnew` once it was sent back. None of them can be overridden. */
function impliedGates(stage: StageDefinition, given: Evidential): readonly GateVerdict[] {
  const steps: string[] = [];
  const slots: string[] = [];
  const conflicts = given.conflicts.filter((conflict) => conflict.step.startsWith(`${stage.key}.`));
  const anew = [...unanswered(stage.key, given.steps)];
  for (const step of stage.steps) {
    const key = stepKeyOf(stage, step);
    const view = given.steps.get(key);
    if (view?.relevant !== true) continue;
    const form = formFor(given, { key, stage, step });
    const incomplete = form.fields.some((field) => field.problems.length > 0);
    if (needsSubmission(step) && (view.heads.length === 0 || incomplete)) steps.push(key);
    for (const photo of form.photos) if (photo.required && photo.count === 0) slots.push(photo.slot);
  }
  return [
    ...(steps.length === 0 ? [] : [refusal('stepsMissing', 'gate.stepsMissing', { steps })]),
    ...(slots.length === 0 ? [] : [refusal('photoMissing', 'gate.photoMissing', { slots })]),
    ...(anew.length === 0 ? [] : [refusal('answeredAnew', 'gate.answeredAnew', { steps: anew })]),
    ...(conflicts.length === 0 ? [] : [refusal('conflictOpen', 'gate.conflictOpen', { count: conflicts.length })]),
  ];
}

const refusal = (gate: string, code: string, details: Readonly<Record<string, Json>>): GateVerdict => ({
  gate,
  passed: false,
  code,
  details: { ...details },
});

/** An irrelevant gate has no verdict. One whose relevance is not known is judged: better refused than skipped. */
function definedGate(stage: StageDefinition, gate: GateDefinition, given: Evidential): readonly GateVerdict[] {
  if (!isTrue(gate.relevant, given.scope, true)) return [];
  const outcome = evaluate(gate.holds, given.scope);
  const details = Object.fromEntries(
    Object.entries(gate.details ?? {}).map(([name, expression]) => [name, resultOf(expression, given.scope)]),
  );
  if (outcome.known && outcome.value === true) return [{ gate: gate.key, passed: true, details }];
  const override = gate.overridable
    ? given.fold.overrides.findLast(({ payload }) => payload.stage === stage.key && payload.gate === gate.key)
    : undefined;
  return [
    {
      gate: gate.key,
      passed: false,
      ...(override === undefined ? {} : { overriddenBy: override._id }),
      code: gate.code,
      details,
    },
  ];
}

/**
 * May the order be completed? Every stage that is not skipped is passed, or would be passed now: a stage that was left with its gate open needs no second
 * visit once dispatch has overridden it. An order with a service that is not done ends in part or fails (ADR 0029).
 * Problems: `step.conflict`, `order.servicesUndone` with `services`, `gate.openGates` with `stages` and the `problems` of each gate.
 */
export const judgeCompletion = (
  view: OrderView,
  definition: OrderTypeDefinition,
  settings: SettingsByKey,
): Result<readonly StageJudgement[]> => bounded(definition, () => judgedCompletion(view, definition, settings));

function judgedCompletion(
  view: OrderView,
  definition: OrderTypeDefinition,
  settings: SettingsByKey,
): Result<readonly StageJudgement[]> {
  if (view.conflicts.length > 0) return refused(problem('step.conflict', { count: view.conflicts.length }));
  if (endingProposed(view, definition) !== 'complete')
    return refused(
      problem('order.servicesUndone', { services: undoneServices(view, definition).map(({ key }) => key) }),
    );
  const open = definition.stages
    .filter(({ key }) => view.fold.passed[key] === undefined && stageViewOf(view, key)?.state !== 'skipped')
    .map(({ key }) => judgeStage({ view, definition, settings, stage: key }));
  const refusing = open.filter((judgement) => !judgement.passes);
  if (refusing.length === 0) return ok(open);
  return refused(
    problem('gate.openGates', {
      stages: refusing.map(({ stage }) => stage),
      problems: refusing.flatMap(({ problems }) => problems),
    }),
  );
}
