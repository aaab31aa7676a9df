import { expect, it } from 'vitest';
import { geoLink, webMapLink } from './web-map.ts';

const place = { address: '长江西路 100 号 & 3 栋', district: '', area: 'urban' } as const;
const known = { ...place, latitude: 31.82, longitude: 117.22 };

it.each([
  [null, known, null],
  ['http://map.example/?q={address}', known, null],
  ['javascript:alert(1)', known, null],
  [
    'https://map.example/?q={address}',
    place,
    'https://map.example/?q=%E9%95%BF%E6%B1%9F%E8%A5%BF%E8%B7%AF%20100%20%E5%8F%B7%20%26%203%20%E6%A0%8B',
  ],
  ['https://map.example/?at={lng},{lat}', place, 'noPosition'],
  ['https://map.example/?at={lng},{lat}', known, 'https://map.example/?at=117.22,31.82'],
] as const)('%s', (template, where, link) => {
  expect(webMapLink(template, where)).toBe(link);
});

it('a position is never invented: without one there is no geo link', () => {
  expect(geoLink(place)).toBeNull();
  expect(geoLink({ ...known, latitude: 0, longitude: 0 })).toContain('geo:0,0');
});
