import { sideOfStage } from './performers.ts';
import { stepKeyOf, stepsOf } from './steps-of.ts';
import type { OrderTypeDefinition, OrderView } from './types.ts';

const places = new WeakMap<OrderTypeDefinition, number>();

/**
 * The step with which the work of an order begins, as its place among all steps (ADR 0028): the one that offers `start`; else the first in
 * the field that asks where one is, on arrival; else the one after the call that arranges the visit; else the first of the
 * second stage in the field, or of the only one.
 */
function startPlace(definition: OrderTypeDefinition): number {
  const known = places.get(definition);
  if (known !== undefined) return known;
  const all = stepsOf(definition);
  const inField = (at: number): boolean => {
    const stage = all[at]?.stage;
    return stage !== undefined && sideOfStage(definition, stage) === 'field';
  };
  const first = (fits: (step: (typeof all)[number]['step']) => boolean): number =>
    all.findIndex(({ step }, at) => inField(at) && fits(step));
  const offering = first(({ moves }) => moves?.includes('start') === true);
  const arriving = first(({ fields }) => fields.some(({ kind }) => kind === 'position'));
  const calling = first(({ moves }) => moves?.includes('reschedule') === true);
  const fieldStages = definition.stages.filter((stage) => sideOfStage(definition, stage) === 'field');
  const second = all.findIndex(({ stage }) => stage === (fieldStages[1] ?? fieldStages[0]));
  const made = offering !== -1 ? offering : arriving !== -1 ? arriving : calling !== -1 ? calling + 1 : second;
  places.set(definition, made);
  return made;
}

/** Is this step part of the work itself, and not of what comes before it: reading the order, the call, the tools? */
export const isWork = (definition: OrderTypeDefinition, step: string): boolean =>
  stepsOf(definition).findIndex(({ key }) => key === step) >= startPlace(definition);

/** The same of a whole stage: its last step is. */
export function isWorkStage(definition: OrderTypeDefinition, stage: string): boolean {
  const found = definition.stages.find(({ key }) => key === stage);
  const last = found?.steps.at(-1);
  return found !== undefined && last !== undefined && isWork(definition, stepKeyOf(found, last));
}

/** When work was said to have begun, while that may still be taken back: nothing was written since. Null: it may not. */
export function undoableStart(view: OrderView): string | null {
  const last = view.fold.history.findLast(({ applied }) => applied)?.event;
  if (view.fold.phase !== 'started' || last?.kind !== 'started' || last.role !== 'technician') return null;
  if (last.payload.assignmentId !== view.fold.assignment?.assignmentId) return null;
  const since = ({ at }: { readonly at: string }): boolean => at >= last.time.at;
  const submitted = view.stages.some(({ steps }) => steps.some(({ submissions }) => submissions.some(since)));
  const taken = view.evidence.some(({ document }) => document.takenAt >= last.time.at);
  return submitted || taken ? null : last.time.at;
}

/** Was anything of the work itself submitted? What was not begun is not finished in part. */
export const anyWorkDone = (view: OrderView, definition: OrderTypeDefinition): boolean =>
  view.stages.some(({ steps }) => steps.some(({ key, heads }) => heads.length > 0 && isWork(definition, key)));
