import { afterEach, expect, it, vi } from 'vitest';
import { windowOnPaper } from './order-pairs.ts';

afterEach(() => vi.unstubAllEnvs());

it('names the second day of a window only when it has one where the paper is read', () => {
  vi.stubEnv('TZ', 'Asia/Shanghai');
  // Morning in China is the day before in UTC.
  expect(windowOnPaper({ start: '2026-11-30T23:00:00.000Z', end: '2026-12-01T01:00:00.000Z' })).toBe(
    '2026-12-01 07:00 – 09:00',
  );
  expect(windowOnPaper({ start: '2026-12-01T15:30:00.000Z', end: '2026-12-01T16:30:00.000Z' })).toBe(
    '2026-12-01 23:30 – 2026-12-02 00:30',
  );
});
