import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { NoPosition, Position } from '../../../domain/documents/base.ts';
import { shapeProblems } from '../../../forms/engine/shape.ts';

const at = Date.UTC(2026, 2, 2, 1, 5);
const place = { key: 'position', kind: 'position' } as const;

/** A receiver that answers with a fix, an error of the browser's (1 not permitted, 2 unavailable, 3 late), or never. */
const receiver = (answer: 'fix' | 'never' | 1 | 2 | 3): Geolocation =>
  ({
    getCurrentPosition: (found: PositionCallback, failed: PositionErrorCallback) => {
      if (answer === 'fix')
        found({ coords: { latitude: 31.8, longitude: 117.2, accuracy: 9 }, timestamp: at } as GeolocationPosition);
      else if (answer !== 'never') failed({ code: answer } as GeolocationPositionError);
    },
  }) as unknown as Geolocation;

let locate: typeof import('./locate.ts').locate;
beforeEach(async () => {
  vi.resetModules();
  ({ locate } = await import('./locate.ts'));
});
afterEach(() => vi.useRealTimers());

it.each([
  ['no receiver', undefined, 'noReceiver'],
  ['not permitted', receiver(1), 'notPermitted'],
  ['no signal', receiver(2), 'noSignal'],
  ['too late', receiver(3), 'noSignal'],
] as const)('%s: no coordinates are made up, the reason is said, the form takes it', async (_, geolocation, reason) => {
  const answer = await locate(geolocation, at);
  expect(NoPosition.parse(answer)).toEqual({ source: 'none', reason, at: new Date(at).toISOString() });
  expect(shapeProblems(place, { ...answer })).toEqual([]);
});

it('waits 15 s at most, also while a permission prompt stands open (R-34)', async () => {
  vi.useFakeTimers();
  const answer = locate(receiver('never'), at);
  await vi.advanceTimersByTimeAsync(15_000);
  expect(await answer).toMatchObject({ source: 'none', reason: 'noSignal' });
});

it('gives the last fix with its own time when there is none now', async () => {
  const fix = Position.parse(await locate(receiver('fix'), at));
  expect(fix.source).toBe('gnss');
  const later = await locate(receiver(2), at + 600_000);
  expect(later).toEqual({ ...fix, source: 'lastFix' });
  expect(shapeProblems(place, { ...later })).toEqual([]);
});

it('the form refuses a position that is neither a fix nor a stated absence', () => {
  expect(shapeProblems(place, { latitude: 31.8 })).not.toEqual([]);
  expect(shapeProblems(place, { latitude: 131.8, longitude: 2 })).not.toEqual([]);
  expect(shapeProblems(place, { source: 'none' })).not.toEqual([]);
});
