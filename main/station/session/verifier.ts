import { randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { slowHash } from '../../../storage/slow-hash.ts';

/** What lets the device open without the office: a slow hash of the password (scrypt), never the password. */
export const Verifier = z.object({
  salt: z.string(),
  hash: z.string(),
  cost: z.number().int(),
  blockSize: z.number().int(),
  parallel: z.number().int(),
});
export type Verifier = z.infer<typeof Verifier>;

/** 32 MB and about 80 ms a try on the field tablets' class of machine (OWASP's minimum for scrypt is 2^17/8/1 or 2^15/8/3). */
const cost = { cost: 2 ** 15, blockSize: 8, parallel: 3 };

export async function makeVerifier(password: string): Promise<Verifier> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, cost);
  return { ...cost, salt: salt.toString('base64'), hash: hash.toString('base64') };
}

export async function matches(verifier: Verifier, password: string): Promise<boolean> {
  const hash = await derive(password, Buffer.from(verifier.salt, 'base64'), verifier);
  return timingSafeEqual(hash, Buffer.from(verifier.hash, 'base64'));
}

/** In a thread of its own: the journal's writes do not wait for it. */
const derive = (password: string, salt: Buffer, how: typeof cost): Promise<Buffer> =>
  slowHash(password.normalize('NFKC'), salt, { N: how.cost, r: how.blockSize, p: how.parallel });
