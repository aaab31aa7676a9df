import { added, type FaultFigures, nothingYet, type Outcome } from './figures.ts';
import { type Broken, heal, inspect, synchronise } from './healed.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { type Observer, watchState } from './observer.ts';
import { live } from './perform.ts';
import { devices, makeSchedule, type Schedule } from './schedule.ts';
import { openSite, type Site } from './site.ts';

export type FaultRun = {
  readonly seed: number;
  readonly schedules: number;
  /** schedules that live at the same time in one set of processes */
  readonly together?: number;
  readonly say?: (line: string) => void;
};

/** rounds that one set of processes lives through: stores grow, as they do in the field */
const roundsPerSite = 8;

/** So many schedules of a seed, some at a time; answers the figures, with everything that was wrong. */
export async function runFaults({
  seed,
  schedules,
  together = 12,
  say = () => undefined,
}: FaultRun): Promise<FaultFigures> {
  const all = Array.from({ length: schedules }, (_, number) => makeSchedule(seed, number));
  const rounds: Schedule[][] = [];
  for (let at = 0; at < all.length; at += together) rounds.push(all.slice(at, at + together));
  const started = performance.now();
  let figures = nothingYet(seed);
  for (let at = 0; at < rounds.length; at += roundsPerSite) {
    const site = await openSite(seed + at);
    try {
      for (const [i, round] of rounds.slice(at, at + roundsPerSite).entries()) {
        const began = performance.now();
        const outcome = await runRound(site, round);
        figures = added(figures, outcome, round);
        const each = ((performance.now() - began) / 1000 / round.length).toFixed(2);
        const wrong = outcome.broken.length + outcome.lies.length + outcome.unexpected.length;
        say(
          `round ${at + i + 1}/${rounds.length}: ${round.length} schedules, ${each} s each (lived ${outcome.ms.lived} ms, healed ${outcome.ms.healed} ms), ${wrong} wrong`,
        );
        for (const line of [
          ...outcome.broken.map(({ kind, number, what }) => `${kind} in ${number}: ${what}`),
          ...outcome.lies,
          ...outcome.unexpected,
        ])
          say(`  ${line}`);
        if (wrong > 0) for (const line of site.officeSaid()) say(`  the office said ${line}`);
        // What is broken once stays broken: the next rounds begin with processes of their own.
        if (wrong > 0) break;
      }
      const cuts = Object.values(site.links).reduce((sum, link) => sum + link.cuts(), 0);
      const { kills, officeKills, clockJumps, databaseRestarts } = site.counts;
      figures = {
        ...figures,
        cuts: figures.cuts + cuts,
        meddled: figures.meddled + Object.values(site.boxes).reduce((sum, box) => sum + box.met(), 0),
        kills: figures.kills + kills,
        officeKills: figures.officeKills + officeKills,
        clockJumps: figures.clockJumps + clockJumps,
        databaseRestarts: figures.databaseRestarts + databaseRestarts,
      };
    } finally {
      await site.close();
    }
  }
  return { ...figures, seconds: Math.round((performance.now() - started) / 1000) };
}

/** These schedules at the same time, then healed and looked at. */
export async function runRound(site: Site, schedules: readonly Schedule[]): Promise<Outcome> {
  const ledgers = schedules.map(openLedger);
  const living = (): readonly Ledger[] => ledgers.filter(({ orderId }) => orderId !== '');
  const observers = devices.map((on): Observer => watchState(site, on, living));
  const broken: Broken[] = [];
  const unexpected: string[] = [];
  const began = performance.now();
  const ms = { lived: 0, healed: 0 };
  const sinceThen = (): number => Math.round(performance.now() - began);
  try {
    await Promise.all(ledgers.map((ledger) => live(site, ledger)));
    ms.lived = sinceThen();
    await heal(site);
    unexpected.push(...(await synchronise(site)));
    ms.healed = sinceThen() - ms.lived;
    for (const ledger of ledgers) broken.push(...(await inspect(site, ledger)));
    const health = await site.askOffice('disp1', 'office.health', {});
    if (health.ok && health.value.quarantined + health.value.conflictsFound > 0)
      unexpected.push(
        `${health.value.quarantined} quarantined, ${health.value.conflictsFound} conflicts at the office`,
      );
  } finally {
    await Promise.all(observers.map((one) => one.stop()));
  }
  for (const { contradictions } of ledgers) unexpected.push(...contradictions);
  for (const { refusals } of ledgers)
    if (refusals.internal) unexpected.push(`${refusals.internal} calls were answered with an internal error`);
  const counts = observers.map((one) => one.counts());
  return {
    ledgers,
    ms,
    broken,
    unexpected,
    lies: observers.flatMap((one) => one.lies),
    synchronised: counts.reduce((sum, one) => sum + one.synchronised, 0),
    lookedFor: counts.reduce((sum, one) => sum + one.lookedFor, 0),
  };
}
