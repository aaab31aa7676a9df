import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskedPhones, phoneTail } from './masked-phone.ts';
import { dialled } from './phone-digits.ts';

describe('a masked number', () => {
  it.each([
    ['13855125678', '138 **** 5678', '5678'],
    ['+86 138-5512-5678', '138 **** 5678', '5678'],
    ['０１３８５５１２５６７８', '138 **** 5678', '5678'],
    ['0551-1234567', '0551 **** 567', '567'],
    ['010-12345678', '010 **** 5678', '5678'],
    ['0551-1234567-801', '0551 **** 567 转 ***', '567'],
    ['0551-1234567 转 8', '0551 **** 567 转 *', '567'],
    ['1234567', '**** 567', '567'],
    ['12345678', '**** 5678', '5678'],
    ['123456', '**** 56', '56'],
    ['10086', '**** 6', '6'],
    ['1234', '****', ''],
    ['110', '***', ''],
    ['+852 1234 5678', '******* 5678', '5678'],
    ['13855125678/0551-1234567', '138 **** 5678 / 0551 **** 567', '5678'],
    ['13855125678 13955121234', '138 **** 5678 / 139 **** 1234', '5678'],
    ['张先生 13855125678', '138 **** 5678', '5678'],
    ['', '', ''],
    ['无', '', ''],
  ])('%s: %s, in lists %s', (phone, masked, tail) => {
    expect(maskedPhones(phone)).toBe(masked);
    expect(phoneTail(phone)).toBe(tail);
  });

  it('hides at least four digits, or all, and of short ones at least half, in any writing', () => {
    const number = fc.stringMatching(/^[+(]?\d([- )]?\d){0,14}$/);
    fc.assert(
      fc.property(number, (written) => {
        const digits = dialled(written).length;
        const shown = maskedPhones(written).replaceAll(/\D/g, '').length;
        const all = written.replaceAll(/\D/g, '').length;
        expect(shown).toBeLessThanOrEqual(Math.max(0, digits - 4));
        if (all <= 8) expect(shown).toBeLessThanOrEqual(Math.floor(all / 2));
        expect(phoneTail(written).length).toBeLessThanOrEqual(4);
      }),
      { numRuns: 2000 },
    );
  });
});
