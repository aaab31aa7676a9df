import { existsSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { openStore, type Store } from '../../storage/open-store.ts';
import { DatabaseMissing, type StoreCounts } from '../database/types.ts';

type Entry = { readonly opened: Promise<Store>; users: number; lastUsed: number };

/** The stores of a folder, at most `maxOpen` of them open: one that nobody uses is closed, the longest unused first. */
export type OpenStores = {
  use<T>(name: string, run: (store: Store) => Promise<T>): Promise<T>;
  create(name: string): Promise<void>;
  list(): Promise<readonly string[]>;
  counts(): StoreCounts;
  close(): Promise<void>;
};

const namePattern = /^[a-z][a-z0-9-]{0,100}$/;

export function openStores(folder: string, maxOpen: number): OpenStores {
  const entries = new Map<string, Entry>();
  const closing = new Map<string, Promise<void>>();
  let ticks = 0;
  let closed = false;
  let opened = 0;

  const pathOf = (name: string) => {
    if (!namePattern.test(name)) throw new DatabaseMissing(name);
    return path.join(folder, name);
  };

  async function enter(name: string, create: boolean): Promise<Entry> {
    if (closed) throw new Error('the stores are closed');
    // A store that is being closed must be gone before it is opened again: LevelDB holds a lock.
    await closing.get(name);
    const location = pathOf(name);
    const known = entries.get(name);
    if (known !== undefined) return known;
    if (!create && !existsSync(location)) throw new DatabaseMissing(name);
    const entry: Entry = { opened: openStore(location), users: 0, lastUsed: 0 };
    opened += 1;
    entries.set(name, entry);
    entry.opened.catch(() => entries.delete(name));
    return entry;
  }

  async function use<T>(name: string, run: (store: Store) => Promise<T>, create = false): Promise<T> {
    const entry = await enter(name, create);
    entry.users += 1;
    ticks += 1;
    entry.lastUsed = ticks;
    try {
      return await run(await entry.opened);
    } finally {
      entry.users -= 1;
      closeIdle();
    }
  }

  function closeIdle(): void {
    if (entries.size <= maxOpen) return;
    const idle = [...entries].filter(([, entry]) => entry.users === 0);
    idle.sort(([, a], [, b]) => a.lastUsed - b.lastUsed);
    for (const [name, entry] of idle.slice(0, entries.size - maxOpen)) shut(name, entry);
  }

  function shut(name: string, entry: Entry): void {
    entries.delete(name);
    const done = entry.opened
      .then((store) => store.close())
      .catch(() => undefined)
      .then(() => void closing.delete(name));
    closing.set(name, done);
  }

  return {
    use: (name, run) => use(name, run),
    create: (name) => use(name, async () => undefined, true),
    counts: () => ({ open: entries.size, opened }),
    async list() {
      await mkdir(folder, { recursive: true });
      const found = await readdir(folder, { withFileTypes: true });
      return found
        .filter((entry) => entry.isDirectory() && namePattern.test(entry.name))
        .map((entry) => entry.name)
        .sort();
    },
    async close() {
      closed = true;
      // Users of a store tell nobody when they are done; at the end of a process looking is enough.
      for (let busy = true; busy; ) {
        busy = [...entries.values()].some((entry) => entry.users > 0);
        if (busy) await new Promise((resolve) => setTimeout(resolve, 5));
      }
      for (const [name, entry] of [...entries]) shut(name, entry);
      await Promise.all([...closing.values()]);
    },
  };
}
