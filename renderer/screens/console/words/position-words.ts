import type { Position } from '../../../../domain/documents/base.ts';

/** `31.23040, 121.47370 ±12 m` in WGS-84 degrees; a dash where there was no fix. */
export const positionWords = ({ latitude, longitude, accuracyM, source }: Position): string =>
  source === 'none' ? '—' : `${latitude.toFixed(5)}, ${longitude.toFixed(5)} ±${Math.round(accuracyM)} m`;
