import type { Broken } from './healed.ts';
import type { Ledger } from './ledger.ts';
import type { Schedule } from './schedule.ts';

export type FaultFigures = {
  readonly seed: number;
  readonly schedules: number;
  readonly seconds: number;
  readonly kills: number;
  readonly officeKills: number;
  readonly databaseRestarts: number;
  readonly cuts: number;
  /** requests that something on the way answered, or changed the answer of */
  readonly meddled: number;
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

export type Outcome = {
  readonly ms: { readonly lived: number; readonly healed: number };
  readonly ledgers: readonly Ledger[];
  readonly broken: readonly Broken[];
  readonly lies: readonly string[];
  readonly unexpected: readonly string[];
  readonly synchronised: number;
  readonly lookedFor: number;
};

export const nothingYet = (seed: number): FaultFigures => ({
  seed,
  schedules: 0,
  seconds: 0,
  kills: 0,
  officeKills: 0,
  databaseRestarts: 0,
  cuts: 0,
  meddled: 0,
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

/** The figures with one more round in them. */
export function added(sum: FaultFigures, outcome: Outcome, round: readonly Schedule[]): FaultFigures {
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

/** Nothing was wrong in any of these rounds. */
export const isGood = (figures: FaultFigures): boolean =>
  [figures.lost, figures.duplicates, figures.differing, figures.falseSynchronised, figures.unexpected].every(
    (list) => list.length === 0,
  );
