import { setTimeout as pause } from 'node:timers/promises';
import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { keptCounts } from './kept-counts.ts';
import { tryLimits as limits } from './limits.ts';

/**
 * Somebody who tries a password. `known`: a device on which this account has signed in before, proven by what it keeps; null: a stranger.
 */
export type Trying = { readonly username: string; readonly address: string; readonly known: string | null };

/**
 * Limits the tries at a password, so that guessing is slow and yet nobody can keep another out (ADR 0021).
 * A known device has tries of its own, whatever strangers do. Strangers are refused by account and address together; by account alone, and
 * by address alone, they are only slowed down: behind one address may be a whole office, and before one account the whole world.
 * In memory of one process: several offices count each for itself, and a restart forgets, which costs an attacker more than it gives.
 */
export type Tries = {
  /**
   * One try: `judge` says what it opens, null when it is wrong. No more are judged at once than may still fail, so that tries which come
   * together count as those that come one after another. What `judge` refuses was not judged, and counts neither way.
   * @returns `session.tooManyTries` when nothing was judged
   */
  readonly during: <T extends object>(
    trying: Trying,
    judge: () => Promise<Result<T | null>>,
  ) => Promise<Result<T | null>>;
};

type Limit = { readonly key: string; readonly free: number; readonly slows: boolean };

export function limitTries(now: () => number): Tries {
  const counts = keptCounts(now, limits.forgottenAfterMs, limits.mostKept);
  const judging = new Map<string, number>();
  /** those that wait for their turn, by key: so many, and no more */
  const inLine = new Map<string, number>();
  let woken: (() => void)[] = [];

  function limitsOf({ username, address, known }: Trying): readonly Limit[] {
    if (known !== null) return [{ key: `known\n${known}\n${username}`, free: limits.known.free, slows: false }];
    return [
      { key: `pair\n${username}\n${address}`, free: limits.pair.free, slows: false },
      { key: `account\n${username}`, free: limits.account.free, slows: true },
      { key: `address\n${address}`, free: limits.address.free, slows: true },
    ];
  }

  /** ms until one more may be judged under this limit; null: first another one must be judged */
  function waitFor({ key, free, slows }: Limit): number | null {
    const { failures, last } = counts.of(key);
    const others = judging.get(key) ?? 0;
    if (others > 0 && others + failures >= free) return null;
    if (failures < free) return 0;
    const gap = slows ? slowedGap(failures - free) : refusedGap(failures - free);
    return Math.max(0, last + gap - now());
  }

  const tooMany = (waitMs: number): Result<never> =>
    refused(problem('session.tooManyTries', { seconds: Math.max(1, Math.ceil(waitMs / 1000)) }));

  /** Counts this one among those that are judged, when its turn has come. */
  async function enter(own: readonly Limit[]): Promise<Result<null>> {
    const since = performance.now();
    for (;;) {
      const waits = own.map((limit) => ({ ...limit, wait: waitFor(limit) }));
      const refusal = waits.find(({ slows, wait }) => !slows && wait !== null && wait > 0);
      if (refusal !== undefined) return tooMany(refusal.wait ?? 0);
      if (waits.every(({ wait }) => wait === 0)) {
        // In the same turn as the look: whoever asks next counts this one.
        for (const { key } of own) add(judging, key, 1);
        return ok(null);
      }
      const wait = Math.max(0, ...waits.map((one) => one.wait ?? 0));
      if (performance.now() - since + wait > limits.mostWaitMs) return tooMany(wait);
      if (waits.some(({ key, wait: one }) => one !== 0 && (inLine.get(key) ?? 0) >= limits.mostInLine))
        return tooMany(limits.mostWaitMs);
      await turn(own, wait);
    }
  }

  /** Waits until another has been judged, or the time has come. */
  async function turn(own: readonly Limit[], wait: number): Promise<void> {
    for (const { key } of own) add(inLine, key, 1);
    const stop = new AbortController();
    const somebody = new Promise<void>((resolve) => woken.push(resolve));
    // Its timer is dropped with the answer, not left behind.
    const time = wait === 0 ? somebody : pause(wait, undefined, { signal: stop.signal }).catch(() => undefined);
    await Promise.race([somebody, time]);
    stop.abort();
    for (const { key } of own) add(inLine, key, -1);
  }

  return {
    async during(trying, judge) {
      const own = limitsOf(trying);
      const entered = await enter(own);
      if (!entered.ok) return entered;
      try {
        const opened = await judge();
        if (opened.ok && opened.value === null) for (const { key } of own) counts.fail(key);
        if (opened.ok && opened.value !== null) clear(trying);
        return opened;
      } finally {
        for (const { key } of own) add(judging, key, -1);
        const waiting = woken;
        woken = [];
        for (const wake of waiting) wake();
      }
    },
  };

  /** Forgets the tries of somebody who had the right password; he proved who he is, and nothing about the address as a whole. */
  function clear(trying: Trying): void {
    const { username, address, known } = trying;
    for (const { key } of limitsOf({ username, address, known: null }).slice(0, 2)) counts.clear(key);
    if (known !== null) for (const { key } of limitsOf(trying)) counts.clear(key);
  }
}

const refusedGap = (over: number): number => Math.min(limits.pair.firstWaitMs * 2 ** over, limits.pair.longestWaitMs);

const slowedGap = (over: number): number =>
  Math.min(limits.slowed.firstGapMs * (1 + Math.floor(over / limits.slowed.step)), limits.slowed.longestGapMs);

function add(map: Map<string, number>, key: string, by: 1 | -1): void {
  const left = (map.get(key) ?? 0) + by;
  if (left > 0) map.set(key, left);
  else map.delete(key);
}
