import { expect, it } from 'vitest';
import type { OrderNeed } from '../../bridge/office.ts';
import { needsOfDay } from './needs-of-day.ts';

const since = '2026-12-01T02:00:00.000Z';
const day = '2027-01-04T16:00:00.000Z';
const stage: OrderNeed = { orderId: 'o', reason: 'stageWaiting', since, detail: 'conversation' };
const failed: OrderNeed = { orderId: 'o', reason: 'childFailed', since, detail: 'LW-1' };
const at = (iso: string): number => Date.parse(iso);

it('a stage that waits for its day is no need before it, and what else waits is', () => {
  const before = needsOfDay([stage, failed], day, at('2027-01-04T15:59:59.999Z'));
  expect(before).toEqual({ needs: [failed], until: at(day) });
});

it('from that moment on it is one, since that moment', () => {
  expect(needsOfDay([stage, failed], day, at(day))).toEqual({
    needs: [{ ...stage, since: day }, failed],
    until: Number.POSITIVE_INFINITY,
  });
});

it('a stage that was reached after its day waits since it was reached', () => {
  const late = { ...stage, since: '2027-01-06T02:00:00.000Z' };
  expect(needsOfDay([late], day, at('2027-01-07T00:00:00.000Z')).needs).toEqual([late]);
});

it.each([undefined, 'no time'])('a day that is not known (%s) keeps nothing back', (unknown) => {
  expect(needsOfDay([stage], unknown, at(since))).toEqual({ needs: [stage], until: Number.POSITIVE_INFINITY });
});
