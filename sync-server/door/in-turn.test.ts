import { expect, it } from 'vitest';
import { Gone, lineOf } from './in-turn.ts';

const held = () => {
  let release = (): void => undefined;
  const done = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { done, release: () => release() };
};
const stays = new AbortController().signal;

it('runs so many at once, first come first, and goes on after a failure', async () => {
  const turn = lineOf(2);
  const begun: number[] = [];
  const gates = [held(), held(), held(), held()];
  const runs = gates.map((gate, n) =>
    turn.run(async () => {
      begun.push(n);
      await gate.done;
      if (n === 0) throw new Error('broken');
      return n;
    }, stays),
  );
  expect(begun).toEqual([0, 1]);
  expect(turn.waiting()).toBe(2);
  gates[0]?.release();
  await expect(runs[0]).rejects.toThrow('broken');
  gates[1]?.release();
  await runs[1];
  await expect.poll(() => begun).toEqual([0, 1, 2, 3]);
  gates[2]?.release();
  gates[3]?.release();
  expect(await Promise.all(runs.slice(1))).toEqual([1, 2, 3]);
});

it('does nothing for who has gone before his turn', async () => {
  const turn = lineOf(1);
  const gate = held();
  const first = turn.run(() => gate.done, stays);
  const leaving = new AbortController();
  let ran = false;
  const second = turn.run(async () => {
    ran = true;
  }, leaving.signal);
  const third = turn.run(async () => 'here', stays);
  leaving.abort();
  gate.release();
  await first;
  await expect(second).rejects.toThrow(Gone);
  expect(await third).toBe('here');
  expect(ran).toBe(false);
});

it('goes on with answers that have begun before it begins others, first come first among both', async () => {
  const turn = lineOf(1);
  const gate = held();
  const order: string[] = [];
  const first = turn.run(() => gate.done, stays);
  const rest = ['new 1', 'begun 1', 'new 2', 'begun 2', 'begun 3'].map((name) =>
    turn.run(async () => void order.push(name), stays, name.startsWith('begun')),
  );
  expect(turn.waiting()).toBe(5);
  gate.release();
  await Promise.all([first, ...rest]);
  expect(order).toEqual(['begun 1', 'begun 2', 'begun 3', 'new 1', 'new 2']);
});
