import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';

/** For whom a password is hashed: somebody whom this office knows already comes first, strangers in turn by their address. */
export type Asker = { readonly isKnown: boolean; readonly address: string };

/**
 * Decides who may have a password hashed now. Hashing is the dearest thing that a stranger can ask for: one at a time, and no more wait
 * than are through within `mostWaitMs`. Beyond that the answer is `session.busy`, and the work is not begun.
 */
export type PasswordWork = <T>(asker: Asker, work: () => Promise<T>) => Promise<Result<T>>;

/** who waits longer than this has gone, or tries again and is judged twice */
const mostWaitMs = 10_000;
/** whatever the cost: each holds a request open */
export const mostWaiting = 500;
/** what the first one is taken to last: cost 15 on one slow core */
const guessMs = 100;

type Line = { readonly byAddress: Map<string, (() => Promise<void>)[]>; length: number };

export function openPasswordWork(): PasswordWork {
  const known: Line = { byAddress: new Map(), length: 0 };
  const strangers: Line = { byAddress: new Map(), length: 0 };
  let isWorking = false;
  let lastsMs = guessMs;

  async function workOff(): Promise<void> {
    if (isWorking) return;
    isWorking = true;
    for (let next = take(known) ?? take(strangers); next !== null; next = take(known) ?? take(strangers)) {
      const from = performance.now();
      await next();
      lastsMs = lastsMs * 0.8 + (performance.now() - from) * 0.2;
    }
    isWorking = false;
  }

  return (asker, work) => {
    const line = asker.isKnown ? known : strangers;
    const waitMs = line.length * lastsMs;
    if (waitMs > mostWaitMs || line.length >= mostWaiting)
      return Promise.resolve(refused(problem('session.busy', { seconds: Math.max(1, Math.ceil(waitMs / 1000)) })));
    return new Promise((resolve, reject) => {
      const jobs = line.byAddress.get(asker.address) ?? [];
      jobs.push(() => work().then((value) => resolve(ok(value)), reject));
      line.byAddress.set(asker.address, jobs);
      line.length += 1;
      void workOff();
    });
  };
}

/** The next one, of the address that waits longest for its turn. */
function take(line: Line): (() => Promise<void>) | null {
  for (const [address, jobs] of line.byAddress) {
    const job = jobs.shift();
    // Back to the end of the round: one address with a hundred does not keep another's first waiting.
    line.byAddress.delete(address);
    if (jobs.length > 0) line.byAddress.set(address, jobs);
    if (job === undefined) continue;
    line.length -= 1;
    return job;
  }
  return null;
}
