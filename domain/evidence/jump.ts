import type { Position } from '../documents/base.ts';

const earthRadiusM = 6_371_008.8;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance, metres (haversine on the mean sphere: within 0.5 %). */
export function distanceM(
  a: Pick<Position, 'latitude' | 'longitude'>,
  b: Pick<Position, 'latitude' | 'longitude'>,
): number {
  const [from, to] = [radians(a.latitude), radians(b.latitude)];
  const north = Math.sin((to - from) / 2) ** 2;
  const east = Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  return 2 * earthRadiusM * Math.asin(Math.min(1, Math.sqrt(north + Math.cos(from) * Math.cos(to) * east)));
}

/** Two fixes closer in time than this are compared as if they were this far apart: a second's rounding is no speed. */
const leastSeconds = 10;

/**
 * The speed at which somebody went from one fix to the next at least, km/h: both accuracies are taken off the distance. Null where a fix
 * says nothing (`none`, or a place picked on a map).
 */
export function jumpKmh(from: Position, to: Position): number | null {
  if (!isMeasured(from) || !isMeasured(to)) return null;
  const metres = Math.max(0, distanceM(from, to) - from.accuracyM - to.accuracyM);
  const seconds = Math.max(leastSeconds, Math.abs(Date.parse(to.fixAt) - Date.parse(from.fixAt)) / 1000);
  return Math.round((metres / seconds) * 3.6);
}

const isMeasured = ({ source }: Position): boolean => source === 'gnss' || source === 'lastFix';
