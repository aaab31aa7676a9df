import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { freeBytesIn } from './full.ts';

const forManifestAndLog = 512 * 1024;

/** LevelDB writes its log out as a table and begins new files when it opens: is there room for that? */
export async function roomToOpen(folder: string): Promise<boolean> {
  const logs = (await readdir(folder)).filter((name) => name.endsWith('.log'));
  const sizes = await Promise.all(logs.map(async (name) => (await stat(join(folder, name))).size));
  return (await freeBytesIn(folder)) >= sizes.reduce((sum, size) => sum + size, 0) * 1.2 + forManifestAndLog;
}
