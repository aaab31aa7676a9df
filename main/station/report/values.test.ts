import { expect, it } from 'vitest';
import { ftthInstall } from '../../../forms/order-types/ftth-install/index.ts';
import { answer } from './values.ts';
import { speech } from './wording.ts';

const field = { key: 'position', kind: 'position' } as const;
const place = {
  path: 'dropCable.arrival.position',
  speech: speech(ftthInstall, ['zh-CN', 'en']),
  timeZone: 'Asia/Shanghai',
};

it('prints a fix with its accuracy, and says where there was none and why', () => {
  const fix = { latitude: 31.8206, longitude: 117.2272, accuracyM: 12, fixAt: '2026-03-02T01:05:00.000Z' };
  expect(answer(field, { ...fix, source: 'gnss' }, place)).toBe('31.820600, 117.227200 ±12 m');
  const none = answer(field, { source: 'none', reason: 'noSignal', at: fix.fixAt }, place);
  expect(none).toContain('室内收不到信号');
  // Zeros that an earlier version stored beside `none` are no place.
  expect(answer(field, { ...fix, latitude: 0, longitude: 0, source: 'none' }, place)).not.toMatch(/\d/);
});
