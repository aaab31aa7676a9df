import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { inBothLanguages } from '../domain/problem.ts';
import { lockFolder } from '../storage/folder-lock.ts';
import { folderTrouble } from '../storage/folder-trouble.ts';
import { machineClock } from './clock.ts';
import { readCommandLine } from './command-line.ts';
import { makeLog } from './http/log.ts';
import { openOffice } from './open-office.ts';

/** From `dist/office/main.mjs` the console is next door; from the sources it is in `dist/`. */
const here = path.dirname(fileURLToPath(import.meta.url));
const consoleFolder = path.join(here, path.basename(here) === 'office' ? '../renderer' : '../dist/renderer');

const log = makeLog();
let data = '';
try {
  const config = readCommandLine(process.argv.slice(2), process.env, consoleFolder);
  data = config.data;
  const lock = await lockFolder(config.data);
  if (!lock.ok) throw new TypeError(`${config.data}: ${inBothLanguages(lock.problem)}`);
  const office = await openOffice(config, { log, clock: machineClock() });
  process.stdout.write(`linework office ready url=${office.url}\n`);
  const stop = (signal: string) => {
    log.info({ signal }, 'closing');
    // A second signal, or a store that does not close, ends the process: every answered write is flushed already.
    setTimeout(() => process.exit(1), 10_000).unref();
    void office
      .close()
      .then(() => lock.value.release())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ err: error }, 'closing');
          process.exit(1);
        },
      );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop(signal));
} catch (error) {
  const trouble = data === '' ? null : await folderTrouble(error, data);
  if (trouble !== null) process.stderr.write(`${inBothLanguages(trouble)}\n`);
  else if (error instanceof TypeError) process.stderr.write(`${error.message}\n`);
  else log.fatal({ err: error }, 'the office did not start');
  process.exitCode = 1;
}
