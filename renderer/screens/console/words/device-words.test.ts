import { expect, it } from 'vitest';
import { deviceWords } from './device-words.ts';

const device = (deviceId: string, label: string) => ({ deviceId, label });

it('names a device by its label, and by the end of its id where the label is not enough', () => {
  const devices = [device('01aaaa3tbandnm', 'vm'), device('01aaaasjdhaq51', 'vm'), device('01aaaaqqqqqqqq', 'tablet')];
  expect(devices.map(({ deviceId }) => deviceWords(devices, deviceId))).toEqual(['vm · ndnm', 'vm · aq51', 'tablet']);
  expect(deviceWords(devices, '01aaaaunknown1')).toBe('own1');
});
