import { z } from 'zod';
import { JsonValue } from '../../domain/documents/base.ts';
import type { Typed } from '../../forms/engine/merge-typed.ts';
import type { Differing } from './differing.ts';

const Stored = z.object({ mine: z.record(z.string(), JsonValue), theirs: z.record(z.string(), JsonValue) });

const storageKey = (place: string): string => `linework.differs.${place}`;

/** What differs stands nowhere but in this window until a person chose: it outlives the step's screen, a reload and a lock. */
export function keepDiffering(place: string, typed: Typed, differing: Differing): void {
  const keys = Object.keys(differing);
  try {
    if (keys.length === 0) sessionStorage.removeItem(storageKey(place));
    else {
      const mine = Object.fromEntries(keys.map((key) => [key, typed[key] ?? null]));
      sessionStorage.setItem(storageKey(place), JSON.stringify({ mine, theirs: differing }));
    }
  } catch {
    // Full or forbidden: it holds while the step is shown.
  }
}

export function keptDiffering(place: string): z.infer<typeof Stored> | null {
  try {
    const read = Stored.safeParse(JSON.parse(sessionStorage.getItem(storageKey(place)) ?? 'null'));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
