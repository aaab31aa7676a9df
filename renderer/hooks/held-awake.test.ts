import { expect, it } from 'vitest';
import { isHeld } from './held-awake.ts';

const minute = 60_000;
const left = { holders: 1, unbounded: 0, untouchedForMs: 29 * minute, longestMs: 30 * minute };

it.each([
  ['a camera that was touched a while ago', left, true],
  ['the same after the longest time', { ...left, untouchedForMs: 30 * minute }, false],
  ['the same after a night in a drawer', { ...left, untouchedForMs: 600 * minute }, false],
  ['the same after the wall clock was set back', { ...left, untouchedForMs: -minute }, false],
  ['words that no disk has yet, however long', { ...left, unbounded: 1, untouchedForMs: 600 * minute }, true],
  ['nothing open', { ...left, holders: 0 }, false],
] as const)('%s', (_, holding, held) => {
  expect(isHeld(holding)).toBe(held);
});
