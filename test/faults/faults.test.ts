import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { counterexamples, everyFault } from './counterexamples.ts';
import { isGood } from './figures.ts';
import { runFaults, runRound } from './run.ts';
import { openSite, type Site } from './site.ts';

const seed = Number(process.env.LINEWORK_SEED ?? Date.now() % 1_000_000);
const schedules = Number(process.env.LINEWORK_SCHEDULES ?? (process.env.LINEWORK_LONG ? 12 : 4));

it(`${schedules} random fault schedules, seed ${seed}: nothing lost, nothing twice, never falsely synchronised`, async () => {
  const { failing, ...figures } = await runFaults({ seed, schedules });
  process.stdout.write(`faults: ${JSON.stringify(figures)}\n`);
  expect(isGood({ failing, ...figures }), JSON.stringify({ ...figures, failing })).toBe(true);
  // A run in which nothing happened, or nobody was answered, would prove nothing. What chance may leave out of so few schedules
  // is asked of the schedule below.
  const { acknowledged, kills, cuts, lookedFor } = figures;
  const answered = Object.values(acknowledged).reduce((sum, count) => sum + count, 0);
  for (const [what, count] of Object.entries({ answered, kills, cuts, lookedFor }))
    expect([what, count > 0]).toEqual([what, true]);
}, 600_000);

it('faults reach the processes: each kind of them, once', async () => {
  const site = await openSite(1);
  try {
    const { broken, lies, unexpected } = await runRound(site, [everyFault]);
    expect({ broken, lies, unexpected }).toEqual({ broken: [], lies: [], unexpected: [] });
    const { kills, officeKills, clockJumps } = site.counts;
    expect({ kills, officeKills, clockJumps }).toEqual({ kills: 1, officeKills: 1, clockJumps: 2 });
    expect(site.links.a1.cuts(), 'connections that the link broke').toBeGreaterThan(0);
    expect(site.boxes.a1.met(), 'requests that the portal answered').toBeGreaterThan(0);
  } finally {
    await site.close();
  }
}, 240_000);

describe('counterexamples', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite(1);
  });
  afterAll(() => site.close());

  it.each(counterexamples)(
    '$name',
    async ({ schedules: found }) => {
      const { broken, lies, unexpected } = await runRound(site, found);
      expect({ broken, lies, unexpected }).toEqual({ broken: [], lies: [], unexpected: [] });
    },
    240_000,
  );
});
