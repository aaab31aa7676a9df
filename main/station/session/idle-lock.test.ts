import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openIdleLock } from './idle-lock.ts';

const minute = 60_000;
let slept = 0;
let isOpen = true;
let minutes: number | null = 5;
let locks: number[] = [];
const open = () =>
  openIdleLock({
    uptime: () => Date.now() + slept,
    minutes: () => minutes,
    isOpen: () => isOpen,
    lock: async (after) => {
      locks.push(after);
      isOpen = false;
    },
  });

beforeEach(() => {
  vi.useFakeTimers();
  slept = 0;
  isOpen = true;
  minutes = 5;
  locks = [];
});
afterEach(() => {
  vi.useRealTimers();
});

it('locks once when the minutes are over, and not before', async () => {
  const idle = open();
  idle.active();
  await vi.advanceTimersByTimeAsync(5 * minute - 1);
  expect(locks).toEqual([]);
  await vi.advanceTimersByTimeAsync(20 * minute);
  expect(locks).toEqual([5]);
  idle.close();
});

it('begins anew with every word that somebody is there, from whichever window', async () => {
  const idle = open();
  for (let n = 0; n < 10; n += 1) {
    idle.active();
    await vi.advanceTimersByTimeAsync(4 * minute);
  }
  expect(locks).toEqual([]);
  await vi.advanceTimersByTimeAsync(2 * minute);
  expect(locks).toEqual([5]);
  idle.close();
});

it('counts the time that the machine slept: timers stood still meanwhile', async () => {
  const idle = open();
  idle.active();
  slept = 60 * minute;
  await vi.advanceTimersByTimeAsync(15_000);
  expect(locks).toEqual([5]);
  idle.close();
});

it('follows the setting, shortened or switched off meanwhile', async () => {
  const idle = open();
  minutes = 30;
  idle.active();
  await vi.advanceTimersByTimeAsync(6 * minute);
  minutes = 5;
  await vi.advanceTimersByTimeAsync(15_000);
  expect(locks).toEqual([5]);
  isOpen = true;
  minutes = null;
  idle.active();
  await vi.advanceTimersByTimeAsync(600 * minute);
  expect(locks).toEqual([5]);
  idle.close();
});

it('leaves a session alone that is locked already, or that no page has spoken of', async () => {
  const idle = open();
  await vi.advanceTimersByTimeAsync(600 * minute);
  expect(locks).toEqual([]);
  idle.active();
  isOpen = false;
  await vi.advanceTimersByTimeAsync(600 * minute);
  expect(locks).toEqual([]);
  idle.close();
});
