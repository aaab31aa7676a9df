import { createHash } from 'node:crypto';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * An id that follows from what it is for: made twice, by two office processes or after a kill, it is the same, so the second write finds
 * the first. 26 characters as every id (130 bits of a SHA-256).
 */
export function stableId(...parts: readonly string[]): string {
  const digest = createHash('sha256').update(parts.join('\n')).digest();
  return Array.from({ length: 26 }, (_, index) => alphabet[(digest[index] ?? 0) & 31]).join('');
}
