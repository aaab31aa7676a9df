import { dirname } from 'node:path';
import { flushFolder, makeFlushedFolder } from './flushed-file.ts';
import { isStorageFull } from './full.ts';
import { rename, whenFree } from './held-file.ts';
import { findDamage } from './leveldb/check.ts';
import { openStore, type Store } from './open-store.ts';

/** Why a store was set aside, and where its files lie now. */
export type SetAside = { readonly reason: string; readonly folder: string };
export type OpenedStore = { readonly store: Store; readonly setAside: SetAside | null };

/**
 * Opens a store that was checked byte for byte first. A damaged one is moved to `<folder>.damaged-<ms>` beside it and a fresh,
 * empty one is opened: the caller fills it again from the journal and from the office. Nothing is ever deleted here.
 * @param atLeast the sequence that the store is known to have reached; less means that it lost writes
 * @throws when LevelDB says that another process holds the store, when the disk is full, or when a fresh one cannot be made either
 */
export async function openDurableStore(
  folder: string,
  options: { readonly now: () => number; readonly atLeast?: number },
): Promise<OpenedStore> {
  await makeFlushedFolder(dirname(folder));
  const reason = await findDamage(folder);
  if (reason) return replaceStore(folder, options.now, `${reason.file}: ${reason.reason}`);
  let store: Store;
  try {
    store = await openWhenFree(folder);
  } catch (error) {
    // A full disk is no damage, nor is a folder that may not be written: the files are whole, and open when they may.
    if (isHeld(error) || isRefused(error) || isStorageFull(error)) throw error;
    return replaceStore(folder, options.now, `cannot be opened: ${nameOf(error)}`);
  }
  const { update_seq: sequence } = await store.info();
  if (options.atLeast === undefined || Number(sequence) >= options.atLeast) return { store, setAside: null };
  await store.close();
  return replaceStore(folder, options.now, `sequence ${sequence}, ${options.atLeast} expected`);
}

/** Moves a closed store aside and opens a fresh one in its place. */
export async function replaceStore(folder: string, now: () => number, reason: string): Promise<OpenedStore> {
  let aside = `${folder}.damaged-${now()}`;
  for (let n = 2; !(await moved(folder, aside)); n += 1) aside = `${folder}.damaged-${now()}-${n}`;
  await flushFolder(dirname(folder));
  return { store: await openStore(folder), setAside: { reason, folder: aside } };
}

async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOTEMPTY' || error.code === 'EEXIST'))
      return false;
    throw error;
  }
}

/** LevelDB's own lock, or the operating system's, is held by another process: no damage. */
const isHeld = (error: unknown): boolean => /lock|already open|temporarily unavailable/i.test(textOf(error));

/**
 * The system refuses the file itself: a scanner has it open (Windows), or the folder is read-only or another user's. What lies in it is
 * not damaged, and a fresh store beside it would be refused as well.
 */
const isRefused = (error: unknown): boolean =>
  /permission denied|access is denied|read-only file system|used by another process|\b(EPERM|EACCES|EBUSY|EROFS)\b/i.test(
    textOf(error),
  );

/** LevelDB renames and removes files while it opens, too. */
const openWhenFree = (folder: string): Promise<Store> =>
  whenFree(() =>
    openStore(folder).catch((error: unknown) => {
      throw isRefused(error) ? Object.assign(new Error(textOf(error)), { code: 'EBUSY' }) : error;
    }),
  );

/** What a read or write error says about the store itself, and not about the document (LevelDB `Corruption`, I/O errors, broken JSON). */
export const saysDamaged = (error: unknown): boolean =>
  error instanceof SyntaxError ||
  /corrupt|IO error|EncodingError|Unexpected token|Unexpected end of JSON|No such file|bad block|not an sstable/i.test(
    textOf(error),
  );

const textOf = (error: unknown): string => {
  if (error instanceof Error) return `${error.name} ${error.message}`;
  return typeof error === 'object' && error !== null ? JSON.stringify(error) : String(error);
};
/** The kind of an error without its text, which may hold content. */
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
