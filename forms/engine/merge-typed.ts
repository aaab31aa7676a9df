import type { Json } from '../../domain/documents/base.ts';
import { sameJson } from './canonical.ts';

export type Typed = Readonly<Record<string, Json>>;

export type MergedTyped = {
  /** what is to be kept: of either side what it alone changed; where both did, what is kept already */
  readonly fields: Typed;
  /** both changed it since `basedOn`, to different values */
  readonly overtaken: readonly string[];
};

/**
 * Two windows that type into one step (ADR 0033), field by field.
 * @param kept what is kept now
 * @param basedOn what whoever sends `given` last knew to be kept
 * @param submitted what the step holds without a draft: a field that no draft names has this value
 */
export function mergeTyped(sides: {
  readonly kept: Typed;
  readonly basedOn: Typed;
  readonly given: Typed;
  readonly submitted: Typed;
}): MergedTyped {
  const { kept, basedOn, given, submitted } = sides;
  // A field that a draft names with null was emptied over what was submitted.
  const heldIn = (side: Typed, key: string): Json | undefined =>
    [side, submitted].find((one) => Object.hasOwn(one, key))?.[key];
  const valueIn = (side: Typed, key: string): Json => heldIn(side, key) ?? null;
  const same = (key: string, one: Typed, other: Typed) => sameJson(valueIn(one, key), valueIn(other, key));
  const overtaken: string[] = [];
  const fields: Record<string, Json> = {};
  for (const key of new Set([...Object.keys(kept), ...Object.keys(given)])) {
    const isMine = same(key, kept, basedOn) || same(key, kept, given);
    const isBoth = !isMine && !same(key, given, basedOn);
    if (isBoth) overtaken.push(key);
    const value = isBoth ? heldIn(kept, key) : (isMine ? given : kept)[key];
    if (value !== undefined) fields[key] = value;
  }
  return { fields, overtaken };
}
