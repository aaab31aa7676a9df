import type { GateVerdict } from '../../domain/documents/event.ts';
import type { ProblemCode } from '../../domain/problem.ts';
import { finalPhases } from '../../domain/work-order/moves.ts';
import { lastRefusal, waitingRequests } from '../../domain/work-order/override-requests.ts';
import { finishedAt } from '../../domain/work-order/spans.ts';
import type { OrderFold } from '../../domain/work-order/types.ts';
import { isTrue } from './expression.ts';
import { type Evidential, judge } from './judge.ts';
import { sentBackTo } from './sent-back.ts';
import { statedMoment } from './stated-moment.ts';
import { stepKeyOf } from './steps-of.ts';
import type { GateView, OrderTypeDefinition, StageDefinition, StageJudgement, StageView, StepView } from './types.ts';

/**
 * The stages in order. One that is not passed is `current`, and those after it `notYet`; but a stage whose refusing gates have all been
 * brought before dispatch (`overrideAsked`, not refused since: ADR 0034) is left `gateOpen` and lets the next one begin (DESIGN §7). On a completed order a stage that
 * was left so and holds now counts as passed with the completion. One that is not relevant is `skipped`, reached or not.
 */
export function stageViews(
  definition: OrderTypeDefinition,
  fold: OrderFold,
  given: Evidential,
  steps: ReadonlyMap<string, StepView>,
): readonly StageView[] {
  let reached = true;
  return definition.stages.map((stage): StageView => {
    const state = stateOf(stage, fold, given, reached);
    reached &&= state.state !== 'current';
    return {
      key: stage.key,
      performer: stage.performer,
      ...state,
      ...(state.state !== 'skipped' && isSentBack(fold, stage.key)),
      ...notBefore(stage, given),
      steps: stage.steps.flatMap((step) => steps.get(stepKeyOf(stage, step)) ?? []),
    };
  });
}

function isSentBack(fold: OrderFold, stage: string): Pick<StageView, 'sentBack'> {
  const sentBack = sentBackTo(fold, stage);
  return sentBack === undefined ? {} : { sentBack };
}

function notBefore(stage: StageDefinition, { scope, settings }: Evidential): Pick<StageView, 'notBefore'> {
  const moment = statedMoment(stage.notBefore, scope, settings);
  return moment === null ? {} : { notBefore: moment };
}

type State = Pick<StageView, 'state' | 'passedAt' | 'gates'>;

function stateOf(stage: StageDefinition, fold: OrderFold, given: Evidential, reached: boolean): State {
  const passing = fold.passed[stage.key];
  if (passing !== undefined)
    return {
      state: 'passed',
      passedAt: passing.time.at,
      gates: stage.gates.map((gate) => passedGate(stage, gate.key, passing.payload.verdicts)),
    };
  const skipped = !isTrue(stage.relevant, given.scope, true);
  if (skipped || !reached)
    return {
      state: skipped ? 'skipped' : 'notYet',
      passedAt: null,
      gates: stage.gates.map((gate) => plain(stage, gate.key)),
    };
  const judgement = judge(stage, given);
  const gates = openGates(stage, judgement, fold);
  if (judgement.passes && fold.phase === 'completed')
    return {
      state: 'passed',
      passedAt: finishedAt(fold),
      gates: gates.map((gate) => ({ ...gate, state: gate.state === 'holds' ? 'passed' : gate.state })),
    };
  const left =
    waitingRequests(fold, { stage: stage.key }).length > 0 &&
    gates.every((gate) => gate.state !== 'refused' || (gate.overridable && gate.asked));
  return { state: left && !finalPhases.has(fold.phase) ? 'gateOpen' : 'current', passedAt: null, gates };
}

const plain = (stage: StageDefinition, key: string): GateView => {
  const gate = stage.gates.find((one) => one.key === key);
  return {
    key,
    state: 'open',
    code: gate?.code ?? 'gate.refused',
    details: {},
    overridable: gate?.overridable ?? false,
    asked: false,
  };
};

function passedGate(stage: StageDefinition, key: string, verdicts: readonly GateVerdict[]): GateView {
  const verdict = verdicts.find(({ gate }) => gate === key);
  return {
    ...plain(stage, key),
    state: verdict?.overriddenBy === undefined ? 'passed' : 'overridden',
    details: verdict?.details ?? {},
  };
}

/** The gates of the definition that have a verdict, after those implied ones that refuse. */
function openGates(stage: StageDefinition, judgement: StageJudgement, fold: OrderFold): readonly GateView[] {
  return judgement.verdicts.map((verdict) => {
    const at = { stage: stage.key, gate: verdict.gate };
    const state = verdict.passed ? 'holds' : verdict.overriddenBy === undefined ? 'refused' : 'overridden';
    const refusal = state === 'refused' ? lastRefusal(fold, at) : null;
    return {
      ...plain(stage, verdict.gate),
      state,
      ...(verdict.code === undefined ? {} : { code: verdict.code as ProblemCode }),
      details: verdict.details,
      asked: waitingRequests(fold, at).length > 0,
      ...(refusal === null
        ? {}
        : { turnedDown: { by: refusal.createdBy, at: refusal.time.at, note: refusal.payload.note } }),
    };
  });
}
