import { expect, it } from 'vitest';
import { settingsIn } from './settings.ts';

it('tells settings from definitions and from what is no JSON', () => {
  const settings = { key: 'equipmentReturn', values: { limitDays: 5 } };
  expect(settingsIn(JSON.stringify({ ...settings, version: 1 }))).toEqual(settings);
  expect(settingsIn(JSON.stringify({ key: 'router-swap', stages: [] }))).toBeNull();
  expect(settingsIn('{ "key": }')).toBeNull();
});
