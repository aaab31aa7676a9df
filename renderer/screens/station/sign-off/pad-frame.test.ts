import { describe, expect, it } from 'vitest';
import { framed, padFrame, toField } from './pad-frame.ts';

describe('the field of a signature', () => {
  it('fills the pad that it was begun on', () => {
    expect(padFrame(800, 400, 500)).toEqual({ scale: 0.8, left: 0, top: 0 });
  });
  it('is whole and in the middle on a pad that was turned', () => {
    const turned = padFrame(400, 800, 500);
    expect(turned).toEqual({ scale: 0.4, left: 0, top: 300 });
    expect(toField(turned, 200, 400)).toEqual({ x: 500, y: 250 });
    const back = padFrame(800, 400, 2000);
    expect(back).toEqual({ scale: 0.2, left: 300, top: 0 });
  });
  it('what was drawn beside it is stored inside, in the same proportions', () => {
    const inside = [[0, 0, 1000, 500]];
    expect(framed(inside, 500)).toEqual({ strokes: inside, padHeight: 500 });
    const { strokes, padHeight } = framed(
      [
        [-500, 0, 1500, 250],
        [500, 500],
      ],
      500,
    );
    expect(padHeight).toBe(250);
    expect(strokes).toEqual([
      [0, 0, 1000, 125],
      [500, 250],
    ]);
  });
});
