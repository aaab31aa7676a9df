import { setTimeout as pause } from 'node:timers/promises';
import { http } from '../processes/calls.ts';
import { couchOfRun } from '../processes/couch-of-run.ts';
import { timed, until } from '../processes/poll.ts';
import { type Field, type FieldStation, officeView, openField } from '../sync/field.ts';
import { compare, compareKept, photoFault, sha256 } from './compare.ts';
import { killAt, type Moment, moments } from './kill-moments.ts';
import { answeredOf, type Ledger, openLedger, unanswered } from './ledger.ts';
import { photoPlaces } from './photo-slots.ts';
import { type Seeded, seeded } from './seeded.ts';

export type KillFigures = {
  readonly seed: number;
  readonly points: number;
  readonly at: Readonly<Record<Moment, number>>;
  /** times the office was killed as well */
  readonly officeKills: number;
  /** what the callers were answered for, all of it compared */
  readonly answered: Readonly<Record<'drafts' | 'notes' | 'submissions' | 'photos', number>>;
  /** asked without an answer: found or not found, asked again, then there once */
  readonly unanswered: number;
  readonly lost: readonly string[];
  readonly duplicated: readonly string[];
  /** spawn to ready line after a kill, ms */
  readonly restartMs: { readonly median: number; readonly most: number };
};

export type KillRun = { readonly points: number; readonly seed: number; readonly say?: (line: string) => void };

/** points between two full synchronisations, each with an order of its own */
const pointsPerOrder = 10;

/**
 * Kills the station with -9 at so many random points, starts it again, and compares what this process was answered with what
 * is there: after every kill on the station, and after every tenth, everything synchronised, at the office too.
 */
export async function runKills({ points, seed, say = () => undefined }: KillRun): Promise<KillFigures> {
  const random = seeded(seed);
  const couch = couchOfRun();
  const field = await openField(couch === null ? {} : { env: couch.env });
  const ledgers: Ledger[] = [];
  const lost: string[] = [];
  const duplicated: string[] = [];
  const restarts: number[] = [];
  const at: Record<Moment, number> = { saves: 0, uploads: 0, sync: 0, start: 0 };
  let officeKills = 0;
  let withoutAnswer = 0;
  try {
    const station = await field.station('tech1');
    for (let point = 0; point < points; point += 1) {
      const ledger = ledgers.at(-1) && point % pointsPerOrder > 0 ? (ledgers.at(-1) as Ledger) : await begin();
      const moment = moments[point % moments.length] ?? 'saves';
      at[moment] += 1;
      const officeToo = moment !== 'start' && random.next() < 0.2;
      if (officeToo) officeKills += 1;
      const office = officeToo ? killOffice(field, random) : Promise.resolve();
      await Promise.all([killAt[moment](station, ledger, random), office]);
      restarts.push((await timed(() => station.startAgain())).ms);
      withoutAnswer += unanswered(ledger).length;
      await inspect(station, ledger, `point ${point} (${moment})`);
      if (point % pointsPerOrder === pointsPerOrder - 1 || point === points - 1) await settle(station, ledger);
      say(`${point + 1}/${points} ${moment}${officeToo ? ' + office' : ''}: restart ${restarts.at(-1)} ms`);
    }
    for (const ledger of ledgers) await atTheOffice(station, ledger);
    return {
      seed,
      points,
      at,
      officeKills,
      answered: {
        drafts: ledgers.reduce((sum, { draft }) => sum + draft.answered, 0),
        notes: total('note'),
        submissions: total('submission'),
        photos: total('photo'),
      },
      unanswered: withoutAnswer,
      lost,
      duplicated,
      restartMs: { median: middle(restarts), most: Math.max(...restarts) },
    };

    async function begin(): Promise<Ledger> {
      station.link.set('open');
      const orderId = await field.create();
      await field.assign(orderId, 'tech1');
      await station.has(orderId, 30_000);
      await station.call('workOrder.accept', { orderId });
      await station.call('workOrder.start', { orderId });
      const ledger = openLedger(orderId, photoPlaces);
      ledgers.push(ledger);
      return ledger;
    }
  } finally {
    await field.close();
    await couch?.close();
  }

  function total(kind: 'note' | 'submission' | 'photo'): number {
    return ledgers.reduce((sum, ledger) => sum + answeredOf(ledger, kind).length, 0);
  }

  /** Straight after the start, before anything is asked again; then once more when everything was asked again. */
  async function inspect(station: FieldStation, ledger: Ledger, where: string): Promise<void> {
    const first = compare(ledger, await station.open(ledger.orderId));
    const asked = unanswered(ledger);
    for (const one of asked) one.answer = await one.send();
    const opened = await station.open(ledger.orderId);
    const then = compare(ledger, opened);
    const photos = ledger.asked.filter(({ kind }) => kind === 'photo').slice(-4);
    const bytes = await Promise.all(photos.map((one) => photoFault(station, opened.view, one)));
    const { storeRebuiltAt } = await station.call('device.health', {});
    const rebuilt = storeRebuiltAt === null ? [] : ['the store was rebuilt after a plain kill'];
    const missing = [...first.lost, ...then.lost, ...bytes.flatMap((fault) => fault ?? []), ...rebuilt];
    lost.push(...missing.map((fault) => `${where}: ${fault}`));
    duplicated.push(...[...first.duplicated, ...then.duplicated].map((fault) => `${where}: ${fault}`));
  }

  async function settle(station: FieldStation, ledger: Ledger): Promise<void> {
    station.link.set('open');
    await station.synchronised(90_000);
    await atTheOffice(station, ledger);
  }

  /** Everything is at the office, once, with the photos' bytes, and both derive the same. */
  async function atTheOffice(station: FieldStation, ledger: Ledger): Promise<void> {
    const { orderId } = ledger;
    const view = await until(
      'the office to derive what the station does',
      async () => {
        const [theirs, ours] = [await officeView(field.dispatcher, orderId), await station.view(orderId)];
        return JSON.stringify(theirs) === JSON.stringify(ours) ? theirs : null;
      },
      { withinMs: 30_000, everyMs: 200 },
    );
    const faults = compareKept(ledger, view);
    lost.push(...faults.lost.map((fault) => `office: ${fault}`));
    duplicated.push(...faults.duplicated.map((fault) => `office: ${fault}`));
    lost.push(...view.findings.filter(({ kind }) => kind === 'sequenceGap').map(({ about }) => `gap: ${about}`));
    for (const { document } of view.evidence) {
      const file = `/evidence/file/${document.sha256}?order=${orderId}`;
      const { status, body } = await field.dispatcher.get(file);
      if (status !== 200 || sha256(body) !== document.sha256) lost.push(`office: bytes of ${document._id}: ${status}`);
    }
  }
}

/** The office dies at some moment of the same second, and comes back. */
async function killOffice({ office }: Field, random: Seeded): Promise<void> {
  const [before, down] = [random.between(0, 400), random.between(0, 300)];
  await pause(before);
  await office.kill();
  await pause(down);
  await office.startAgain();
  await until('the office to answer', async () => (await http(`${office.url}/healthz`)).status === 200);
}

function middle(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
