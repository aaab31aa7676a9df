import { expect, it } from 'vitest';
import { lateCheckpoint } from './checkpoint.ts';

function written(store = { isAway: false }) {
  const places: string[] = [];
  const errors: unknown[] = [];
  const write = async (seq: string): Promise<void> => {
    if (store.isAway) throw new Error('away');
    places.push(seq);
  };
  return { places, errors, write, failed: (error: unknown) => void errors.push(error) };
}

it('writes the last of many places, once', async () => {
  const { places, write, failed } = written();
  const late = lateCheckpoint({ write }, failed, 5);
  for (const seq of ['1', '2', '3']) late.reach(seq);
  expect(places).toEqual([]);
  await expect.poll(() => places).toEqual(['3']);
  late.reach('4');
  await expect.poll(() => places).toEqual(['3', '4']);
  await late.close();
  expect(places).toEqual(['3', '4']);
});

it('writes at its end what was reached', async () => {
  const { places, write, failed } = written();
  const late = lateCheckpoint({ write }, failed, 60_000);
  late.reach('1');
  late.reach('2');
  await late.close();
  expect(places).toEqual(['2']);
});

it('tries again after a failure, without another batch, and never a place that was overtaken', async () => {
  const store = { isAway: true };
  const { places, errors, write, failed } = written(store);
  const late = lateCheckpoint({ write }, failed, 5);
  late.reach('1');
  await expect.poll(() => errors.length).toBeGreaterThan(0);
  late.reach('2');
  store.isAway = false;
  await expect.poll(() => places).toEqual(['2']);
  await late.close();
  expect(places).toEqual(['2']);
});
