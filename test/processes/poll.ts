import { setTimeout as pause } from 'node:timers/promises';

export type Wait = { readonly withinMs?: number; readonly everyMs?: number };

/**
 * The first truthy answer of `look`, asked again until the deadline. A look that throws counts as "not yet".
 * @throws when the time is over, naming what was awaited and the last answer or error
 */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  { withinMs = 15_000, everyMs = 40 }: Wait = {},
): Promise<NonNullable<Exclude<T, false>>> {
  const started = Date.now();
  let last: unknown;
  while (Date.now() - started < withinMs) {
    try {
      const answer = await look();
      if (answer) return answer as NonNullable<Exclude<T, false>>;
      last = answer;
    } catch (error) {
      last = error;
    }
    await pause(everyMs);
  }
  const said = last instanceof Error ? last.message : JSON.stringify(last);
  throw new Error(`waited ${withinMs} ms for ${what}; last: ${(said ?? 'undefined').slice(0, 1500)}`);
}

/** How long something took, ms. */
export async function timed<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly ms: number }> {
  const started = performance.now();
  const value = await work();
  return { value, ms: Math.round(performance.now() - started) };
}
