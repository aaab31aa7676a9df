import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { builtProgram } from '../processes/built.ts';
import { until } from '../processes/poll.ts';
import type { FieldStation } from '../sync/field.ts';
import type { Ledger } from './ledger.ts';
import type { Seeded } from './seeded.ts';
import { startWriters, type WriterKind, type Writers } from './writers.ts';

export type Moment = 'saves' | 'uploads' | 'sync' | 'start';
export const moments: readonly Moment[] = ['saves', 'uploads', 'sync', 'start'];

/** How fast the link is while photos go up, bytes a second: a photo of 150 KB takes some tenths of a second. */
const slowLink = 400_000;

/** Brings the station to the moment, then kills it with -9. Answers when it is gone and nobody waits for an answer. */
export const killAt: Readonly<
  Record<Moment, (station: FieldStation, ledger: Ledger, random: Seeded) => Promise<Writers>>
> = {
  /** several people save; the kill comes at any time, or right behind an answer */
  saves: async (station, ledger, random) => {
    station.link.set(random.one(['open', 'cut']));
    const writers = startWriters(station, ledger, everything);
    if (random.next() < 0.5) await pause(random.between(0, 500));
    else await answersHeard(writers, random.between(1, 25));
    return killed(station, writers);
  },
  /** photos are on their way up a slow link while people go on saving */
  uploads: async (station, ledger, random) => {
    station.link.set('open');
    station.link.throttle(slowLink);
    const taking = startWriters(station, ledger, ['photo']);
    await answersHeard(taking, random.between(1, 3));
    const writers = startWriters(station, ledger, ['draft', 'note']);
    await pause(random.between(0, 900));
    await killed(station, writers, taking);
    station.link.throttle(null);
    return taking;
  },
  /** much was written without a link; it comes back and everything goes at once */
  sync: async (station, ledger, random) => {
    station.link.set('cut');
    const writers = startWriters(station, ledger, ['draft', 'note', 'submission']);
    await answersHeard(writers, random.between(5, 30));
    station.link.set('open');
    void station.call('sync.now', {}).catch(() => undefined);
    await pause(random.between(0, 250));
    return killed(station, writers);
  },
  /** killed, and killed again while it is starting */
  start: async (station, ledger, random) => {
    station.link.set('cut');
    const writers = startWriters(station, ledger, everything);
    await answersHeard(writers, random.between(1, 15));
    await killed(station, writers);
    station.link.set(random.one(['open', 'cut']));
    const child = spawn(
      process.execPath,
      [builtProgram('station/browser.mjs'), '--port', '0', '--data', station.data, '--office', station.link.url],
      { stdio: 'ignore', env: { ...process.env, LOG_LEVEL: 'silent' } },
    );
    await pause(random.between(50, 1_200));
    const gone = new Promise((resolve) => child.on('close', resolve));
    child.kill('SIGKILL');
    await gone;
    return writers;
  },
};

const everything: readonly WriterKind[] = ['draft', 'note', 'submission', 'photo'];

async function answersHeard(writers: Writers, count: number): Promise<void> {
  let ended = false;
  const end = (): void => {
    ended = true;
  };
  writers.ended.then(end, end);
  await until(`${count} answers`, () => ended || writers.answers() >= count, { everyMs: 1, withinMs: 30_000 });
}

async function killed(station: FieldStation, ...all: readonly [Writers, ...Writers[]]): Promise<Writers> {
  await station.kill();
  await Promise.all(all.map(({ ended }) => ended));
  return all[0];
}
