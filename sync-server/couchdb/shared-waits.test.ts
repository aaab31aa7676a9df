import { expect, it } from 'vitest';
import type { ChangesAnswer, ChangesOptions } from '../database/types.ts';
import { sharedWaits } from './shared-waits.ts';

type Asked = {
  readonly options: ChangesOptions;
  readonly answer: (given: ChangesAnswer) => void;
  readonly fail: () => void;
};

/** A feed whose answers are given by hand. */
function feedByHand() {
  const asked: Asked[] = [];
  const changes = sharedWaits(
    (options = {}) =>
      new Promise((resolve, reject) => {
        asked.push({ options, answer: resolve, fail: () => reject(new Error('away')) });
        options.signal?.addEventListener('abort', () => resolve({ results: [], last_seq: options.since ?? '0' }));
      }),
  );
  return { asked, changes };
}

const wait = (since: string, signal?: AbortSignal): ChangesOptions => ({
  since,
  feed: 'longpoll',
  includeDocs: true,
  ...(signal && { signal }),
});
const upTo = (seq: string, rows = 1): ChangesAnswer => ({
  results: Array.from({ length: rows }, (_, n) => ({ id: `${seq} ${n}`, seq, changes: [{ rev: '1-a' }] })),
  last_seq: seq,
});

it('asks once for all who wait at one place', async () => {
  const { asked, changes } = feedByHand();
  const both = Promise.all([changes(wait('1')), changes(wait('1'))]);
  asked[0]?.answer(upTo('2'));
  expect(await both).toEqual([upTo('2'), upTo('2')]);
  expect(asked).toHaveLength(1);
});

it('gives who comes a batch later what the others got, and asks for who is at another place', async () => {
  const { asked, changes } = feedByHand();
  const first = changes(wait('1'));
  asked[0]?.answer(upTo('2'));
  await first;
  expect(await changes(wait('1'))).toEqual(upTo('2'));
  void changes(wait('2'));
  void changes({ ...wait('1'), limit: 7 });
  expect(asked).toHaveLength(3);
});

it('keeps no long answer, no empty one, and none of before a failure', async () => {
  const { asked, changes } = feedByHand();
  const ask = async (since: string, answer: ChangesAnswer | null): Promise<void> => {
    const given = changes(wait(since));
    if (answer === null) {
      asked.at(-1)?.fail();
      await expect(given).rejects.toThrow('away');
      return;
    }
    asked.at(-1)?.answer(answer);
    await given;
  };
  await ask('1', upTo('2', 400));
  await ask('1', upTo('1', 0));
  await ask('1', upTo('2'));
  expect(asked).toHaveLength(3);
  await ask('2', null);
  void changes(wait('1'));
  expect(asked).toHaveLength(5);
});

it('ends the wait when the last who waited is gone, and not before', async () => {
  const { asked, changes } = feedByHand();
  const [one, two] = [new AbortController(), new AbortController()];
  const both = [changes(wait('1', one.signal)), changes(wait('1', two.signal))];
  one.abort();
  expect(await both[0]).toEqual({ results: [], last_seq: '1' });
  expect(asked[0]?.options.signal?.aborted).toBe(false);
  two.abort();
  expect(await both[1]).toEqual({ results: [], last_seq: '1' });
  expect(asked[0]?.options.signal?.aborted).toBe(true);
});

it('shares no feed of a device, and nothing that does not wait', async () => {
  const { asked, changes } = feedByHand();
  for (const options of [{ ...wait('1'), heartbeatMs: 25_000 }, { since: '1' }, { ...wait('now') }]) {
    void changes(options);
    void changes(options);
  }
  expect(asked).toHaveLength(6);
});
