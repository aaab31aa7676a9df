import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Answer, Hand, StartHand } from './hand.ts';
import { limits } from './limits.ts';

const fromSource = import.meta.url.endsWith('.ts');
/** Built, it is ready in a fifth of a second; from source every module is translated first. */
export const startsFast = !fromSource;

/**
 * A Node process for pictures. From source it needs tsx; from `dist/` it is a bundle of its own, one folder beside the station's
 * (build/entries.ts). It may grow to `mostBytes`, and ends with its station: the channel between them closes.
 */
export const forkHandUpTo =
  (mostBytes: number): StartHand =>
  (heard, ended) => {
    const script = new URL(fromSource ? './worker.ts' : '../station/evidence-worker.mjs', import.meta.url);
    const tsx = fromSource ? ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href] : [];
    const child = fork(fileURLToPath(script), [String(mostBytes)], {
      execArgv: [`--max-old-space-size=${limits.studioHeapMb}`, ...tsx],
      // Bytes as bytes: as JSON a photo would be a list of numbers.
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const gone = new Promise<void>((resolve) => {
      child.once('exit', (code, signal) => {
        resolve();
        ended(`the process ended with ${signal ?? code}`);
      });
      child.once('error', (error) => {
        resolve();
        ended(error.message);
      });
    });
    child.on('message', (message) => heard(message as Answer));
    // Sending to a process that has just died is answered by its end.
    const ignore = (): void => undefined;
    const hand: Hand = {
      send: (asked) => void child.send(asked as never, ignore),
      hold: (held) => {
        if (held) child.ref();
        else child.unref();
        if (held) child.channel?.ref();
        else child.channel?.unref();
      },
      end: async () => {
        child.kill('SIGKILL');
        await gone;
      },
    };
    return hand;
  };

export const forkHand = forkHandUpTo(limits.studioBytes);
