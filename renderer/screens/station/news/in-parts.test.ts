import { expect, it } from 'vitest';
import { stationCalls } from '../../../../bridge/station.ts';
import { inParts } from './in-parts.ts';

const ids = Array.from({ length: 1_201 }, (_, n) => `news-${n}`);

it('marks the news of a thousand orders in parts that the call takes', async () => {
  const marked: string[] = [];
  const done = await inParts(ids, async (part) => {
    const parsed = stationCalls['news.dismiss'].argument.safeParse({ ids: part });
    marked.push(...part);
    return { ok: parsed.success };
  });
  expect([done, marked]).toEqual([true, ids]);
});

it('stops at the first part that is refused', async () => {
  let calls = 0;
  const done = await inParts(ids, async () => {
    calls += 1;
    return { ok: calls < 2 };
  });
  expect([done, calls]).toEqual([false, 2]);
});
