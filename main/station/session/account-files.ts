import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Id } from '../../../domain/documents/base.ts';
import { makeFlushedFolder, readJson, writeFlushed } from '../../../storage/flushed-file.ts';
import { Verifier } from './verifier.ts';

/** One line per account that ever tried to sign in here. The device id is made before the first try, so that a lost answer enrols one device. */
const Known = z.object({
  username: z.string(),
  deviceId: Id,
  technicianId: Id.nullable(),
  name: z.string(),
});
export type KnownAccount = z.infer<typeof Known>;
const Accounts = z.object({ accounts: z.array(Known), current: Id.nullable() });
export type Accounts = z.infer<typeof Accounts>;

/** What the device keeps of one technician's identity; mode 0600, flushed. */
export const Credential = z.object({
  username: z.string(),
  technicianId: Id,
  name: z.string(),
  deviceId: Id,
  deviceCredential: z.string(),
  mailbox: z.string(),
  generation: z.string(),
  verifier: Verifier,
  /** last sign-in or refresh that the office answered */
  onlineAt: z.string(),
  signInNeeded: z.boolean(),
  revoked: z.boolean(),
});
export type Credential = z.infer<typeof Credential>;

/** A technician who was working stays signed in over a crash: same boot, before `until` (ADR 0003). */
const Unlocked = z.object({ until: z.string(), bootId: z.string() });
export type Unlocked = z.infer<typeof Unlocked>;

export const technicianFolder = (dataFolder: string, technicianId: string): string =>
  join(dataFolder, 'technicians', technicianId);

const accountsPath = (dataFolder: string): string => join(dataFolder, 'accounts.json');
const credentialPath = (folder: string): string => join(folder, 'credential.json');
const unlockedPath = (folder: string): string => join(folder, 'unlocked.json');

export async function readAccounts(dataFolder: string): Promise<Accounts> {
  const read = Accounts.safeParse(await readJson(accountsPath(dataFolder)));
  return read.success ? read.data : rebuildAccounts(dataFolder);
}

/** A lost list is rebuilt from the technicians' folders, so that nobody's work is out of reach. */
async function rebuildAccounts(dataFolder: string): Promise<Accounts> {
  const folders = await readdir(join(dataFolder, 'technicians')).catch(() => []);
  const read = await Promise.all(folders.map((id) => readCredential(technicianFolder(dataFolder, id))));
  const accounts = read.flatMap((one) => (one ? [pickKnown(one)] : []));
  return { accounts, current: accounts.length === 1 ? (accounts[0]?.technicianId ?? null) : null };
}

const pickKnown = ({ username, deviceId, technicianId, name }: Credential): KnownAccount => ({
  username,
  deviceId,
  technicianId,
  name,
});

export const writeAccounts = (dataFolder: string, accounts: Accounts): Promise<void> =>
  writeFlushed(accountsPath(dataFolder), JSON.stringify(accounts));

export async function readCredential(folder: string): Promise<Credential | null> {
  const read = Credential.safeParse(await readJson(credentialPath(folder)));
  return read.success ? read.data : null;
}

export async function writeCredential(folder: string, credential: Credential): Promise<void> {
  await makeFlushedFolder(folder);
  await writeFlushed(credentialPath(folder), JSON.stringify(credential));
}

export async function readUnlocked(folder: string): Promise<Unlocked | null> {
  const read = Unlocked.safeParse(await readJson(unlockedPath(folder)));
  return read.success ? read.data : null;
}

export const writeUnlocked = (folder: string, unlocked: Unlocked | null): Promise<void> =>
  writeFlushed(unlockedPath(folder), JSON.stringify(unlocked));
