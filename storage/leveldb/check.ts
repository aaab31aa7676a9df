import { open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing } from '../flushed-file.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { logDamage, readLog } from './log-file.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { tableDamage } from './table-file.ts';

/** Which file is damaged and how; no content of it. */
export type Damage = { readonly file: string; readonly reason: string };

/**
 * Checks a closed LevelDB folder byte for byte before it is opened, because LevelDB opens a damaged one without a word: without
 * CURRENT it starts blank, a broken log record drops acknowledged writes, a flipped byte in a table is read as data.
 * Costs about 3 ms a megabyte. Null: as written (or not there yet).
 */
export async function findDamage(folder: string): Promise<Damage | null> {
  const layout = await readLayout(folder);
  if (layout === null || 'reason' in layout) return layout;
  return (await findTableDamage(folder, layout)) ?? (await findLogDamage(folder, layout));
}

/**
 * The part of it that LevelDB never says, not even when it reads: a missing CURRENT and a damaged or missing log. What is wrong in a
 * table it says when it meets it, so that the rest can be read meanwhile. Reads no table: some milliseconds.
 */
export async function findUnsaidDamage(folder: string): Promise<Damage | null> {
  const layout = await readLayout(folder);
  if (layout === null || 'reason' in layout) return layout;
  return findLogDamage(folder, layout);
}

type Layout = { readonly names: readonly string[]; readonly manifest: Manifest };

async function readLayout(folder: string): Promise<Layout | Damage | null> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const files = new Set(names);
  if (!names.some((name) => /^(MANIFEST-|\d+\.(ldb|sst|log)$|CURRENT$)/.test(name))) return null;
  if (!files.has('CURRENT')) return { file: 'CURRENT', reason: 'missing' };
  const current = await readFile(join(folder, 'CURRENT'), 'utf8');
  const manifestName = /^(MANIFEST-\d+)\n$/.exec(current)?.[1];
  if (!manifestName) return { file: 'CURRENT', reason: 'names no manifest' };
  if (!files.has(manifestName)) return { file: manifestName, reason: 'missing' };
  const manifest = await readManifestFile(folder, manifestName);
  return 'reason' in manifest ? manifest : { names, manifest };
}

async function readManifestFile(folder: string, file: string): Promise<Manifest | Damage> {
  const { records, damage } = readLog(await readFile(join(folder, file)), true);
  if (damage) return { file, reason: damage };
  if (records.length === 0) return { file, reason: 'empty' };
  try {
    return readManifest(records);
  } catch (error) {
    if (error instanceof RangeError) return { file, reason: error.message };
    throw error;
  }
}

async function findTableDamage(folder: string, { names, manifest }: Layout): Promise<Damage | null> {
  const files = new Set(names);
  for (const { number, bytes } of manifest.tables) {
    const stem = String(number).padStart(6, '0');
    const file = files.has(`${stem}.ldb`) ? `${stem}.ldb` : `${stem}.sst`;
    if (!files.has(file)) return { file: `${stem}.ldb`, reason: 'missing' };
    const content = await readFile(join(folder, file));
    if (content.length !== bytes) return { file, reason: `${content.length} bytes instead of ${bytes}` };
    const reason = tableDamage(content);
    if (reason) return { file, reason };
  }
  return null;
}

async function findLogDamage(folder: string, { names, manifest }: Layout): Promise<Damage | null> {
  const logs = names.filter((name) => /^\d+\.log$/.test(name)).filter((name) => isReplayed(name, manifest));
  if (logs.length === 0 && manifest.logNumber > 0) {
    const file = `${String(manifest.logNumber).padStart(6, '0')}.log`;
    return { file, reason: 'missing' };
  }
  for (const file of logs) {
    const damage = await withContent(join(folder, file), logDamage);
    if (damage) return { file, reason: damage };
  }
  return null;
}

/** LevelDB begins another log at 4 MB: what is larger is read into a buffer of its own. */
const logRoom = 5 * 1024 * 1024;
/**
 * Every log is read into the same buffer, one after another. An office looks at hundreds of mailboxes in a morning, and a buffer for each
 * would stand in memory until it is collected.
 */
let shared = Buffer.alloc(0);
let giveBack: NodeJS.Timeout | null = null;
/** Mailboxes are opened by the hundred in a morning, and then hardly any. */
const keptMs = 10_000;
const inTurn = oneAtATime();

/** What `look` finds in a file; the content is another file's as soon as it has answered. */
const withContent = <T>(path: string, look: (content: Buffer) => T): Promise<T> =>
  inTurn('log', async () => {
    const file = await open(path);
    try {
      const { size } = await file.stat();
      if (size > logRoom) return look(await file.readFile());
      if (giveBack !== null) clearTimeout(giveBack);
      giveBack = setTimeout(() => {
        shared = Buffer.alloc(0);
      }, keptMs).unref();
      // Taken once and whole: what a log does not fill of it costs no memory.
      if (shared.length === 0) shared = Buffer.allocUnsafeSlow(logRoom);
      // A disk may be slower than the buffer is kept.
      const room = shared;
      let end = 0;
      while (end < size) {
        const { bytesRead } = await file.read(room, end, size - end);
        if (bytesRead === 0) break;
        end += bytesRead;
      }
      return look(room.subarray(0, end));
    } finally {
      await file.close();
    }
  });

function isReplayed(name: string, { logNumber, previousLog }: Manifest): boolean {
  const number = Number.parseInt(name, 10);
  return number >= logNumber || number === previousLog;
}
