import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { mayPerform, sideOfStage } from '../../forms/engine/performers.ts';
import { lastStageOf } from '../../forms/engine/steps-of.ts';
import type { StageDefinition } from '../../forms/engine/types.ts';
import type { Actor } from '../accounts/types.ts';
import type { LoadedOrder } from '../orders/types.ts';

/** `<stage>` of `<stage>.<step>` or of a slot. */
export const stageOfStep = (step: string): string => step.split('.')[0] ?? '';

/** Is this the stage of somebody in the office, and may this account do it? `step.unknown`, `step.othersStage`, `access.performer`. */
export function performsStage(loaded: LoadedOrder, actor: Actor, stage: string): Result<StageDefinition> {
  const { definition } = loaded;
  const found = definition.stages.find(({ key }) => key === stage);
  if (found === undefined) return refused(problem('step.unknown', { step: stage }));
  const { performer } = found;
  if (sideOfStage(definition, found) === 'field') return refused(problem('step.othersStage', { stage, performer }));
  return mayPerform(actor.account, definition, found) ? ok(found) : refused(problem('access.performer', { performer }));
}

/** Who works on the order now may end it otherwise than by completing; so may dispatch, whoever's turn it is. */
export function performsCurrent(loaded: LoadedOrder, actor: Actor): Result<null> {
  if (actor.account.role === 'dispatcher') return ok(null);
  const { currentStage } = loaded.view;
  if (currentStage === null) return ok(null);
  const mine = performsStage(loaded, actor, currentStage);
  return mine.ok ? ok(null) : mine;
}

/** Whether this account does the office stage that is open: its decision may end an order on which nobody has worked yet (ADR 0039). */
export function endsAtFirst(loaded: LoadedOrder, actor: Actor): boolean {
  const { currentStage } = loaded.view;
  return currentStage !== null && performsStage(loaded, actor, currentStage).ok;
}

/** The performer of the last stage completes. */
export function performsLast(loaded: LoadedOrder, actor: Actor): Result<null> {
  const last = lastStageOf(loaded.view, loaded.definition);
  if (last === undefined) return ok(null);
  const mine = performsStage(loaded, actor, last.key);
  return mine.ok ? ok(null) : mine;
}
