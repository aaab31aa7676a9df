import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A secret of 256 bits, for bearers, cookies and device credentials. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** How a secret is stored and looked up: it cannot be turned back. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');

export function sameHash(a: string, b: string): boolean {
  const left = Buffer.from(a, 'hex');
  const right = Buffer.from(b, 'hex');
  return left.length === right.length && left.length > 0 && timingSafeEqual(left, right);
}

const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password a person can read out over the phone: three groups of four. */
export const newPassword = (): string =>
  Array.from({ length: 3 }, () => [...randomBytes(4)].map((byte) => letters[byte % letters.length]).join('')).join('-');
