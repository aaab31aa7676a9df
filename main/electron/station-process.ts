/** The station in a `utilityProcess`: no database work ever stalls a window. Ends when the shell says so or goes away. */

import { randomBytes } from 'node:crypto';
import type { MessagePortMain } from 'electron';
import { destination, pino } from 'pino';
import { makeIds } from '../../domain/ids.ts';
import { appVersion } from '../station/app-version.ts';
import { systemClock } from '../station/clock/system-clock.ts';
import { deviceLabel } from '../station/device/label.ts';
import { openStation, type Station } from '../station/station.ts';
import { picturesHands } from './pictures-hand.ts';
import type { FromStation, ToStation } from './station/messages.ts';

// Whatever is made from here on, LevelDB's files too, is for this user alone.
process.umask(0o077);
const log = pino({ name: 'station', level: process.env.LOG_LEVEL ?? 'info' }, destination({ dest: 2, sync: true }));
const { parentPort } = process;
const say = (message: FromStation): void => parentPort.postMessage(message);

process.on('uncaughtException', (error) => log.error({ err: error }, 'an error nobody caught'));
process.on('unhandledRejection', (error) => log.error({ err: error }, 'a rejection nobody caught'));

const pictures = picturesHands(say);
let station: Station | null = null;
let n = 0;
const opening = new Map<number, (error: string) => void>();

const openPath = (path: string): Promise<void> =>
  new Promise((resolve, reject) => {
    n += 1;
    opening.set(n, (error) => (error === '' ? resolve() : reject(new Error(error))));
    say({ kind: 'openPath', n, path });
  });

async function open(dataFolder: string, officeUrl: string): Promise<void> {
  const opened = await openStation({
    dataFolder,
    officeUrl,
    clock: systemClock(dataFolder),
    makeId: makeIds(Date.now, randomBytes),
    log,
    shell: { kind: 'electron', appVersion, label: deviceLabel(), openPath, startHand: pictures.startHand },
  });
  if (!opened.ok) return say({ kind: 'refused', problem: opened.problem });
  station = opened.value;
  station.on((event) => say({ kind: 'event', event }));
  say({ kind: 'ready' });
}

async function hear(message: ToStation, ports: readonly MessagePortMain[]): Promise<void> {
  switch (message.kind) {
    case 'open':
      return open(message.dataFolder, message.officeUrl);
    case 'call':
      if (station) say({ kind: 'answer', n: message.n, answer: await station.call(message.name, message.argument) });
      return;
    case 'evidence':
      say({
        kind: 'file',
        n: message.n,
        file: (await station?.evidenceFile(message.evidenceId, message.variant)) ?? null,
      });
      return;
    case 'opened':
      opening.get(message.n)?.(message.error);
      opening.delete(message.n);
      return;
    case 'pictures':
      if (ports[0]) pictures.given(message.n, ports[0]);
      return;
    case 'picturesEnded':
      pictures.ended(message.n, message.code);
      return;
    case 'close':
      await station?.close();
      process.exit(0);
  }
}

parentPort.on('message', ({ data, ports }) => {
  hear(data as ToStation, ports).catch((error: unknown) => log.error({ err: error }, 'the station could not answer'));
});
