import { readFile } from 'node:fs/promises';
import { type UtilityProcess, utilityProcess } from 'electron';
import type { StationEvent } from '../../../bridge/station.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import { type Result, refused, unreachable } from '../../../domain/result.ts';
import type { EvidenceFile } from '../../station/context.ts';
import { isInside } from '../security/contained-path.ts';
import type { FromStation, ToStation } from './messages.ts';
import type { PicturesHost } from './pictures-host.ts';
import type { StationPort } from './port.ts';

export type OwnedOptions = {
  /** dist/electron/station-process.mjs */
  readonly script: string;
  readonly pictures: PicturesHost;
  readonly dataFolder: string;
  readonly officeUrl: string;
  readonly openPath: (path: string) => Promise<string>;
  /** the station cannot open its folder at all: another process has it */
  readonly refused: (problem: Problem) => void;
};

const restartAfterMs = [200, 500, 1000, 2000, 5000, 10_000] as const;
/** Closing flushes what is open; a station that hangs must not keep the window's process alive. */
const closeWithinMs = 5000;

/** A station of our own in a utility process; when it dies it is started again, and the page is told to read anew. */
export async function ownStation(options: OwnedOptions): Promise<StationPort> {
  const listeners = new Set<(event: StationEvent) => void>();
  const calls = new Map<number, (answer: Result<unknown>) => void>();
  const files = new Map<number, (file: EvidenceFile | null) => void>();
  let child: UtilityProcess | null = null;
  let ready = false;
  let closing = false;
  let crashes = 0;
  let n = 0;
  let firstAnswer: () => void = () => undefined;
  const started = new Promise<void>((resolve) => {
    firstAnswer = resolve;
  });

  const emit = (event: StationEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const tell = (message: ToStation): void => child?.postMessage(message);

  function start(): void {
    const fresh = utilityProcess.fork(options.script, [], { serviceName: 'linework-station', stdio: 'inherit' });
    child = fresh;
    fresh.on('message', (message: FromStation) => hear(message, fresh));
    fresh.on('spawn', () => tell({ kind: 'open', dataFolder: options.dataFolder, officeUrl: options.officeUrl }));
    fresh.on('exit', () => {
      if (child !== fresh) return;
      child = null;
      options.pictures.endAll();
      dropAll();
      if (closing) return;
      setTimeout(() => !closing && start(), restartAfterMs[Math.min(crashes, restartAfterMs.length - 1)]);
      crashes += 1;
    });
  }

  function dropAll(): void {
    ready = false;
    for (const answer of calls.values()) answer(refused(problem('link.stationSilent')));
    for (const answer of files.values()) answer(null);
    calls.clear();
    files.clear();
  }

  function hear(message: FromStation, from: UtilityProcess): void {
    switch (message.kind) {
      case 'ready':
        ready = true;
        firstAnswer();
        // After a restart whatever a page shows may be old.
        if (crashes > 0) emit({ name: 'session.changed' });
        return;
      case 'refused':
        closing = true;
        firstAnswer();
        options.refused(message.problem);
        return;
      case 'answer':
        calls.get(message.n)?.(message.answer);
        calls.delete(message.n);
        return;
      case 'file':
        files.get(message.n)?.(message.file);
        files.delete(message.n);
        return;
      case 'event':
        emit(message.event);
        return;
      case 'openPath':
        void openInside(message.path).then((error) => tell({ kind: 'opened', n: message.n, error }));
        return;
      case 'startPictures':
        options.pictures.start(message.n, from);
        return;
      case 'endPictures':
        options.pictures.end(message.n);
        return;
      default:
        unreachable(message);
    }
  }

  const openInside = async (path: string): Promise<string> =>
    isInside(options.dataFolder, path) ? options.openPath(path) : 'outside the data folder';

  start();
  await started;

  return {
    call: (name, argument) =>
      new Promise((resolve) => {
        if (!ready) return resolve(refused(problem('link.stationSilent')));
        n += 1;
        calls.set(n, resolve);
        tell({ kind: 'call', n, name, argument });
      }),
    on: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    evidence: async (evidenceId, variant) => {
      if (!ready) return null;
      n += 1;
      const own = n;
      const file = await new Promise<EvidenceFile | null>((resolve) => {
        files.set(own, resolve);
        tell({ kind: 'evidence', n: own, evidenceId, variant });
      });
      if (!file || !isInside(options.dataFolder, file.path)) return null;
      return { bytes: await readFile(file.path), mediaType: file.mediaType };
    },
    close: () =>
      new Promise((resolve) => {
        closing = true;
        if (!child) return resolve();
        const late = setTimeout(() => child?.kill(), closeWithinMs);
        child.once('exit', () => {
          clearTimeout(late);
          resolve();
        });
        tell({ kind: 'close' });
      }),
  };
}
