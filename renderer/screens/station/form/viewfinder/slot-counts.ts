import type { EvidenceItem, PhotoSlotState } from '../../../../../forms/engine/types.ts';

/** A photo that the station has answered for and the order on the screen may not show yet. */
export type JustAdded = { readonly evidenceId: string; readonly slot: string; readonly replaces: string | null };

export type CountedSlot = {
  readonly key: string;
  readonly slot: string;
  readonly required: boolean;
  readonly allowFile: boolean;
  readonly max: number;
  readonly count: number;
};

/** The slots with the photos that count, those just added among them. */
export function countSlots(
  slots: readonly PhotoSlotState[],
  evidence: readonly EvidenceItem[],
  added: readonly JustAdded[],
): readonly CountedSlot[] {
  const replaced = new Set(added.map(({ replaces }) => replaces));
  const known = new Set(evidence.map(({ id }) => id));
  return slots.map(({ key, slot, required, definition }) => ({
    key,
    slot,
    required,
    allowFile: definition.allowFile,
    max: definition.max,
    count:
      evidence.filter((item) => item.slot === slot && item.withdrawn === null && !replaced.has(item.id)).length +
      added.filter((one) => one.slot === slot && !known.has(one.evidenceId) && !replaced.has(one.evidenceId)).length,
  }));
}

/** The next slot that must have a photo and has none, from the one after `slot` round to those before it; null: all have one. */
export function nextWanted(slots: readonly CountedSlot[], slot: string): CountedSlot | null {
  const at = slots.findIndex((one) => one.slot === slot);
  const round = [...slots.slice(at + 1), ...slots.slice(0, Math.max(at, 0))];
  return round.find(({ required, count }) => required && count === 0) ?? null;
}

export const isComplete = (slots: readonly CountedSlot[]): boolean =>
  slots.every(({ required, count }) => !required || count > 0);
