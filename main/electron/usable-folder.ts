import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Problem, problem } from '../../domain/problem.ts';
import { codeOf, makeFlushedFolder } from '../../storage/flushed-file.ts';
import { folderTrouble } from '../../storage/folder-trouble.ts';
import { rm } from '../../storage/held-file.ts';

/**
 * Why Electron cannot keep anything in this folder; null: it can. Asked before the single-instance lock, which cannot be had in such a
 * folder and would be taken for another Linework that runs: the program would end without a word.
 */
export async function whyUnusable(folder: string): Promise<Problem | null> {
  const trial = path.join(folder, `trial-${randomBytes(6).toString('hex')}`);
  try {
    await makeFlushedFolder(folder);
    await writeFile(trial, '');
    // A virus scanner may hold what was just written for longer than we wait; the folder could be written to all the same.
    await rm(trial, { force: true }).catch(() => undefined);
    return null;
  } catch (error) {
    const code = codeOf(error) || 'unknown';
    // Drives of a network fail in ways that no list has.
    const why = (await folderTrouble(error, folder)) ?? problem('storage.folderUnusable', { folder, code });
    // On a full disk the station has a reserve and starts.
    return why.code === 'storage.noRoomToStart' ? null : why;
  }
}
