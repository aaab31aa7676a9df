import { type Problem, problem } from '../domain/problem.ts';
import { codeOf } from './flushed-file.ts';
import { freeBytesIn, isStorageFull } from './full.ts';

const readOnlyCodes: ReadonlySet<string> = new Set(['EROFS', 'EACCES', 'EPERM', 'EBUSY']);
const otherCodes: ReadonlySet<string> = new Set([
  'ENOENT',
  'ELOOP',
  'ENAMETOOLONG',
  'EIO',
  'EINVAL',
  'ENXIO',
  'ENODEV',
  'ESTALE',
]);

/**
 * Why a program cannot start with this data folder, for whoever started it; null when the error is of another kind (a bug).
 * LevelDB says in words what the system told it.
 */
export async function folderTrouble(error: unknown, folder: string): Promise<Problem | null> {
  if (isStorageFull(error)) {
    const free = await freeBytesIn(folder);
    return problem('storage.noRoomToStart', {
      folder,
      freeMb: Number.isFinite(free) ? Math.floor(free / 1_000_000) : 0,
    });
  }
  const code = codeOf(error);
  if (code === 'ENOTDIR' || code === 'EEXIST') return problem('storage.notAFolder', { folder });
  const text = error instanceof Error ? error.message : '';
  if (readOnlyCodes.has(code) || /permission denied|access is denied|read-only file system/i.test(text))
    return problem('storage.readOnly', { folder });
  return otherCodes.has(code) ? problem('storage.folderUnusable', { folder, code }) : null;
}
