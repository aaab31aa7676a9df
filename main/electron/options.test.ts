import { expect, it } from 'vitest';
import { readOptions } from './options.ts';

it('reads the command line, then the environment, and passes Chromium’s switches over', () => {
  expect(readOptions(['--no-sandbox', '--data', '/d', '--office', 'https://o.example/'], {})).toEqual({
    dataFolder: '/d',
    officeUrl: 'https://o.example',
    noKiosk: false,
    attach: null,
  });
  expect(readOptions([], { LINEWORK_DATA: '/e', LINEWORK_OFFICE_URL: 'http://h:1' })).toEqual({
    dataFolder: '/e',
    officeUrl: 'http://h:1',
    noKiosk: false,
    attach: null,
  });
  expect(readOptions(['--no-kiosk'], {})).toEqual({
    dataFolder: null,
    officeUrl: 'http://127.0.0.1:8600',
    noKiosk: true,
    attach: null,
  });
});

it('attaches to this machine alone, and only with the bearer', () => {
  const env = { LINEWORK_STATION_TOKEN: 't'.repeat(24) };
  expect(readOptions(['--station', 'http://127.0.0.1:8700'], env).attach?.url.port).toBe('8700');
  for (const url of ['http://192.168.1.4:8700', 'https://127.0.0.1.evil.example', 'file:///x'])
    expect(() => readOptions(['--station', url], env), url).toThrow('not an address of this machine');
  expect(() => readOptions(['--station', 'http://127.0.0.1:8700'], {})).toThrow('LINEWORK_STATION_TOKEN');
  expect(() => readOptions(['--office', 'ftp://x'], {})).toThrow('--office');
  expect(() => readOptions(['--office', 'https://o.example/x'], {})).toThrow('--office');
});
