import { z } from 'zod';
import { readLines } from './line-file.ts';
import { databaseFile, type Manifest } from './manifest.ts';

/** An account as a restore would bring it: who could sign in afterwards. */
export type BroughtAccount = {
  readonly username: string;
  readonly name: string;
  readonly role: string;
  readonly disabled: boolean;
};
export type BroughtAccounts = {
  readonly accounts: readonly BroughtAccount[];
  /** devices that would go on without a sign-in */
  readonly devices: number;
  /** sessions that would go on until they end by their time */
  readonly sessions: number;
};

export const accountsDatabase = 'accounts';

const Account = z.object({
  _id: z.string().regex(/^account:[0-9a-z]{26}$/),
  type: z.literal('account'),
  username: z.string().max(64),
  name: z.string().max(200),
  role: z.enum(['technician', 'dispatcher', 'reviewer', 'administrator']),
  disabled: z.boolean(),
});
const Alive = z.object({ type: z.string(), _deleted: z.literal(true).optional() });

/** @throws when what says it is an account is none: it would be one that nobody is told of */
export async function accountsIn(from: string, manifest: Manifest): Promise<BroughtAccounts> {
  const accounts: BroughtAccount[] = [];
  let [devices, sessions] = [0, 0];
  if (!manifest.databases.some(({ name }) => name === accountsDatabase)) return { accounts, devices, sessions };
  for await (const line of readLines(from, databaseFile(accountsDatabase))) {
    const found = Alive.safeParse(line);
    if (!found.success || found.data._deleted === true) continue;
    if (found.data.type === 'enrolment') devices += 1;
    if (found.data.type === 'session') sessions += 1;
    if (found.data.type !== 'account') continue;
    const account = Account.safeParse(line);
    if (!account.success)
      throw new Error('accounts.jsonl of the backup holds an account that is none; nothing was restored');
    accounts.push(account.data);
  }
  accounts.sort((a, b) => (a.role === b.role ? (a.username < b.username ? -1 : 1) : a.role < b.role ? -1 : 1));
  return { accounts, devices, sessions };
}

/** For the person at the terminal: a name may have been written to look like something else, so nothing of it but letters is printed as it is. */
export function saidOfAccounts({ accounts, devices, sessions }: BroughtAccounts): string {
  const lines = accounts.map(
    ({ username, name, role, disabled }) =>
      `  ${role.padEnd(13)} ${printable(username).padEnd(20)} ${printable(name)}${disabled ? ' (disabled)' : ''}`,
  );
  const administrators = accounts.filter(({ role, disabled }) => role === 'administrator' && !disabled).length;
  return [
    `this backup brings ${accounts.length} accounts (${administrators} administrators who can sign in), ${devices} enrolled devices, ${sessions} sessions:`,
    ...lines,
  ].join('\n');
}

const printable = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?');
