import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { isStorageFull, StorageFull } from '../../storage/full.ts';
import { mkdir } from '../../storage/held-file.ts';
import { findUnsaidDamage } from '../../storage/leveldb/check.ts';
import { oneAtATime } from '../../storage/one-at-a-time.ts';
import { failedReads, openStore, type Store } from '../../storage/open-store.ts';
import { roomToOpen } from '../../storage/room-to-open.ts';
import { DatabaseMissing, type StoreCounts } from '../database/types.ts';
import { DatabaseUnavailable, StoreBroken } from '../database/unavailable.ts';

type Entry = {
  readonly opened: Promise<Store>;
  users: number;
  lastUsed: number;
  /** told when the last user has gone */
  unused: (() => void) | null;
  /** a write failed: LevelDB's log may end in half a record, and what is written behind it is gone at the next opening */
  stuck: boolean;
};

/** The stores of a folder, at most `maxOpen` of them open: one that nobody uses is closed, the longest unused first. */
export type OpenStores = {
  use<T>(name: string, run: (store: Store) => Promise<T>): Promise<T>;
  /**
   * The same for what writes, one after another: behind a write that failed for the store's own reason nothing is written before the store
   * was opened again. Reads go on meanwhile.
   * @throws StorageFull while there is no room to open it
   */
  write<T>(name: string, run: (store: Store) => Promise<T>): Promise<T>;
  create(name: string): Promise<void>;
  list(): Promise<readonly string[]>;
  counts(): StoreCounts;
  close(): Promise<void>;
};

const namePattern = /^[a-z][a-z0-9-]{0,100}$/;

/** Hears once that a store cannot be read or written, and once that it can be again. `said`: what LevelDB said; null when it is well. */
export type StoreTold = (database: string, said: string | null) => void;

/** A store of which one block cannot be read has many that can: it is well when nothing of it failed for so long, ms [P]. */
const wellAfterMs = 60_000;

export function openStores(folder: string, maxOpen: number, told: StoreTold = () => undefined): OpenStores {
  /** from when on a store that failed is well if it does what is asked, ms of the clock that only goes on; at once, if it could not be opened */
  const broken = new Map<string, number>();
  const entries = new Map<string, Entry>();
  /** stores that were looked at when this process opened them first: a mailbox is closed and opened again many times a day */
  const lookedAt = new Set<string>();
  const closing = new Map<string, Promise<void>>();
  const inLine = oneAtATime();
  let ticks = 0;
  let closed = false;
  let opened = 0;

  const pathOf = (name: string) => {
    if (!namePattern.test(name)) throw new DatabaseMissing(name);
    return path.join(folder, name);
  };

  async function enter(name: string, create: boolean): Promise<Entry> {
    // A store that is being closed must be gone before it is opened again: LevelDB holds a lock. Without a turn between the look and the use.
    for (let gone = closing.get(name); gone !== undefined; gone = closing.get(name)) await gone;
    // The office is being closed: whoever asks now asks again elsewhere or later.
    if (closed) throw new DatabaseUnavailable('the stores are closed', { told: true });
    const location = pathOf(name);
    const known = entries.get(name);
    if (known !== undefined) return used(known);
    if (!create && !existsSync(location)) throw new DatabaseMissing(name);
    const entry: Entry = { opened: openWhole(name, location), users: 0, lastUsed: 0, unused: null, stuck: false };
    opened += 1;
    entries.set(name, entry);
    entry.opened.catch(() => entries.delete(name));
    return used(entry);
  }

  /** LevelDB opens a store whose log is damaged without a word, and what was acknowledged is missing from it: it is looked at first. */
  async function openWhole(name: string, location: string): Promise<Store> {
    if (!lookedAt.has(name)) {
      const damage = await findUnsaidDamage(location);
      if (damage) throw broke(name, false, new Error(`Corruption: ${damage.file}: ${damage.reason}`));
      lookedAt.add(name);
    }
    return openStore(location);
  }

  /** Counted before anybody else can run: a store must not be closed under who is about to use it. */
  function used(entry: Entry): Entry {
    entry.users += 1;
    ticks += 1;
    entry.lastUsed = ticks;
    return entry;
  }

  async function use<T>(name: string, run: (store: Store) => Promise<T>, create = false): Promise<T> {
    const entry = await enter(name, create);
    let isOpen = false;
    try {
      const store = await entry.opened;
      isOpen = true;
      const before = failedReads(store).failed;
      const answer = await run(store);
      const reads = failedReads(store);
      // PouchDB took them for documents that are not there.
      if (reads.failed > before) throw broke(name, true, reads.last);
      if ((broken.get(name) ?? Infinity) <= performance.now()) {
        broken.delete(name);
        told(name, null);
      }
      return answer;
    } catch (error) {
      throw explained(name, isOpen, error);
    } finally {
      entry.users -= 1;
      if (entry.users === 0) entry.unused?.();
      closeIdle();
    }
  }

  /** Errors of LevelDB itself, under our own name; all others as they are. */
  const explained = (name: string, isOpen: boolean, error: unknown): unknown =>
    isStorageFull(error) || error instanceof StoreBroken || !isDamage(error) ? error : broke(name, isOpen, error);

  function broke(name: string, isOpen: boolean, error: unknown): StoreBroken {
    const said = wordsOf(error);
    if (!broken.has(name)) told(name, said);
    broken.set(name, isOpen ? performance.now() + wellAfterMs : 0);
    return new StoreBroken(name, said, error);
  }

  const write = <T>(name: string, run: (store: Store) => Promise<T>): Promise<T> =>
    inLine(name, async () => {
      await unstick(name);
      try {
        return await use(name, run);
      } catch (error) {
        const entry = entries.get(name);
        if (entry !== undefined && isOfTheStore(error)) entry.stuck = true;
        throw error;
      }
    });

  async function unstick(name: string): Promise<void> {
    const entry = entries.get(name);
    if (entry?.stuck !== true) return;
    if (!(await roomToOpen(pathOf(name)))) throw new StorageFull();
    shut(name, entry);
  }

  function closeIdle(): void {
    if (entries.size <= maxOpen) return;
    const idle = [...entries].filter(([, entry]) => entry.users === 0 && !entry.stuck);
    idle.sort(([, a], [, b]) => a.lastUsed - b.lastUsed);
    for (const [name, entry] of idle.slice(0, entries.size - maxOpen)) shut(name, entry);
  }

  function shut(name: string, entry: Entry): void {
    entries.delete(name);
    const done = whenUnused(entry)
      .then(() => entry.opened)
      .then((store) => store.close())
      .catch(() => undefined)
      .then(() => void closing.delete(name));
    closing.set(name, done);
  }

  return {
    use: (name, run) => use(name, run),
    write,
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
      for (const [name, entry] of [...entries]) shut(name, entry);
      await Promise.all([...closing.values()]);
    },
  };
}

/** Of one that nobody can begin to use any more. */
const whenUnused = (entry: Entry): Promise<void> =>
  entry.users === 0
    ? Promise.resolve()
    : new Promise((resolve) => {
        entry.unused = resolve;
      });

/** PouchDB's refusals of one document have a status below 500; the rest is the disk's or LevelDB's. */
function isOfTheStore(error: unknown): boolean {
  const { status } = error as { readonly status?: number };
  return isStorageFull(error) || status === undefined || status >= 500;
}

/** leveldown's and levelup's names for what went wrong below them. PouchDB passes them on as they are, or writes them into `reason`. */
const damageNames: ReadonlySet<string> = new Set([
  'OpenError',
  'ReadError',
  'WriteError',
  'EncodingError',
  'CorruptionError',
]);
const isDamage = (error: unknown): boolean =>
  (error instanceof Error && damageNames.has(error.name)) || /\b(Corruption|IO error): /.test(wordsOf(error));

function wordsOf(error: unknown): string {
  const { message, reason } = (error ?? {}) as { readonly message?: unknown; readonly reason?: unknown };
  return [message, reason].filter((one) => typeof one === 'string').join(' ');
}
