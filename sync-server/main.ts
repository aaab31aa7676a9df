import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { inBothLanguages } from '../domain/problem.ts';
import { type FolderLock, lockFolder } from '../storage/folder-lock.ts';
import { folderTrouble } from '../storage/folder-trouble.ts';
import { makePrivate } from '../storage/private-folder.ts';
import { machineClock } from './clock.ts';
import { readCommandLine } from './command-line.ts';
import { makeLog } from './http/log.ts';
import { type Office, openOffice } from './open-office.ts';

/** From `dist/office/main.mjs` the console is next door; from the sources it is in `dist/`. */
const here = path.dirname(fileURLToPath(import.meta.url));
const consoleFolder = path.join(here, path.basename(here) === 'office' ? '../renderer' : '../dist/renderer');

// Whatever is made from here on, LevelDB's files too, is for this user alone.
process.umask(0o077);
const log = makeLog();
let data = '';
const stopping = new AbortController();
let lock: FolderLock | null = null;
let office: Office | null = null;

async function close(signal: string): Promise<void> {
  log.info({ signal }, 'closing');
  // A second signal, or a store that does not close, ends the process: every answered write is flushed already.
  setTimeout(() => process.exit(1), 10_000).unref();
  stopping.abort();
  try {
    await office?.close();
    await lock?.release();
    process.exit(0);
  } catch (error) {
    log.error({ err: error }, 'closing');
    process.exit(1);
  }
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void close(signal));

try {
  const config = readCommandLine(process.argv.slice(2), process.env, consoleFolder);
  data = config.data;
  const privacy = await makePrivate(config.data);
  if (privacy.kind === 'open') log.warn({ reason: privacy.reason }, 'others on this machine can read the data folder');
  const locked = await lockFolder(config.data);
  if (!locked.ok) throw new TypeError(`${config.data}: ${inBothLanguages(locked.problem)}`);
  lock = locked.value;
  office = await openOffice(config, { log, clock: machineClock(), signal: stopping.signal });
  process.stdout.write(`linework office ready url=${office.url}\n`);
} catch (error) {
  // Stopped while it waited: `close` ends the process.
  if (!stopping.signal.aborted) {
    const trouble = data === '' ? null : await folderTrouble(error, data);
    if (trouble !== null) process.stderr.write(`${inBothLanguages(trouble)}\n`);
    else if (error instanceof TypeError) process.stderr.write(`${error.message}\n`);
    else log.fatal({ err: error }, 'the office did not start');
    await lock?.release().catch(() => undefined);
    // Ended by name: a connection or a timer that an opening left behind must not keep half an office alive.
    log.flush(() => process.exit(1));
    setTimeout(() => process.exit(1), 1_000).unref();
  }
}
