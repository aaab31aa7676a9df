import { problem } from '../../domain/problem.ts';
import { type Result, refused } from '../../domain/result.ts';

/**
 * Limits the tries at a password: per account and address strictly, per account and per address more loosely.
 * A wait grows with each failure and ends by itself: nobody is locked out for ever, and no stranger can lock out another
 * for longer than `longestWaitMs`. In memory: a restart forgets it, which costs an attacker more than it gives.
 */
export type Tries = {
  /** seconds to wait before the next try; 0: go on */
  readonly waitSeconds: (username: string, address: string) => number;
  readonly failed: (username: string, address: string) => void;
  readonly succeeded: (username: string, address: string) => void;
  /**
   * One try: `judge` says what it opens, null when it is wrong. No more are judged at once than may still fail, so that tries which come
   * together count as those that come one after another. What `judge` refuses was not judged, and counts neither way.
   * @returns `session.tooManyTries` when nothing was judged
   */
  readonly during: <T extends object>(
    username: string,
    address: string,
    judge: () => Promise<Result<T | null>>,
  ) => Promise<Result<T | null>>;
};

type Count = { failures: number; until: number; last: number };
type Limit = { readonly free: number; readonly firstWaitMs: number };

const limits = {
  pair: { free: 5, firstWaitMs: 5_000 },
  account: { free: 20, firstWaitMs: 2_000 },
  address: { free: 40, firstWaitMs: 5_000 },
} as const satisfies Record<string, Limit>;
const longestWaitMs = 5 * 60_000;
const forgottenAfterMs = 30 * 60_000;
const mostKept = 20_000;

export function limitTries(now: () => number): Tries {
  const counts = new Map<string, Count>();
  const judging = new Map<string, number>();
  let waiting: (() => void)[] = [];
  const keys = (username: string, address: string): readonly (readonly [string, Limit])[] => [
    [`pair\n${username}\n${address}`, limits.pair],
    [`account\n${username}`, limits.account],
    [`address\n${address}`, limits.address],
  ];

  function current(key: string): Count | undefined {
    const count = counts.get(key);
    if (count !== undefined && now() - count.last > forgottenAfterMs) {
      counts.delete(key);
      return undefined;
    }
    return count;
  }

  function fail(key: string, limit: Limit): void {
    const count = current(key) ?? { failures: 0, until: 0, last: 0 };
    count.failures += 1;
    count.last = now();
    const over = count.failures - limit.free;
    if (over >= 0) count.until = now() + Math.min(limit.firstWaitMs * 2 ** over, longestWaitMs);
    // Re-inserted so that the oldest fall out first when strangers fill the map.
    counts.delete(key);
    counts.set(key, count);
    for (const oldest of counts.keys()) {
      if (counts.size <= mostKept) break;
      counts.delete(oldest);
    }
  }

  const mayFail = ([key, { free }]: readonly [string, Limit]): boolean => {
    const others = judging.get(key) ?? 0;
    return others === 0 || others + (current(key)?.failures ?? 0) < free;
  };

  function count(username: string, address: string, by: 1 | -1): void {
    for (const [key] of keys(username, address)) {
      const left = (judging.get(key) ?? 0) + by;
      if (left > 0) judging.set(key, left);
      else judging.delete(key);
    }
  }

  const tries: Tries = {
    waitSeconds(username, address) {
      const until = Math.max(0, ...keys(username, address).map(([key]) => current(key)?.until ?? 0));
      return Math.max(0, Math.ceil((until - now()) / 1000));
    },
    failed(username, address) {
      for (const [key, limit] of keys(username, address)) fail(key, limit);
    },
    succeeded(username, address) {
      for (const [key] of keys(username, address).slice(0, 2)) counts.delete(key);
    },
    async during(username, address, judge) {
      for (;;) {
        const seconds = tries.waitSeconds(username, address);
        if (seconds > 0) return refused(problem('session.tooManyTries', { seconds }));
        if (keys(username, address).every(mayFail)) break;
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
      count(username, address, 1);
      try {
        const opened = await judge();
        if (opened.ok) tries[opened.value === null ? 'failed' : 'succeeded'](username, address);
        return opened;
      } finally {
        count(username, address, -1);
        const woken = waiting;
        waiting = [];
        for (const wake of woken) wake();
      }
    },
  };
  return tries;
}
