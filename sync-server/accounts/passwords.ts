import { randomBytes, timingSafeEqual } from 'node:crypto';
import { slowHash } from '../../storage/slow-hash.ts';

/** A password as it is stored: scrypt with its own salt and cost, so that the cost may grow later. */
export type PasswordHash = { readonly salt: string; readonly hash: string; readonly log2N: number };

const blockSize = 8;
/** 1 GB: what a document asks for beyond it is not a cost but a way to end the office. */
const mostLog2N = 20;

const derive = (password: string, salt: Buffer, log2N: number): Promise<Buffer> =>
  slowHash(password.normalize('NFC'), salt, { N: 2 ** log2N, r: blockSize, p: 1 });

/** @param log2N scrypt's cost as a power of two; 15 takes about 0.1 s and 32 MB */
export async function hashPassword(password: string, log2N: number): Promise<PasswordHash> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, log2N);
  return { salt: salt.toString('base64'), hash: key.toString('base64'), log2N };
}

/** Takes the same time for a missing account (`stored` null) as for a wrong password. */
export async function isPassword(password: string, stored: PasswordHash | null, log2N: number): Promise<boolean> {
  const against = stored ?? { salt: 'AAAAAAAAAAAAAAAAAAAAAA==', hash: '', log2N };
  if (!(against.log2N >= 1 && against.log2N <= mostLog2N)) return false;
  const key = await derive(password, Buffer.from(against.salt, 'base64'), against.log2N);
  const wanted = Buffer.from(against.hash, 'base64');
  return wanted.length === key.length && timingSafeEqual(key, wanted) && stored !== null;
}
