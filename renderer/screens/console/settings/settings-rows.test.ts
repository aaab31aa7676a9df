import { describe, expect, it } from 'vitest';
import { settingsChanges, settingsRows } from './settings-rows.ts';

const values = {
  internalMoveDays: 7,
  internalMoveSource: 'NORMS §1',
  callAttempts: 3,
  callAttemptsSource: '[P]',
  classes: { B: { min: -27, source: 'G.984.2' }, C: { min: -28 } },
  source: 'all of it',
};

describe('settings as rows', () => {
  it('each value finds its source', () => {
    expect(settingsRows(values)).toEqual([
      { path: 'internalMoveDays', value: 7, source: 'NORMS §1' },
      { path: 'callAttempts', value: 3, source: '[P]' },
      { path: 'classes.B.min', value: -27, source: 'G.984.2' },
      { path: 'classes.C.min', value: -28, source: 'all of it' },
    ]);
  });

  it('two versions are compared value by value, whatever order they were written in', () => {
    const next = { ...values, classes: { C: { min: -30 }, B: values.classes.B }, callAttempts: 3, extra: true };
    expect(settingsChanges(values, next)).toEqual([
      { path: 'classes.C.min', before: -28, after: -30 },
      { path: 'extra', before: null, after: true },
    ]);
  });
});
