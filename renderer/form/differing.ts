import type { Json } from '../../domain/documents/base.ts';
import type { MergedTyped, Typed } from '../../forms/engine/merge-typed.ts';

/** What another window keeps in a field that was typed into here as well, by field; null: it is empty there. */
export type Differing = Readonly<Record<string, Json>>;

/** What may be kept of what is typed here: in a field that differs, what the other window has, until a person chose. */
export function keepable(typed: Typed, differing: Differing): Typed {
  // An empty one is sent as null: a field that is not named has the value that was submitted.
  return Object.entries(differing).reduce<Typed>((fields, [key, theirs]) => withField(fields, key, theirs), typed);
}

/** Takes in what came out of a merge: fields that were typed into meanwhile, or that differ, stay as they are on the screen. */
export function takenIn(
  shown: Typed,
  { merged, typed, differing }: { readonly merged: MergedTyped; readonly typed: Typed; readonly differing: Differing },
): { readonly shown: Typed; readonly differing: Differing } {
  let next = shown;
  const differ: Record<string, Json> = {};
  for (const key of new Set([...Object.keys(shown), ...Object.keys(typed), ...Object.keys(merged.fields)])) {
    const theirs = merged.fields[key];
    const isAsked = key in differing || merged.overtaken.includes(key);
    if (isAsked && !same(shown[key], theirs)) differ[key] = theirs ?? null;
    else if (isUntouched(shown, typed, key) || isAsked) next = withField(next, key, theirs);
  }
  return { shown: next, differing: differ };
}

/** Was it left alone since it was sent? Who empties a field that was submitted makes it null, which is not the same as no name. */
const isUntouched = (shown: Typed, typed: Typed, key: string): boolean =>
  key in shown === key in typed && same(shown[key], typed[key]);

const same = (one: Json | undefined, other: Json | undefined): boolean =>
  JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

export function withField(fields: Typed, key: string, value: Json | undefined): Typed {
  if (value !== undefined) return same(fields[key], value) && key in fields ? fields : { ...fields, [key]: value };
  if (!(key in fields)) return fields;
  const { [key]: _, ...rest } = fields;
  return rest;
}
