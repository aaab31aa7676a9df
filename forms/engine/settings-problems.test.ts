import { describe, expect, it } from 'vitest';
import { shippedOrderTypes, shippedSettings } from '../order-types/index.ts';
import { settingsProblems } from './settings-problems.ts';
import type { SettingsByKey } from './types.ts';

const settings: SettingsByKey = Object.fromEntries(
  shippedSettings.map(({ key, version, values }) => [key, { version, values }]),
);
const found = (key: string, values: SettingsByKey[string]['values']) =>
  settingsProblems({ key, values }, shippedOrderTypes, settings);

describe('settings that somebody brings', () => {
  it('are in order as they ship, and under a key that nothing reads yet', () => {
    for (const { key, values } of shippedSettings) expect(found(key, values)).toEqual([]);
    expect(found('equipmentReturn', { limitDays: 5 })).toEqual([]);
  });

  it('leave nothing out that an order type reads, whose key is said', () => {
    const { days, ...others } = settings.revisit?.values ?? {};
    expect(days).toBeDefined();
    const problems = found('revisit', others);
    expect(problems[0]?.path).toMatch(/^customer-revisit: /);
    expect(problems[0]?.reason).toMatch(/settings\.revisit\.days/);
  });

  it('are a calendar where they are called so', () => {
    const problems = found('calendar', { ...settings.calendar?.values, officeHours: [['17:30', '08:30']] });
    expect(problems).toContainEqual({
      path: 'values',
      fault: 'calendar',
      reason: 'office hours overlap or are out of order',
    });
  });
});
