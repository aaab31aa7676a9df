/** The station in its browser shell: `--port N --data DIR --office URL`. */

import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { destination, pino } from 'pino';
import { makeIds } from '../../domain/ids.ts';
import { inBothLanguages } from '../../domain/problem.ts';
import { readJson, writeFlushed } from '../../storage/flushed-file.ts';
import { appVersion } from '../station/app-version.ts';
import { systemClock } from '../station/clock/system-clock.ts';
import { deviceLabel } from '../station/device/label.ts';
import { openStation } from '../station/station.ts';
import { openDoor } from './door.ts';
import { type Options, readOptions } from './options.ts';
import { openPairing } from './pairing.ts';

function readCommandLine(): Options {
  try {
    return readOptions(process.argv.slice(2), process.env);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(2);
  }
}

// Whatever is made from here on, LevelDB's files too, is for this user alone.
process.umask(0o077);
const options = readCommandLine();
const dataFolder = resolve(options.dataFolder);
const log = pino({ name: 'station', level: options.logLevel }, destination({ dest: 2, sync: true }));

// A bug in one place must not take away what the others hold: it is logged, and what was answered is on the disk anyway.
process.on('uncaughtException', (error) => log.error({ err: error }, 'an error nobody caught'));
process.on('unhandledRejection', (error) => log.error({ err: error }, 'a rejection nobody caught'));

const clock = systemClock(dataFolder);
const makeId = makeIds(Date.now, randomBytes);
const opened = await openStation({
  dataFolder,
  officeUrl: options.officeUrl,
  clock,
  makeId,
  log,
  shell: { kind: 'browser', appVersion, label: deviceLabel() },
});
if (!opened.ok) {
  log.error({ code: opened.problem.code }, 'the station cannot start');
  process.stderr.write(`${inBothLanguages(opened.problem)}\n`);
  process.exit(1);
}
const station = opened.value;

const pairingFile = join(dataFolder, 'pairing.json');
const kept = await readJson(pairingFile);
const hashes = Array.isArray(kept) ? kept.filter((one): one is string => typeof one === 'string') : [];
const pairing = openPairing(options.token, hashes, (now) => {
  writeFlushed(pairingFile, JSON.stringify(now)).catch((error: unknown) =>
    log.warn({ err: error }, 'pairing not kept'),
  );
});

const pagesOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const pages = [pagesOf('../renderer'), pagesOf('../../dist/renderer')].find((path) =>
  existsSync(join(path, 'station.html')),
);
const door = await openDoor({
  station,
  pairing,
  pages: pages ?? null,
  port: options.port,
  log,
  makeId,
  paired: () => process.stdout.write(`linework station pair url=${address()}\n`),
});
const address = (): string => `http://127.0.0.1:${door.port}/?code=${pairing.code()}`;
process.stdout.write(`linework station ready url=${address()}\n`);

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await door.close();
  await station.close();
  process.exit(0);
}
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
  process.on(signal, () => {
    stop().catch((error: unknown) => {
      log.error({ err: error }, 'closing failed');
      process.exit(1);
    });
  });
}
