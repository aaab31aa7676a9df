import { describe, expect, it } from 'vitest';
import { isSignature, strokeExtent } from './signature.ts';

describe('what counts as a signature', () => {
  it('one dot does not, nor do many', () => {
    const dots = Array.from({ length: 40 }, (_, i) => [100 + i * 20, 200]);
    expect(isSignature([])).toBe(false);
    expect(isSignature([[500, 200]])).toBe(false);
    expect(isSignature([[500, 200, 500, 200, 501, 200]])).toBe(false);
    expect(isSignature(dots)).toBe(false);
  });
  it('one stroke across does, and strokes that are long enough together', () => {
    expect(isSignature([[300, 200, 380, 204]])).toBe(true);
    expect(
      isSignature([
        [300, 200],
        [310, 200, 335, 210],
        [320, 180, 322, 220],
      ]),
    ).toBe(true);
  });
  it('an extent is the longer side of the box, whatever the way of the pen', () => {
    expect(strokeExtent([10, 90, 40, 10, 20, 50])).toBe(80);
    expect(strokeExtent([])).toBe(0);
  });
});
