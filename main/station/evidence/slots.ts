import { problem } from '../../../domain/problem.ts';
import { ok, type Result, refused } from '../../../domain/result.ts';
import { stepOfSlot } from '../../../forms/engine/judge.ts';
import { stepAccess } from '../../../forms/engine/step-access.ts';
import type { OrderTypeDefinition, OrderView, PhotoSlot } from '../../../forms/engine/types.ts';

/** The slot `<stage>.<step>.<slot>` in the definition. */
export function findSlot(definition: OrderTypeDefinition, slot: string): PhotoSlot | null {
  const [stage, step, key, ...rest] = slot.split('.');
  if (rest.length > 0) return null;
  const photos = definition.stages.find((of) => of.key === stage)?.steps.find((of) => of.key === step)?.photos;
  return photos?.find((of) => of.key === key) ?? null;
}

export type Wanted = {
  readonly slot: string;
  readonly source: 'live' | 'file';
  readonly replaces?: string | undefined;
};

/**
 * Photos belong to their step: while an order is back for rework, only those of a returned step may come and go.
 * A stage that is not reached yet stops nobody from photographing ahead.
 */
export function mayPhotograph(definition: OrderTypeDefinition, view: OrderView, slot: string): Result<null> {
  if (view.fold.reviewState !== 'returned') return ok(null);
  return stepAccess(view, definition, stepOfSlot(slot), 'field');
}

/** May this photo be added now? A photo that is being replaced does not count against the slot. */
export function judgeSlot(definition: OrderTypeDefinition, view: OrderView, wanted: Wanted): Result<PhotoSlot> {
  const slot = findSlot(definition, wanted.slot);
  if (!slot) return refused(problem('evidence.slotUnknown', { slot: wanted.slot }));
  const open = mayPhotograph(definition, view, wanted.slot);
  if (!open.ok) return open;
  if (wanted.source === 'file' && !slot.allowFile) return refused(problem('evidence.fileNotAllowed'));
  const inSlot = view.evidence.filter((item) => item.slot === wanted.slot && item.withdrawn === null);
  if (wanted.replaces !== undefined && !inSlot.some(({ id }) => id === wanted.replaces))
    return refused(problem('evidence.unknown'));
  const counted = inSlot.filter(({ id }) => id !== wanted.replaces).length;
  return counted >= slot.max ? refused(problem('evidence.slotFull', { max: slot.max })) : ok(slot);
}
