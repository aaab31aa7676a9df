import type { ScryptOptions } from 'node:crypto';
import { Worker } from 'node:worker_threads';

/** scrypt's cost: `N` a power of two, memory about 128 · N · r bytes. */
export type SlowHashCost = { readonly N: number; readonly r: number; readonly p: number };

const keyLength = 32;
/** An idle thread holds some 15 MB; starting one takes some 30 ms. Those who sign in at one time share it. */
const idleMs = 5_000;
/** All it ever holds of V8's is a password and a key; what scrypt takes is not V8's. MB. */
const heap = { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 16 } as const;

/**
 * The thread's whole program, as text: it needs nothing but Node, and stands in every bundle and test without a file of its own to find.
 * `scryptSync`, because the asynchronous one would go back to the four threads that the process shares with LevelDB and every file.
 */
const program = `
const { parentPort } = require('node:worker_threads');
const { scryptSync } = require('node:crypto');
parentPort.on('message', ({ n, password, salt, length, options }) => {
  try {
    parentPort.postMessage({ n, key: scryptSync(password, salt, length, options) });
  } catch (error) {
    parentPort.postMessage({ n, error: String(error && error.message) });
  }
});`;

type Job = { readonly resolve: (key: Buffer) => void; readonly reject: (error: Error) => void };
type Answer = { readonly n: number; readonly key?: Uint8Array; readonly error?: string };

const waiting = new Map<number, Job>();
let thread: Worker | null = null;
let idle: NodeJS.Timeout | null = null;
let made = 0;

/**
 * scrypt in a thread of its own, one after another: 40 passwords at once took every thread that LevelDB and the file system use, and a
 * write waited 5 s for its turn. Who may wait, and how many, is the caller's to say.
 * @throws when the cost is not one that scrypt takes, or the thread died
 */
export function slowHash(password: string, salt: Uint8Array, cost: SlowHashCost): Promise<Buffer> {
  const options: ScryptOptions = { ...cost, maxmem: 256 * cost.N * cost.r };
  made += 1;
  const n = made;
  return new Promise((resolve, reject) => {
    waiting.set(n, { resolve, reject });
    const worker = ready();
    worker.ref();
    worker.postMessage({ n, password, salt, length: keyLength, options });
  });
}

function ready(): Worker {
  if (idle !== null) clearTimeout(idle);
  idle = null;
  if (thread !== null) return thread;
  const fresh = new Worker(program, { eval: true, name: 'passwords', execArgv: [], resourceLimits: heap });
  fresh.on('message', settle);
  fresh.on('error', (error) => drop(fresh, error));
  fresh.on('exit', (code) => drop(fresh, new Error(`the thread for passwords ended with ${code}`)));
  thread = fresh;
  return fresh;
}

function settle({ n, key, error }: Answer): void {
  const job = waiting.get(n);
  waiting.delete(n);
  if (key === undefined) job?.reject(new Error(error));
  else job?.resolve(Buffer.from(key));
  if (waiting.size > 0 || thread === null) return;
  // A process with nothing else to do ends: the command line's, a test's.
  thread.unref();
  const done = thread;
  idle = setTimeout(() => {
    if (thread === done) thread = null;
    void done.terminate();
  }, idleMs).unref();
}

function drop(worker: Worker, error: Error): void {
  if (worker !== thread) return;
  thread = null;
  const lost = [...waiting.values()];
  waiting.clear();
  for (const job of lost) job.reject(error);
}
