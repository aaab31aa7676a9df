import fc from 'fast-check';
import { expect, it } from 'vitest';
import { splitEnd } from './split-end.ts';

it.each([
  ['合肥市蜀山区长江西路 118 号 5 幢 602', '118 号 5 幢 602'],
  ['安徽省合肥市包河区徽州大道与扬子江路交口东南角滨湖世纪城徽杰苑 12 幢 3 单元 2701 室', '幢 3 单元 2701 室'],
  ['Apartment 12B, 118 Changjiang West Road', 'West Road'],
  ['602', '602'],
  ['', ''],
])('%s ends with what a technician looks for', (address, end) => {
  expect(splitEnd(address).end.trim()).toContain(end.trim().slice(-6));
  expect(address.endsWith(splitEnd(address).end)).toBe(true);
});

it('cuts no number and no Latin word in two', () => {
  const { head, end } = splitEnd('合肥市蜀山区长江西路12345678901234567号');
  expect(head.endsWith('路')).toBe(true);
  expect(end).toBe('12345678901234567号');
});

it.each([
  ['安徽省合肥市包河区徽州大道与扬子江路交口东南角滨湖世纪城徽杰苑小区 12 幢 3 单元 2701 室', '12 幢 3 单元 2701 室'],
  ['合肥市包河区滨湖世纪城徽杰苑小区112幢3单元2701室东侧', '112幢3单元2701室东侧'],
])('keeps a number with its building: %s', (address, end) => {
  expect(splitEnd(address).end).toBe(end);
});

it('loses nothing, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const { head, end, endEm } = splitEnd(text);
      expect(head + end).toBe(text);
      expect(endEm).toBeLessThan(30);
      if (text !== '') expect(end).not.toBe('');
    }),
  );
});
