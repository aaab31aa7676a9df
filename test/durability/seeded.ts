/** Random numbers that come again with the same seed (mulberry32), so that a failing run can be run once more. */
export type Seeded = {
  /** 0 ≤ x < 1 */
  readonly next: () => number;
  /** least ≤ n ≤ most, whole */
  readonly between: (least: number, most: number) => number;
  readonly one: <T>(of: readonly T[]) => T;
};

export function seeded(seed: number): Seeded {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    between,
    one: (of) => {
      const chosen = of[between(0, of.length - 1)];
      if (chosen === undefined) throw new Error('nothing to choose from');
      return chosen;
    },
  };
}
