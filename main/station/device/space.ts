import type { DeviceHealth } from '../../../bridge/station.ts';
import type { DeviceLimits } from './limits.ts';

/** The free space that people and the office are told; null: the system tells no free space, and nothing is held back for want of it. */
export const finite = (bytes: number): number | null => (Number.isFinite(bytes) ? bytes : null);

export { freeBytesIn } from '../../../storage/full.ts';

/** warn below 2 GB, no new photos below 500 MB; text and signature still save. */
export function lowSpaceAt(
  freeBytes: number,
  { warnBelow, blockBelow }: Pick<DeviceLimits, 'warnBelow' | 'blockBelow'>,
): DeviceHealth['lowSpace'] {
  if (freeBytes < blockBelow) return 'blockPhotos';
  return freeBytes < warnBelow ? 'warn' : 'ok';
}
