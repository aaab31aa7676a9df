import { type Broken, heal, inspect, synchronise } from './healed.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { type Observer, watchState } from './observer.ts';
import { live } from './perform.ts';
import { devices, makeSchedule, type Schedule } from './schedule.ts';
import { openSite, type Site } from './site.ts';

export type FaultFigures = {
  readonly seed: number;
  readonly schedules: number;
  readonly seconds: number;
  readonly kills: number;
  readonly officeKills: number;
  readonly databaseRestarts: number;
  readonly cuts: number;
  readonly clockJumps: number;
  readonly reassignments: number;
  readonly acknowledged: Readonly<Record<'events' | 'submissions' | 'photos' | 'drafts' | 'byOffice', number>>;
  readonly refusals: Readonly<Record<string, number>>;
  /** how often a station said `synchronised` and the office's store was looked into for it, and for how many things */
  readonly synchronisedSeen: number;
  readonly lookedFor: number;
  readonly lost: readonly string[];
  readonly duplicates: readonly string[];
  readonly differing: readonly string[];
  readonly falseSynchronised: readonly string[];
  /** refused, quarantined, conflicting, or not synchronised in time */
  readonly unexpected: readonly string[];
  /** schedules in whose round something was wrong */
  readonly failing: readonly (readonly Schedule[])[];
};

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

export type Outcome = {
  readonly ms: { readonly lived: number; readonly healed: number };
  readonly ledgers: readonly Ledger[];
  readonly broken: readonly Broken[];
  readonly lies: readonly string[];
  readonly unexpected: readonly string[];
  readonly synchronised: number;
  readonly lookedFor: number;
};

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

const nothingYet = (seed: number): FaultFigures => ({
  seed,
  schedules: 0,
  seconds: 0,
  kills: 0,
  officeKills: 0,
  databaseRestarts: 0,
  cuts: 0,
  clockJumps: 0,
  reassignments: 0,
  acknowledged: { events: 0, submissions: 0, photos: 0, drafts: 0, byOffice: 0 },
  refusals: {},
  synchronisedSeen: 0,
  lookedFor: 0,
  lost: [],
  duplicates: [],
  differing: [],
  falseSynchronised: [],
  unexpected: [],
  failing: [],
});

function added(sum: FaultFigures, outcome: Outcome, round: readonly Schedule[]): FaultFigures {
  const { ledgers, broken, lies, unexpected } = outcome;
  const count = (kind: string): number =>
    ledgers.reduce((total, one) => total + one.acknowledged.filter((item) => item.kind === kind).length, 0);
  const of = (kind: Broken['kind']): string[] =>
    broken.filter((one) => one.kind === kind).map(({ number, what }) => `schedule ${number}: ${what}`);
  const refusals: Record<string, number> = { ...sum.refusals };
  for (const ledger of ledgers)
    for (const [code, times] of Object.entries(ledger.refusals)) refusals[code] = (refusals[code] ?? 0) + times;
  const bad = new Set(broken.map(({ number }) => number));
  const failing =
    lies.length + unexpected.length > 0
      ? [round]
      : [...bad].map((number) => round.filter((one) => one.number === number));
  return {
    ...sum,
    schedules: sum.schedules + round.length,
    reassignments:
      sum.reassignments + round.flatMap(({ steps }) => steps.filter((step) => step.do === 'assign')).length,
    acknowledged: {
      events: sum.acknowledged.events + count('event'),
      submissions: sum.acknowledged.submissions + count('submission'),
      photos: sum.acknowledged.photos + count('photo'),
      drafts:
        sum.acknowledged.drafts +
        ledgers.reduce((total, { drafts }) => total + drafts.reduce((n, one) => n + one.acknowledged, 0), 0),
      byOffice: sum.acknowledged.byOffice + ledgers.reduce((total, one) => total + one.byOffice.length, 0),
    },
    refusals,
    synchronisedSeen: sum.synchronisedSeen + outcome.synchronised,
    lookedFor: sum.lookedFor + outcome.lookedFor,
    lost: [...sum.lost, ...of('lost')],
    duplicates: [...sum.duplicates, ...of('duplicate')],
    differing: [...sum.differing, ...of('differs')],
    falseSynchronised: [...sum.falseSynchronised, ...lies],
    unexpected: [...sum.unexpected, ...unexpected],
    failing: [...sum.failing, ...failing],
  };
}

export const isGood = (figures: FaultFigures): boolean =>
  [figures.lost, figures.duplicates, figures.differing, figures.falseSynchronised, figures.unexpected].every(
    (list) => list.length === 0,
  );
