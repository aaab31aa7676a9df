import { createHash } from 'node:crypto';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** An id made from what it stands for: whoever writes the same thing again, another office or after a kill, writes the same document. */
export function idFor(...parts: readonly string[]): string {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest();
  return [...digest.subarray(0, 26)].map((byte) => alphabet[byte & 31]).join('');
}
