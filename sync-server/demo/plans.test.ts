import { expect, it } from 'vitest';
import { workCalendar } from '../../domain/plan/working-day.ts';
import { ftthInstall } from '../../forms/order-types/ftth-install/index.ts';
import { nextDays } from '../plans/calendar-days.ts';
import { demoPlans } from './plans.ts';

it('the demo’s rounds are plans that come back, the same each time', () => {
  const base = Date.parse('2026-11-24T02:00:00.000Z');
  const calendar = workCalendar({});
  const plans = demoPlans({ ...ftthInstall, key: 'patrol' }, calendar, base);
  expect(plans).toHaveLength(2);
  expect(demoPlans({ ...ftthInstall, key: 'patrol' }, calendar, base)).toEqual(plans);
  for (const plan of plans) {
    const days = nextDays(plan, calendar, base, 3);
    expect(days).toHaveLength(3);
    expect(days.every(({ scheduledFor }) => scheduledFor > plan.since)).toBe(true);
  }
});

it('on whatever day it is shown, no round makes an order on that day', () => {
  const calendar = workCalendar({});
  for (let day = 0; day < 366; day += 1) {
    const base = Date.UTC(2026, 10, 24, 2) + day * 86_400_000;
    for (const plan of demoPlans({ ...ftthInstall, key: 'patrol' }, calendar, base)) {
      const [first] = nextDays(plan, calendar, base, 1);
      const madeAt = Date.parse(first?.scheduledFor ?? '') - plan.leadMinutes * 60_000;
      expect(madeAt - base, `${plan.title} on ${new Date(base).toISOString()}`).toBeGreaterThan(14 * 3_600_000);
    }
  }
});
