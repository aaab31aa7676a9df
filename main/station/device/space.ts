import { statfs } from 'node:fs/promises';
import type { DeviceHealth } from '../../../bridge/station.ts';

/** warn below 2 GB, no new photos below 500 MB; text and signature still save. */
const limits = { warnBytes: 2_000_000_000, blockBytes: 500_000_000 } as const;

export async function freeBytesIn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

export const lowSpaceAt = (freeBytes: number): DeviceHealth['lowSpace'] => {
  if (freeBytes < limits.blockBytes) return 'blockPhotos';
  return freeBytes < limits.warnBytes ? 'warn' : 'ok';
};
