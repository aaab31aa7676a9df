import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openingState, smallestOn } from './window-state.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'linework-window-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const large = { x: 0, y: 0, width: 1920, height: 1040 };
const tablet = { x: 0, y: 0, width: 1280, height: 760 };
const small = { x: 0, y: 0, width: 853, height: 493 };
const upright = { x: 0, y: 24, width: 768, height: 1000 };
const second = { x: 1920, y: 100, width: 1280, height: 700 };

const screenOf = (...areas: readonly (typeof large)[]) => ({
  getAllDisplays: () => areas.map((workArea) => ({ workArea })),
  getPrimaryDisplay: () => ({ workArea: areas[0] ?? large }),
});
function opened(content: string | null, ...areas: readonly (typeof large)[]) {
  const file = path.join(folder, content === null ? 'none.json' : 'window.json');
  if (content !== null) writeFileSync(file, content);
  return openingState(file, screenOf(...areas));
}

describe('a first start fits the work area', () => {
  it.each([
    ['a large screen', large, { x: 320, y: 90, width: 1280, height: 860 }],
    ['1280×800 with a taskbar', tablet, tablet],
    ['a tablet at 150 %', small, small],
    ['upright, below a bar', upright, { x: 0, y: 94, width: 768, height: 860 }],
  ] as const)('%s', (_, area, bounds) => {
    expect(opened(null, area)).toEqual({ bounds, maximized: false });
  });
});

describe('a window that was left', () => {
  const bounds = { x: 100, y: 50, width: 1200, height: 800 };
  const kept = (given: object) => JSON.stringify({ bounds: { ...bounds, ...given }, maximized: true });
  it.each([
    ['stands where it stood', kept({}), [large], bounds],
    [
      'and on the second screen',
      kept({ x: 2000, y: 100, width: 1200, height: 700 }),
      [large, second],
      { x: 2000, y: 100, width: 1200, height: 700 },
    ],
    ['comes back from a screen that is gone', kept({ x: 4000 }), [large], { x: 360, y: 120, width: 1200, height: 800 }],
    ['shrinks to a smaller one', kept({}), [small], small],
    ['is pushed inside when it hangs over', kept({ x: 1500, y: -300 }), [large], { ...bounds, x: 720, y: 0 }],
  ] as const)('%s', (_, content, areas, expected) => {
    expect(opened(content, ...areas)).toEqual({ bounds: expected, maximized: true });
  });
  it.each(['nonsense', '{ "bounds": {} }', kept({ width: 0 })])(
    'a file that makes no sense is no place: %s',
    (content) => {
      expect(opened(content, tablet)).toEqual({ bounds: tablet, maximized: false });
    },
  );
});

it('the smallest size is never larger than the screen', () => {
  for (const area of [large, tablet, small, upright, { width: 480, height: 320 }]) {
    const { width, height } = smallestOn(area);
    expect(width).toBeLessThanOrEqual(area.width);
    expect(height).toBeLessThanOrEqual(area.height);
  }
  expect(smallestOn(large).width).toBeLessThanOrEqual(small.width);
  expect(smallestOn(large).height).toBeLessThanOrEqual(small.height);
});
