import { describe, expect, it } from 'vitest';
import { characteristics } from './characteristics.ts';

const definition = (key: string) => ({ key, schema: { type: 'number' }, required: true, tmfNames: [] });
const read = (key: string, value: string) => characteristics([definition(key)], [{ name: key, value }]);

describe('a number that another system wrote as text', () => {
  it.each([
    ['broadbandMbps', '1000', 1000],
    ['broadbandMbps', '500 Mbps', 500],
    ['broadbandMbps', '100兆', 100],
    ['broadbandMbps', '500M', 500],
    ['fibreKm', '12.5 km', 12.5],
    ['fibreKm', '１２．５', 12.5],
  ])('%s: %s', (key, text, value) => expect(read(key, text).values).toEqual({ [key]: value }));

  it.each([
    ['fibreKm', '20 m'],
    ['broadbandMbps', '1 km'],
    ['broadbandMbps', '1,000'],
    ['broadbandMbps', '1e3'],
    ['broadbandMbps', '5²'],
  ])('%s: %s is left to a person', (key, text) => {
    expect(read(key, text)).toMatchObject({ values: {}, unfit: [{ name: key, value: text }] });
  });
});
