import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Stroke } from '../../../../domain/documents/event.ts';
import { fitted, largestSignatureBytes, simplify, sizeOf } from './strokes.ts';

const stroke = fc
  .array(fc.integer({ min: 0, max: 1000 }), { minLength: 2, maxLength: 400 })
  .map((flat) => flat.slice(0, flat.length - (flat.length % 2)));

describe('signature strokes', () => {
  it('keep both ends and stay within the tolerance', () => {
    fc.assert(
      fc.property(stroke, fc.integer({ min: 1, max: 60 }), (flat, tolerance) => {
        const simpler = simplify(flat, tolerance);
        expect(simpler.slice(0, 2)).toEqual(flat.slice(0, 2));
        expect(simpler.slice(-2)).toEqual(flat.slice(-2));
        expect(simpler.length).toBeLessThanOrEqual(flat.length);
      }),
    );
  });

  it('a straight line needs its ends only', () => {
    expect(simplify(Array.from({ length: 50 }, (_, i) => [i * 10, i * 5]).flat(), 0.5)).toEqual([0, 0, 490, 245]);
  });

  it('always fit into 8 KB, and the stored shape takes them', () => {
    const scribble = Array.from({ length: 60 }, (_, s) =>
      Array.from({ length: 400 }, (_, i) => [
        Math.round(500 + 480 * Math.sin(i * 0.7 + s)),
        Math.round(200 + 190 * Math.cos(i * 0.9 * (s + 1))),
      ]).flat(),
    );
    expect(sizeOf(scribble)).toBeGreaterThan(largestSignatureBytes * 10);
    const kept = fitted(scribble);
    expect(sizeOf(kept)).toBeLessThanOrEqual(largestSignatureBytes);
    expect(kept).toHaveLength(60);
    for (const one of kept) expect(Stroke.safeParse(one).success).toBe(true);
  });

  it('a usual signature keeps its shape closely', () => {
    const usual = [
      Array.from({ length: 200 }, (_, i) => [100 + i * 4, Math.round(200 + 80 * Math.sin(i / 12))]).flat(),
    ];
    const kept = fitted(usual);
    expect(kept[0]!.length).toBeLessThan(usual[0]!.length);
    expect(kept[0]!.length).toBeGreaterThan(20);
  });

  it('a dot is a stroke too', () => {
    expect(Stroke.safeParse(fitted([[10, 10]])[0]).success).toBe(true);
  });
});
