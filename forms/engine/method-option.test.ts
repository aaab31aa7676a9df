import { expect, it } from 'vitest';
import { ftthInstall } from '../order-types/ftth-install/index.ts';
import { methodOption } from './method-option.ts';

it('finds the choice that a method was taken from', () => {
  expect(methodOption(ftthInstall, 'demoSpeedTest.speedTest', { field: 'downMbps', method: 'carrier' })).toEqual({
    field: 'protocol',
    item: 'carrier',
  });
});

it('leaves text alone: a method that is composed, unknown, or missing', () => {
  const readings = { field: 'splitterRx', method: '1490 nm' };
  expect(methodOption(ftthInstall, 'opticalTurnup.readings', readings)).toBeNull();
  expect(methodOption(ftthInstall, 'demoSpeedTest.speedTest', { field: 'downMbps', method: 'by ear' })).toBeNull();
  expect(methodOption(ftthInstall, 'demoSpeedTest.speedTest', { field: 'downMbps' })).toBeNull();
});
