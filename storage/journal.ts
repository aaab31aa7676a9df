import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { flushFolder, makeFlushedFolder } from './flushed-file.ts';
import { copyFile, rename, rm, whenFree } from './held-file.ts';
import { type JournalEntry, type JournalLine, readLines, writeLine } from './journal-lines.ts';
import { applyLine, emptyState, linesOf } from './journal-state.ts';

export type { JournalEntry, JournalLine } from './journal-lines.ts';

/**
 * The outbox as an append-only flushed file: what the office has not confirmed survives a kill, a torn write, and the loss of
 * the store beside it (DESIGN §5).
 */
export type Journal = {
  /** Resolves when the lines are on the disk. Appends that arrive together share one flush. */
  readonly append: (lines: readonly JournalLine[]) => Promise<void>;
  /** Unconfirmed documents, oldest first. */
  readonly entries: () => readonly JournalEntry[];
  readonly entry: (id: string) => JournalEntry | undefined;
  /** The last confirmed revision of a document that was confirmed with `keep`. */
  readonly confirmedRev: (id: string) => string | undefined;
  readonly mark: (key: string) => number;
  readonly size: () => number;
  /** whole lines that had to be skipped at opening; the damaged file is kept beside it as `<path>.damaged-<ms>` */
  readonly damagedLines: number;
  readonly close: () => Promise<void>;
};

export type JournalOptions = {
  /** below this size nothing is compacted; bytes */
  readonly compactAbove?: number;
  readonly now?: () => number;
};

type Waiting = { readonly text: string; readonly done: () => void; readonly failed: (error: unknown) => void };

/** @throws what the file system says; a journal that cannot be written is never a silent loss */
export async function openJournal(path: string, options: JournalOptions = {}): Promise<Journal> {
  const compactAbove = options.compactAbove ?? 256 * 1024;
  await makeFlushedFolder(dirname(path));
  let handle = await open(path, 'a+', 0o600);
  const bytes = await handle.readFile();
  const { lines, wholeBytes, damagedLines } = readLines(bytes);
  if (damagedLines > 0) await copyFile(path, `${path}.damaged-${(options.now ?? Date.now)()}`);
  if (wholeBytes < bytes.length) {
    await handle.truncate(wholeBytes);
    await handle.datasync();
  }
  if (bytes.length === 0) await flushFolder(dirname(path));

  const state = emptyState();
  for (const line of lines) applyLine(state, line);

  let length = wholeBytes;
  let liveBytes = 0;
  let waiting: Waiting[] = [];
  let flushing: Promise<void> | null = null;
  let closed = false;

  async function writeBatch(batch: readonly Waiting[]): Promise<void> {
    const text = Buffer.from(batch.map((one) => one.text).join(''));
    try {
      await writeWhole(handle, text);
      await handle.datasync();
      length += text.length;
    } catch (error) {
      // Nothing of a failed batch may be read back as written: those callers were told it failed.
      await handle.truncate(length);
      throw error;
    }
  }

  async function flush(): Promise<void> {
    // A turn of the event loop, so that saves of the same moment share the flush.
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await writeBatch(batch);
        for (const one of batch) one.done();
      } catch (error) {
        for (const one of batch) one.failed(error);
      }
      if (length > compactAbove && length > 2 * liveBytes) await tryToCompact();
    }
    flushing = null;
  }

  /** New file, flushed, renamed over the old one, folder flushed: at every instant one whole journal has the name. */
  async function compact(): Promise<void> {
    const text = Buffer.from(linesOf(state).map(writeLine).join(''));
    const next = await open(`${path}.new`, 'w', 0o600);
    try {
      await writeWhole(next, text);
      await next.datasync();
    } finally {
      await next.close();
    }
    liveBytes = text.length;
    if (length <= 2 * liveBytes) return;
    await handle.close();
    try {
      await rename(`${path}.new`, path);
      await flushFolder(dirname(path));
    } finally {
      // Refused here, the journal would have no file to write to.
      handle = await whenFree(() => open(path, 'a+', 0o600));
      length = (await handle.stat()).size;
    }
  }

  /** Without room for a shorter copy the long one goes on. */
  const tryToCompact = (): Promise<void> =>
    compact().catch(() => rm(`${path}.new`, { force: true }).catch(() => undefined));

  if (damagedLines > 0 || length > compactAbove) await tryToCompact();

  return {
    damagedLines,
    size: () => length,
    entries: () => [...state.entries.values()],
    entry: (id) => state.entries.get(id),
    confirmedRev: (id) => state.kept.get(id),
    mark: (key) => state.marks.get(key) ?? 0,
    append: (given) => {
      if (closed) return Promise.reject(new Error('the journal is closed'));
      if (given.length === 0) return Promise.resolve();
      const written = new Promise<void>((done, failed) => {
        const apply = () => {
          for (const line of given) applyLine(state, line);
          done();
        };
        waiting.push({ text: given.map(writeLine).join(''), done: apply, failed });
      });
      flushing ??= flush();
      return written;
    },
    close: async () => {
      closed = true;
      while (flushing !== null) await flushing;
      await handle.close();
    },
  };
}

async function writeWhole(handle: FileHandle, bytes: Buffer): Promise<void> {
  let offset = 0;
  while (offset < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, offset);
    offset += bytesWritten;
  }
}
