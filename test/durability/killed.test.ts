import { expect, it } from 'vitest';
import { runKills } from './kill-run.ts';

const seed = Number(process.env.LINEWORK_SEED ?? Date.now() % 1_000_000);
const points = Number(process.env.LINEWORK_KILLS ?? (process.env.LINEWORK_LONG ? 15 : 10));

it(`killed with -9 at ${points} points during saves, uploads, sync and start, seed ${seed}: nothing lost, nothing twice (R-12)`, async () => {
  const figures = await runKills({ points, seed });
  process.stdout.write(`durability: ${JSON.stringify(figures)}\n`);
  expect(figures.lost).toEqual([]);
  expect(figures.duplicated).toEqual([]);
  // A run in which nobody was answered would prove nothing.
  for (const [kind, count] of Object.entries(figures.answered)) expect([kind, count > 0]).toEqual([kind, true]);
}, 600_000);
