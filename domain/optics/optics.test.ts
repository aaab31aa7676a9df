import { describe, expect, it } from 'vitest';
import { dropSectionLimitDb, expectedOnuRx, looksLikeMacrobend, marginDb } from './loss-model.ts';
import { verdictIn } from './power-window.ts';

describe('loss model', () => {
  it('subtracts splitter, fibre, connectors and splices', () => {
    const rx = expectedOnuRx({
      oltTxDbm: 1.5,
      splitterDb: [10.5, 3.2],
      fibreKm: 2.4,
      fibreDbPerKm: 0.25,
      connectors: 2,
      connectorDb: 0.25,
      splices: 1,
      spliceDb: 0.3,
    });
    expect(rx).toBe(-13.6);
    expect(marginDb(rx, -27)).toBe(13.4);
  });

  it('gives the test vector of GB 51433: 0.5 km of G.657 with two splices may lose 0.63 dB', () => {
    expect(dropSectionLimitDb({ lengthKm: 0.5, fibreDbPerKm: 0.3, splices: 2, jointDb: 0.12, capDb: 0.8 })).toBe(0.63);
  });

  it('caps the section at the norm', () => {
    expect(dropSectionLimitDb({ lengthKm: 2, fibreDbPerKm: 0.3, splices: 2, jointDb: 0.12, capDb: 0.8 })).toBe(0.8);
  });

  it('sees a macrobend only above the difference', () => {
    expect(looksLikeMacrobend(1.2, 1.7, 0.5)).toBe(false);
    expect(looksLikeMacrobend(1.2, 1.71, 0.5)).toBe(true);
    expect(looksLikeMacrobend(1.7, 1.2, 0.5)).toBe(false);
  });
});

describe('power window', () => {
  const bPlus = { min: -27, max: -8, warnBelow: -24 };
  it.each([
    [-27.1, 'fail'],
    [-27, 'warn'],
    [-24.1, 'warn'],
    [-24, 'pass'],
    [-8, 'pass'],
    [-7.9, 'fail'],
  ] as const)('%d dBm on GPON B+: %s', (value, verdict) => {
    expect(verdictIn(bPlus, value)).toBe(verdict);
  });
  it('has no verdict without bounds', () => expect(verdictIn({ min: null, max: null }, -40)).toBe('none'));
});
