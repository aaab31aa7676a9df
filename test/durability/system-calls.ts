import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { until } from '../processes/poll.ts';

/** What one request made the traced process do between reading it and beginning to answer it. */
export type Between = {
  /** files and folders whose flush had ended before the answer began, oldest first */
  readonly flushed: readonly string[];
  /** files written to and not flushed after their last write when the answer began */
  readonly unflushed: readonly string[];
};

export type Trace = {
  /** Runs `ask`, which must make exactly one request to `path`. */
  readonly during: (path: string, ask: () => Promise<unknown>) => Promise<Between>;
  readonly stop: () => Promise<void>;
};

/** Why system calls cannot be watched here; null where they can. */
export function cannotTrace(): string | null {
  if (process.platform !== 'linux') return 'strace is for Linux';
  const tried = spawnSync('strace', ['-f', '-e', 'trace=fsync', 'true'], { encoding: 'utf8' });
  if (tried.error) return 'strace is not installed';
  if (tried.status !== 0) return `strace may not trace here: ${tried.stderr.trim().split('\n').at(-1)}`;
  const sleeper = spawn('sleep', ['5'], { stdio: 'ignore' });
  const attached = spawnSync('timeout', ['1', 'strace', '-p', String(sleeper.pid)], { encoding: 'utf8' });
  sleeper.kill();
  return /attached/.test(attached.stderr) ? null : 'strace may not attach to a running process here';
}

const traced = 'read,recvfrom,write,pwrite64,writev,pwritev,sendto,sendmsg,fsync,fdatasync';

/** Attaches strace to every thread of a process; `file` takes what it says. */
export async function trace(pid: number, file: string): Promise<Trace> {
  const strace = spawn('strace', ['-f', '-y', '-s', '160', '-e', `trace=${traced}`, '-o', file, '-p', String(pid)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  strace.stderr.on('data', (bytes: Buffer) => {
    said += bytes.toString();
  });
  const ended = new Promise<void>((resolve) => strace.on('close', () => resolve()));
  await until('strace to be attached', () => / attached/.test(said) || null);
  let from = 0;
  return {
    during: async (path, ask) => {
      await ask();
      const found = await until(`the trace of ${path}`, () => {
        const lines = readFileSync(file, 'utf8').slice(from).split('\n');
        return between(parse(lines), path);
      });
      from = readFileSync(file, 'utf8').length;
      return found;
    },
    stop: async () => {
      strace.kill('SIGINT');
      await ended;
    },
  };
}

type Call = { readonly name: string; readonly on: string; readonly text: string; readonly ended: boolean };

/** A call that takes long stands in two lines: begun at the first, ended at the second. Both are moments of the list. */
function parse(lines: readonly string[]): readonly Call[] {
  const open = new Map<string, { readonly name: string; readonly on: string; readonly text: string }>();
  return lines.flatMap((line): Call[] => {
    const resumed = /^(\d+)\s+<\.\.\. (\w+) resumed>(.*)$/.exec(line);
    if (resumed) {
      const [, pid = '', , text = ''] = resumed;
      const begun = open.get(pid);
      open.delete(pid);
      return begun ? [{ ...begun, text: begun.text + text, ended: true }] : [];
    }
    const call = /^(\d+)\s+(\w+)\(\d+<([^>]*)>(.*)$/.exec(line);
    if (!call) return [];
    const [, pid = '', name = '', on = '', text = ''] = call;
    if (!text.endsWith('<unfinished ...>')) return [{ name, on, text, ended: true }];
    open.set(pid, { name, on, text });
    return [{ name, on, text, ended: false }];
  });
}

const flushes: ReadonlySet<string> = new Set(['fsync', 'fdatasync']);
const isWrite = ({ name }: Call): boolean => /write|send/.test(name);
const isFile = ({ on }: Call): boolean => on.startsWith('/') && !on.startsWith('/dev/') && !on.startsWith('/proc/');

/** Null: the request or its answer is not in the trace yet. */
function between(calls: readonly Call[], path: string): Between | null {
  const asked = calls.findIndex((call) => call.ended && call.text.includes(`"POST ${path} `));
  const socket = calls[asked]?.on;
  const answered = calls.findIndex((call, at) => at > asked && call.on === socket && isWrite(call));
  if (asked < 0 || answered < 0) return null;
  const window = calls.slice(asked, answered).filter(isFile);
  const flushedAt = (file: string): number =>
    window.findLastIndex(
      ({ name, on, ended, text }) => flushes.has(name) && on === file && ended && / = 0$/.test(text),
    );
  const writtenAt = (file: string): number => window.findLastIndex((call) => isWrite(call) && call.on === file);
  const written = [...new Set(window.filter(isWrite).map(({ on }) => on))];
  return {
    flushed: window.flatMap(({ name, on, ended, text }) =>
      flushes.has(name) && ended && / = 0$/.test(text) ? [on] : [],
    ),
    unflushed: written.filter((file) => flushedAt(file) < writtenAt(file)),
  };
}
