import { describe, expect, it } from 'vitest';
import { type HandChange, openHand, type PadTouch } from './pad-hand.ts';

type Given = Partial<PadTouch>;
const finger: Given = { tool: 'touch', width: 40, height: 44 };
const palm: Given = { tool: 'touch', width: 130, height: 190 };
const pen: Given = { tool: 'pen', width: 1, height: 1 };

function opened() {
  const told: HandChange[] = [];
  const hand = openHand((change) => told.push(change));
  const at = (id: number, x: number, y: number, ms: number, given: Given): PadTouch => ({
    id,
    tool: 'touch',
    width: 1,
    height: 1,
    ...given,
    x,
    y,
    at: ms,
  });
  /** A stroke of six points from x to x + 100. */
  const draw = (id: number, x: number, ms: number, given: Given, during: (step: number) => void = () => undefined) => {
    hand.down(at(id, x, 100, ms, given));
    for (let i = 1; i <= 5; i += 1) {
      hand.move(at(id, x + i * 20, 100, ms + i * 10, given));
      during(i);
    }
    hand.up(at(id, x + 100, 100, ms + 60, given));
  };
  const strokes = () => {
    const gone = new Set(told.flatMap((change) => (change.kind === 'takenBack' ? [change.stroke] : [])));
    return told.flatMap((change) => (change.kind === 'stroke' && !gone.has(change.stroke) ? [change.stroke] : []));
  };
  return { hand, at, draw, strokes, told };
}

describe('who writes on the pad (R-52)', () => {
  it('a hand that lies on the glass writes nothing and stops nobody', () => {
    const { hand, at, draw, strokes } = opened();
    hand.down(at(1, 600, 300, 0, palm));
    draw(2, 100, 50, finger, () => hand.move(at(1, 605, 310, 60, palm)));
    draw(3, 300, 200, pen);
    hand.up(at(1, 605, 310, 400, palm));
    expect(strokes().map(([x]) => x)).toEqual([100, 300]);
  });
  it('a hand put down in the middle of a stroke does not end it', () => {
    const { hand, at, draw, strokes } = opened();
    draw(1, 100, 0, finger, (i) => {
      if (i === 2) hand.down(at(2, 700, 300, 25, palm));
      if (i === 3) hand.down(at(3, 720, 260, 35, finger));
      if (i === 4) hand.up(at(3, 720, 260, 45, finger));
    });
    hand.up(at(2, 700, 300, 90, palm));
    expect(strokes()).toEqual([[100, 100, 120, 100, 140, 100, 160, 100, 180, 100, 200, 100]]);
  });
  it('a hand that grows from a fingertip takes its ink back', () => {
    const { hand, at, strokes } = opened();
    hand.down(at(1, 100, 100, 0, finger));
    hand.move(at(1, 130, 100, 10, finger));
    expect(hand.live()).toHaveLength(1);
    hand.move(at(1, 140, 110, 20, palm));
    expect(hand.live()).toHaveLength(0);
    hand.up(at(1, 140, 110, 30, palm));
    expect(strokes()).toEqual([]);
  });
  it('pen before touch: near or lately near, touches are nothing', () => {
    const { hand, draw, strokes } = opened();
    hand.near(true, 0);
    draw(1, 100, 10, finger);
    draw(2, 300, 100, pen);
    hand.near(false, 200);
    draw(3, 500, 700, finger);
    expect(strokes().map(([x]) => x)).toEqual([300]);
    draw(4, 500, 1_200, finger);
    expect(strokes().map(([x]) => x)).toEqual([300, 500]);
  });
  it('knuckles that touched before the pen came are its hand: dots and strokes under way', () => {
    const { hand, at, draw, strokes } = opened();
    hand.down(at(1, 800, 300, 0, finger));
    hand.up(at(1, 800, 300, 40, finger));
    hand.down(at(2, 820, 300, 60, finger));
    hand.move(at(2, 850, 300, 80, finger));
    draw(3, 100, 300, pen);
    hand.up(at(2, 850, 300, 500, finger));
    expect(strokes().map(([x]) => x)).toEqual([100]);
  });
  it('a finger dots its i alone; two dots at once are knuckles', () => {
    const { hand, at, strokes } = opened();
    hand.down(at(1, 200, 80, 0, finger));
    hand.move(at(1, 203, 81, 10, finger));
    hand.up(at(1, 203, 81, 60, finger));
    hand.down(at(2, 600, 300, 100, finger));
    hand.down(at(3, 640, 310, 110, finger));
    hand.up(at(2, 600, 300, 150, finger));
    hand.up(at(3, 640, 310, 160, finger));
    expect(strokes()).toEqual([[200, 80]]);
  });
  it('of two contacts the one that moves writes', () => {
    const { hand, at, draw, strokes } = opened();
    hand.down(at(1, 700, 300, 0, finger));
    draw(2, 100, 20, finger);
    hand.up(at(1, 700, 300, 200, finger));
    expect(strokes().map(([x]) => x)).toEqual([100]);
  });
  it('what the system takes away stays when it was written, and goes when a pen is here', () => {
    const { hand, at, strokes } = opened();
    hand.down(at(1, 100, 100, 0, finger));
    hand.move(at(1, 160, 100, 10, finger));
    hand.cancel(at(1, 160, 100, 20, finger));
    hand.down(at(2, 300, 100, 30, finger));
    hand.cancel(at(2, 300, 100, 40, finger));
    hand.down(at(3, 500, 100, 50, finger));
    hand.move(at(3, 560, 100, 60, finger));
    hand.near(true, 65);
    hand.cancel(at(3, 560, 100, 70, finger));
    expect(strokes().map(([x]) => x)).toEqual([100]);
  });
});
