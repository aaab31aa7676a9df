import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { mkdir, rm } from '../../storage/held-file.ts';
import { hashPassword } from './passwords.ts';
import { newPassword } from './tokens.ts';

const fileOf = (data: string) => path.join(data, 'first-administrator.json');
const hoursValid = 24;

const Pending = z.strictObject({
  username: z.string(),
  name: z.string(),
  until: z.string(),
  password: z.strictObject({ salt: z.string(), hash: z.string(), log2N: z.number() }),
});
export type PendingAdministrator = z.infer<typeof Pending>;

/**
 * `admin create`: leaves an administrator with a one-time code in the data folder, for the office to take at its start or
 * at that name's first sign-in. A file, because the embedded store belongs to the running office alone;
 * only the code's scrypt hash is in it, readable by the owner alone.
 * @returns the code, shown once
 */
export async function leaveAdministrator(
  data: string,
  given: { readonly username: string; readonly name: string },
  now: number,
  log2N: number,
): Promise<{ readonly code: string; readonly until: string }> {
  const code = newPassword();
  const until = new Date(now + hoursValid * 3_600_000).toISOString();
  const pending: PendingAdministrator = { ...given, until, password: await hashPassword(code, log2N) };
  await mkdir(data, { recursive: true });
  await writeFile(fileOf(data), JSON.stringify(pending), { mode: 0o600, flush: true });
  return { code, until };
}

/**
 * Gives the administrator that waits to `take`, unless its code is over. The file goes when he is taken and not before: a kill in between
 * would leave an office without one.
 */
export async function takePendingAdministrator(
  data: string,
  now: number,
  take: (pending: PendingAdministrator) => Promise<unknown>,
): Promise<void> {
  const text = await readFile(fileOf(data), 'utf8').catch(() => null);
  if (text === null) return;
  const parsed = Pending.safeParse(parseOrNull(text));
  if (parsed.success && Date.parse(parsed.data.until) > now) await take(parsed.data);
  await rm(fileOf(data), { force: true });
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
