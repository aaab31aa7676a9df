import { problem } from '../../../domain/problem.ts';
import { ok, type Result, refused } from '../../../domain/result.ts';
import type { DeviceLimits } from '../device/limits.ts';
import { freeBytesIn, lowSpaceAt } from '../device/space.ts';

export type Space = { readonly freeBytes: number; readonly state: ReturnType<typeof lowSpaceAt> };

/** Free space where the station keeps its data; text and signature save down to the last byte, and then from the reserve. */
export async function spaceIn(folder: string, limits: DeviceLimits): Promise<Space> {
  const freeBytes = await freeBytesIn(folder);
  return { freeBytes, state: lowSpaceAt(freeBytes, limits) };
}

/** @returns `storage.full` when there is no room for photos */
export function roomForPhotos(space: Space): Result<true> {
  if (space.state !== 'blockPhotos') return ok(true);
  return refused(problem('storage.full', { freeMb: Math.floor(space.freeBytes / 1_000_000) }));
}
