import { useState } from 'react';
import type { Strokes } from './strokes.ts';

/**
 * What the customer has written and nobody has confirmed yet. It lives in this window alone: in its memory, and in its session storage for a
 * reload. It is no document, it goes nowhere, and it ends with the sign-off, with *clear*, or with the window.
 */
export type KeptSignature = {
  /** digest of what the customer saw while signing; null: it was not known yet at the first stroke */
  readonly seen: string | null;
  readonly strokes: Strokes;
  /** height of the pad at the first stroke, in units where it is 1000 wide */
  readonly padHeight: number;
  readonly printedName: string | null;
  readonly relation: string | null;
};

const nothing: KeptSignature = { seen: null, strokes: [], padHeight: 0, printedName: null, relation: null };
const inMemory = new Map<string, KeptSignature>();
const storageKey = (place: string): string => `linework.signature.${place}`;

/** @param place order and the sign-off that this one would follow: what was kept before another was made is not found any more */
export function useKeptSignature(place: string) {
  const [kept, setKept] = useState(() => read(place));
  const set = (change: (now: KeptSignature) => Partial<KeptSignature>) => {
    // The next stroke may end before the page has rendered this one: memory is ahead of the state.
    const now = inMemory.get(place) ?? kept;
    const next = { ...now, ...change(now) };
    inMemory.set(place, next);
    write(place, next);
    setKept(next);
  };
  return { kept, set, forget: () => forgetSignature(place) };
}

export function forgetSignature(place: string): void {
  inMemory.delete(place);
  try {
    sessionStorage.removeItem(storageKey(place));
  } catch {
    // There is no storage, so nothing was kept in it.
  }
}

/** Another account has this window now: what was written under the one before is nobody's. Session storage is cleared by `ownWindow`. */
export const forgetSignatures = (): void => inMemory.clear();

function read(place: string): KeptSignature {
  const held = inMemory.get(place);
  if (held) return held;
  try {
    const parsed: unknown = JSON.parse(sessionStorage.getItem(storageKey(place)) ?? 'null');
    return isKept(parsed) ? { ...nothing, ...parsed } : nothing;
  } catch {
    return nothing;
  }
}

function write(place: string, kept: KeptSignature): void {
  try {
    sessionStorage.setItem(storageKey(place), JSON.stringify(kept));
  } catch {
    // Full or forbidden: memory keeps it while the page stands, which is all but a reload.
  }
}

function isKept(value: unknown): value is KeptSignature {
  if (typeof value !== 'object' || value === null) return false;
  const { strokes, padHeight } = value as { readonly strokes?: unknown; readonly padHeight?: unknown };
  return (
    typeof padHeight === 'number' &&
    Array.isArray(strokes) &&
    strokes.every((stroke) => Array.isArray(stroke) && stroke.every((at) => typeof at === 'number'))
  );
}
