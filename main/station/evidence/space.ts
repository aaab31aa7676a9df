import { statfs } from 'node:fs/promises';
import { problem } from '../../../domain/problem.ts';
import { ok, type Result, refused } from '../../../domain/result.ts';
import { limits } from './limits.ts';

export type Space = { readonly freeBytes: number; readonly state: 'ok' | 'warn' | 'blockPhotos' };

/** Free space where the station keeps its data; text and signature save down to the last 200 MB and beyond. */
export async function spaceIn(folder: string): Promise<Space> {
  const { bavail, bsize } = await statfs(folder);
  return judgeSpace(bavail * bsize);
}

export function judgeSpace(freeBytes: number): Space {
  if (freeBytes < limits.blockBelow) return { freeBytes, state: 'blockPhotos' };
  return { freeBytes, state: freeBytes < limits.warnBelow ? 'warn' : 'ok' };
}

/** @returns `storage.full` when there is no room for photos */
export function roomForPhotos(space: Space): Result<true> {
  if (space.state !== 'blockPhotos') return ok(true);
  return refused(problem('storage.full', { freeMb: Math.floor(space.freeBytes / 1_000_000) }));
}
