import { expect, it } from 'vitest';
import { ftthInstall } from '../../../forms/order-types/ftth-install/index.ts';
import { answer, characteristic } from './values.ts';
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

it('prints what was ordered by the texts of the order type in the report’s language, moments in its zone', () => {
  const type = {
    ...ftthInstall,
    texts: {
      'zh-CN': { 'option.product.scope.wholeLine': '整线不通' },
      en: { 'option.product.scope.wholeLine': 'Whole line down' },
    },
  };
  const said = (value: string, ...languages: readonly ('zh-CN' | 'en')[]) =>
    characteristic(value, 'product.scope', speech(type, languages), 'Asia/Shanghai');
  expect(said('wholeLine', 'zh-CN')).toBe('整线不通');
  expect(said('wholeLine', 'en')).toBe('Whole line down');
  expect(said('wholeLine', 'zh-CN', 'en')).toBe('整线不通 Whole line down');
  expect(said('as typed', 'en')).toBe('as typed');
  expect(said('2026-03-02T01:05:00.000Z', 'en')).toContain('09:05');
});

it('prints a day in no zone, a period with its days, and a window over midnight with both dates', () => {
  for (const timeZone of ['Asia/Shanghai', 'America/St_Johns'])
    expect(answer({ key: 'f', kind: 'day' }, '2027-03-31', { ...place, timeZone })).toBe('2027-03-31');
  const period = { from: '2026-12-20', to: '2027-01-10' };
  expect(answer({ key: 'f', kind: 'days' }, period, place)).toBe('2026-12-20 – 2027-01-10 (22 天 days)');
  const night = { start: '2026-12-31T15:00:00.000Z', end: '2026-12-31T21:00:00.000Z' };
  expect(answer({ key: 'f', kind: 'timeWindow' }, night, place)).toBe('2026-12-31 23:00 – 2027-01-01 05:00');
});
