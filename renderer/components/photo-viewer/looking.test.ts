import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitOf, type Look, moved, nearest, type Point, type Size, turnedRight, wholeLook, zoomed } from './looking.ts';

const size = fc.record({ width: fc.integer({ min: 40, max: 6000 }), height: fc.integer({ min: 40, max: 6000 }) });
const stage = fc.record({ width: fc.integer({ min: 200, max: 2000 }), height: fc.integer({ min: 150, max: 1200 }) });

/** Where a point of the picture (from its middle, in its own pixels) stands, from the middle of the stage. */
function placeOf(look: Look, at: Point, picture: Size, on: Size): Point {
  const scale = fitOf(picture, on, look.turn) * look.zoom;
  const quarter = (look.turn * Math.PI) / 2;
  const [x, y] = [at.x * scale, at.y * scale];
  return {
    x: x * Math.cos(quarter) - y * Math.sin(quarter) + look.shift.x,
    y: x * Math.sin(quarter) + y * Math.cos(quarter) + look.shift.y,
  };
}

const isInView = ({ x, y }: Point, on: Size): boolean =>
  Math.abs(x) <= on.width / 2 + 0.01 && Math.abs(y) <= on.height / 2 + 0.01;

describe('looking at a picture', () => {
  it('every corner can be brought into view, at every zoom, turn and size', () => {
    fc.assert(
      fc.property(
        size,
        stage,
        fc.double({ min: 1, max: nearest, noNaN: true }),
        fc.nat(3),
        (picture, on, zoom, turns) => {
          let look = wholeLook;
          for (let n = 0; n < turns; n += 1) look = turnedRight(look, picture, on);
          look = zoomed(look, zoom, { x: 0, y: 0 }, picture, on);
          for (const [right, down] of [
            [-1, -1],
            [1, -1],
            [-1, 1],
            [1, 1],
          ] as const) {
            const corner = { x: (right * picture.width) / 2, y: (down * picture.height) / 2 };
            const { x, y } = placeOf(look, corner, picture, on);
            expect(isInView(placeOf(moved(look, { x: -x, y: -y }, picture, on), corner, picture, on), on)).toBe(true);
          }
        },
      ),
    );
  });

  it('at first all of it is in view, and it cannot be pushed away', () => {
    fc.assert(
      fc.property(size, stage, (picture, on) => {
        const pushed = moved(wholeLook, { x: 500, y: -500 }, picture, on);
        expect(Math.hypot(pushed.shift.x, pushed.shift.y)).toBeLessThan(0.01);
        const corner = { x: picture.width / 2, y: picture.height / 2 };
        expect(isInView(placeOf(wholeLook, corner, picture, on), on)).toBe(true);
      }),
    );
  });

  it('what is under the pointer stays there while it comes nearer, unless that would show what is beside the picture', () => {
    const [picture, on] = [
      { width: 1600, height: 1200 },
      { width: 800, height: 600 },
    ];
    const near = zoomed(wholeLook, 4, { x: 300, y: 200 }, picture, on);
    expect(near).toEqual({ zoom: 4, shift: { x: -900, y: -600 }, turn: 0 });
    expect(zoomed(near, 1 / 4, { x: 300, y: 200 }, picture, on)).toEqual(wholeLook);
    expect(zoomed(near, 100, { x: 0, y: 0 }, picture, on).zoom).toBe(nearest);
  });

  it('four quarter turns lead back', () => {
    const [picture, on] = [
      { width: 1600, height: 1200 },
      { width: 800, height: 600 },
    ];
    const near = zoomed(wholeLook, 4, { x: 100, y: 50 }, picture, on);
    let look = near;
    for (let n = 0; n < 4; n += 1) look = turnedRight(look, picture, on);
    expect(look.turn).toBe(0);
    expect(look.shift.x).toBeCloseTo(near.shift.x);
    expect(look.shift.y).toBeCloseTo(near.shift.y);
  });
});
