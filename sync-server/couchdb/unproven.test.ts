import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { boundUnproven } from './unproven.ts';

/** A CouchDB whose password changes: whatever is sent from then on is refused. */
function couch() {
  let changed = false;
  let refused = 0;
  let stopped = false;
  const answer = async (ms: number): Promise<boolean> => {
    const isRefused = changed;
    if (isRefused) refused += 1;
    await pause(ms);
    if (isRefused) stopped = true;
    return !isRefused;
  };
  const bound = boundUnproven({ most: 3, patience: 5, probe: async () => void (stopped || (await answer(1))) });
  async function send(ms: number): Promise<'let in' | 'refused' | 'not sent'> {
    const onItsWay = await bound.enter();
    try {
      if (stopped) return 'not sent';
      const isIn = await answer(ms);
      if (isIn) onItsWay.proven();
      return isIn ? 'let in' : 'refused';
    } finally {
      onItsWay.over();
    }
  }
  function change(): void {
    changed = true;
  }
  return { send, change, refused: () => refused };
}

it('lets a changed password refuse at most four, whatever is asked at once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(30), fc.nat(20)), { minLength: 1, maxLength: 60 }),
      fc.nat(30),
      async (asked, changedAfter) => {
        const { send, change, refused } = couch();
        const answers = asked.map(([after, ms]) => pause(after).then(() => send(ms)));
        await pause(changedAfter);
        change();
        await Promise.all(answers);
        await Promise.all(Array.from({ length: 20 }, () => send(3)));
        expect(refused()).toBeGreaterThan(0);
        expect(refused()).toBeLessThan(5);
      },
    ),
    { numRuns: 60 },
  );
}, 60_000);

it('holds nobody up behind long polls: one question proves those that are sent', async () => {
  const { send } = couch();
  const polls = Array.from({ length: 100 }, () => send(1_500));
  const begun = performance.now();
  expect(await send(1)).toBe('let in');
  // 100 polls, three a question: one question each 5 ms at most.
  expect(performance.now() - begun).toBeLessThan(1_400);
  await Promise.all(polls);
});

it('lets go of who no longer waits', async () => {
  const bound = boundUnproven({ most: 1, patience: 60_000, probe: async () => undefined });
  const first = await bound.enter();
  const gone = new AbortController();
  const second = bound.enter(gone.signal);
  gone.abort();
  (await second).over();
  first.over();
  (await bound.enter()).over();
});

it('does not keep who wait to as many at once as may be unproven', async () => {
  let underWay = 0;
  let most = 0;
  const bound = boundUnproven({ most: 3, patience: 50, probe: () => pause(1) });
  // Answers come oftener than every 50 ms, and each lets one in.
  const answers = Array.from({ length: 60 }, async () => {
    const onItsWay = await bound.enter();
    underWay += 1;
    most = Math.max(most, underWay);
    await pause(30);
    underWay -= 1;
    onItsWay.proven();
    onItsWay.over();
  });
  await Promise.all(answers);
  expect(most).toBeGreaterThan(3);
});

it('lets go of who no longer waits also while the question is not answered', async () => {
  let answer = (): void => undefined;
  const probe = () => new Promise<void>((resolve) => (answer = resolve));
  const bound = boundUnproven({ most: 1, patience: 1, probe });
  await bound.enter();
  const gone = new AbortController();
  const second = bound.enter(gone.signal);
  await pause(20);
  gone.abort();
  expect(await Promise.race([second.then(() => 'let go'), pause(1_000).then(() => 'waits')])).toBe('let go');
  answer();
});
