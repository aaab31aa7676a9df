import { foldWidth } from './width.ts';

/** Eight hex digits that spell four capital letters: how devices print a vendor when they print bytes. */
const spelledVendor = /^((?:4[1-9A-F]|5[0-9A]){4})([0-9A-F]{8})$/;

/**
 * A serial number as labels, scanners and web pages of devices write it, in the form that is kept: capitals without blanks and dashes, without
 * a prefix that names it (`SN:`, `S/N`, `GPON SN:`), and with its vendor in letters where all of it came in hex (`48575443…` is `HWTC…`).
 */
export function readSerial(text: string): string {
  const plain = foldWidth(text)
    .toUpperCase()
    .replace(/^\s*(?:[GX]+S?-?PON\s*)?(?:S\/N|SN|SERIAL(?:\s*(?:NO\.?|NUMBER))?)\s*[:：=]\s*/, '')
    .replace(/[\s-]/g, '');
  const [, vendor, rest] = spelledVendor.exec(plain) ?? [];
  if (vendor === undefined || rest === undefined) return plain;
  return `${(vendor.match(/../g) ?? []).map((byte) => String.fromCharCode(Number.parseInt(byte, 16))).join('')}${rest}`;
}
