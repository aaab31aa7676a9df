import { beforeEach, expect, it } from 'vitest';
import { keepDiffering, keptDiffering } from '../form/kept-differing.ts';
import { ownWindow } from './own-window.ts';

beforeEach(() => window.sessionStorage.clear());

it('leaves nothing of what one account typed to the next, also after a reload', () => {
  expect(ownWindow('wang')).toBe(false);
  keepDiffering('order.3.2', { note: '北门进' }, { note: null });
  // The same account after its device locked itself, or after a reload.
  expect(ownWindow('wang')).toBe(false);
  expect(keptDiffering('order.3.2')).toEqual({ mine: { note: '北门进' }, theirs: { note: null } });
  window.sessionStorage.setItem('of another program', 'x');
  expect(ownWindow('li')).toBe(true);
  expect(keptDiffering('order.3.2')).toBeNull();
  expect(window.sessionStorage.getItem('of another program')).toBe('x');
  expect(ownWindow('li')).toBe(false);
});
