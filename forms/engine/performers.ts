import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import type { OrderTypeDefinition, OrderView, PerformerRole, StageDefinition } from './types.ts';

/** Who acts: his account's role, and the performers he was named for; an empty list means every performer of his role. */
export type Performing = { readonly role: PerformerRole; readonly performs?: readonly string[] | undefined };

/** The account role behind a stage's performer. */
export const roleOfStage = (
  definition: Pick<OrderTypeDefinition, 'performers'>,
  stage: Pick<StageDefinition, 'performer'>,
): PerformerRole => definition.performers[stage.performer] ?? 'technician';

/** `field`: done on the station under an assignment; `office`: done in the console. */
export const sideOfStage = (
  definition: Pick<OrderTypeDefinition, 'performers'>,
  stage: Pick<StageDefinition, 'performer'>,
): 'field' | 'office' => (roleOfStage(definition, stage) === 'technician' ? 'field' : 'office');

/** Has this order type anything for a technician? Orders of other types are never assigned. */
export const hasFieldStages = (definition: Pick<OrderTypeDefinition, 'performers' | 'stages'>): boolean =>
  definition.stages.some((stage) => sideOfStage(definition, stage) === 'field');

/** May this order be given to a technician: is any of his work left? `order.noFieldWork`, `order.fieldWorkDone`. */
export function fieldWorkLeft(
  definition: Pick<OrderTypeDefinition, 'performers' | 'stages'>,
  { stages }: Pick<OrderView, 'stages'>,
): Result<null> {
  if (!hasFieldStages(definition)) return refused(problem('order.noFieldWork'));
  const open = new Set(stages.flatMap(({ key, state }) => (state === 'passed' || state === 'skipped' ? [] : [key])));
  return definition.stages.some((stage) => open.has(stage.key) && sideOfStage(definition, stage) === 'field')
    ? ok(null)
    : refused(problem('order.fieldWorkDone'));
}

/** May this account do the work of this stage? */
export function mayPerform(
  who: Performing,
  definition: Pick<OrderTypeDefinition, 'performers'>,
  stage: Pick<StageDefinition, 'performer'>,
): boolean {
  if (who.role !== roleOfStage(definition, stage)) return false;
  return who.performs === undefined || who.performs.length === 0 || who.performs.includes(stage.performer);
}

/** Does a passing of this stage by somebody in this role count (ADR 0011)? The office itself may pass what is the office's. */
export function passingCounts(definition: OrderTypeDefinition, stageKey: string, role: string): boolean {
  const stage = definition.stages.find(({ key }) => key === stageKey);
  if (stage === undefined) return true;
  const wanted = roleOfStage(definition, stage);
  return role === wanted || (role === 'office' && wanted !== 'technician');
}

/** Does a submission count in its stage: written on a device in a field stage, in the console in an office stage? */
export function submissionCounts(
  definition: OrderTypeDefinition,
  { step, deviceId }: { readonly step: string; readonly deviceId?: string | undefined },
): boolean {
  const stage = definition.stages.find(({ key }) => step.startsWith(`${key}.`));
  return stage === undefined || (sideOfStage(definition, stage) === 'field') === (deviceId !== undefined);
}
