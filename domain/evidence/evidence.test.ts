import { describe, expect, it } from 'vitest';
import type { Position } from '../documents/base.ts';
import { distanceM, jumpKmh } from './jump.ts';
import { hashDistance, isTelling, parseHash } from './look-alike.ts';

const fix = (latitude: number, longitude: number, at: string, more: Partial<Position> = {}): Position => ({
  latitude,
  longitude,
  accuracyM: 10,
  fixAt: `2026-03-02T${at}.000Z`,
  source: 'gnss',
  ...more,
});

describe('perceptual hashes', () => {
  it('counts the bits that differ, in both halves and at their edges', () => {
    const all = parseHash('ffffffffffffffff');
    const none = parseHash('0000000000000000');
    expect(hashDistance(all, none)).toBe(64);
    expect(hashDistance(all, all)).toBe(0);
    expect(hashDistance(parseHash('8000000000000001'), none)).toBe(2);
    expect(hashDistance(parseHash('00000000f0000000'), none)).toBe(4);
  });

  it('a slope of light says nothing', () => {
    expect(isTelling(parseHash('ffffffffffffffff'), 6)).toBe(false);
    expect(isTelling(parseHash('0000000000000007'), 6)).toBe(false);
    expect(isTelling(parseHash('f0f0f0f00f0f0f0f'), 6)).toBe(true);
  });
});

describe('the speed between two fixes (R-33)', () => {
  it('a degree of latitude is 111 km', () => {
    expect(distanceM({ latitude: 31, longitude: 117 }, { latitude: 32, longitude: 117 })).toBeCloseTo(111_195, -1);
  });
  it('from Hefei to Nanjing in an hour is a car, in ten minutes it is not', () => {
    const hefei = fix(31.82, 117.23, '01:00:00');
    expect(jumpKmh(hefei, fix(32.06, 118.8, '02:00:00'))).toBeGreaterThan(140);
    expect(jumpKmh(hefei, fix(32.06, 118.8, '02:00:00'))).toBeLessThan(160);
    expect(jumpKmh(hefei, fix(32.06, 118.8, '01:10:00'))).toBeGreaterThan(850);
  });
  it('what the accuracies explain is no movement', () => {
    const wide = { accuracyM: 800 };
    expect(jumpKmh(fix(31.82, 117.23, '01:00:00', wide), fix(31.83, 117.23, '01:00:05', wide))).toBe(0);
  });
  it('a place that nobody measured says nothing', () => {
    expect(jumpKmh(fix(31, 117, '01:00:00', { source: 'map' }), fix(39, 116, '01:01:00'))).toBeNull();
  });
});
