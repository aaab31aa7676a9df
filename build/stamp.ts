/** Knows whether `dist/` still matches the sources: a hash over their contents, kept beside the output. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { entries, type Half, halves, isThere } from './entries.ts';
import { root } from './root.ts';

const stampFile = (half: Half) => path.join(root, 'dist', `.${half}.stamp`);

/** Contents, not times: a checkout or a `touch` makes nothing stale. 500 files take about 30 ms. */
export function sourceHash(half: Half): string {
  const hash = createHash('sha256');
  for (const file of halves[half].flatMap(filesOf))
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(path.join(root, file)));
  return hash.digest('hex');
}

function filesOf(name: string): string[] {
  const absolute = path.join(root, name);
  if (!existsSync(absolute)) return [];
  if (statSync(absolute).isFile()) return [name];
  return readdirSync(absolute, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(test\.tsx?|md)$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}

function outputsOf(half: Half): string[] {
  if (half === 'renderer') return ['dist/renderer'];
  return entries.filter((entry) => isThere(entry.source)).map((entry) => entry.output);
}

export function isStale(half: Half): boolean {
  const file = stampFile(half);
  return !existsSync(file) || !outputsOf(half).every(isThere) || readFileSync(file, 'utf8') !== sourceHash(half);
}

export function writeStamp(half: Half, hash: string): void {
  mkdirSync(path.join(root, 'dist'), { recursive: true });
  writeFileSync(stampFile(half), hash);
}
