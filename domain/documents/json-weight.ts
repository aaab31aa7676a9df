export type Weight = 'fine' | 'tooDeep' | 'tooMany';

/**
 * How much a JSON text will be, before anything is made of it: its nesting and the number of its values, counted byte by byte in a time
 * that follows from its length. Whether it is JSON at all is not asked.
 */
export function weightOf(bytes: Uint8Array, mostLevels: number, mostValues: number): Weight {
  let inText = false;
  let levels = 0;
  let values = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (inText) {
      if (byte === 0x5c) at += 1;
      else if (byte === 0x22) inText = false;
    } else if (byte === 0x22) inText = true;
    else if (byte === 0x2c) values += 1;
    else if (byte === 0x5b || byte === 0x7b) {
      levels += 1;
      values += 1;
      if (levels > mostLevels) return 'tooDeep';
    } else if (byte === 0x5d || byte === 0x7d) levels -= 1;
    if (values > mostValues) return 'tooMany';
  }
  return 'fine';
}
