import { MessageChannelMain, type UtilityProcess, utilityProcess } from 'electron';
import type { ToStation } from './messages.ts';

/**
 * Starts and ends the processes for pictures on the station's word: only the main process may fork, and with the fuses of a packaged
 * shell no program can be made a Node (ADR 0006). The bytes go between the two by a port of their own, not through here.
 */
export type PicturesHost = {
  readonly start: (n: number, station: UtilityProcess) => void;
  readonly end: (n: number) => void;
  /** the station has gone: whoever worked for it has nobody to answer */
  readonly endAll: () => void;
};

/** @param script dist/electron/pictures-process.mjs */
export function hostPictures(script: string, heapMb: number): PicturesHost {
  const running = new Map<number, UtilityProcess>();
  return {
    start: (n, station) => {
      const { port1, port2 } = new MessageChannelMain();
      const child = utilityProcess.fork(script, [], {
        serviceName: 'linework-pictures',
        stdio: 'inherit',
        execArgv: [`--max-old-space-size=${heapMb}`],
      });
      running.set(n, child);
      child.on('exit', (code) => {
        if (!running.delete(n)) return;
        station.postMessage({ kind: 'picturesEnded', n, code } satisfies ToStation);
      });
      child.once('spawn', () => child.postMessage(null, [port1]));
      station.postMessage({ kind: 'pictures', n } satisfies ToStation, [port2]);
    },
    end: (n) => running.get(n)?.kill(),
    endAll: () => {
      for (const child of running.values()) child.kill();
      running.clear();
    },
  };
}
