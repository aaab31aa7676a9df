import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { flushFolder, isMissing } from '../../../storage/flushed-file.ts';
import { rename, rm } from '../../../storage/held-file.ts';

/**
 * The folders of one store (ADR 0013): `store`, `store-2`, …; the highest number is the store, a lower one is what it was copied
 * from. The rename to the next number is the switch, so that no second file has to agree with it.
 */
export type StoreFolders = { readonly current: string; readonly older: readonly string[] };

export async function findStoreFolders(base: string): Promise<StoreFolders> {
  const name = basename(base);
  const names = await namesBeside(base);
  const found = names
    .filter((one) => one === name || numbered(name, one) !== null)
    .sort((a, b) => numberOf(name, b) - numberOf(name, a));
  const [current = name, ...older] = found;
  return { current, older };
}

/** Half-made and half-deleted copies of an earlier run. */
export async function removeLeftovers(base: string): Promise<void> {
  const name = basename(base);
  const names = await namesBeside(base);
  const leftovers = names.filter((one) => one === `${name}.next` || one.startsWith(`${name}.old-`));
  for (const one of leftovers) await rm(join(dirname(base), one), { recursive: true, force: true });
}

export const nextFolder = (base: string): string => `${base}.next`;

/** The switch. Both stores are closed. Answers the new name. */
export async function switchTo(base: string, current: string): Promise<string> {
  const name = basename(base);
  const next = `${name}-${numberOf(name, current) + 1}`;
  await rename(nextFolder(base), join(dirname(base), next));
  await flushFolder(dirname(base));
  return next;
}

/** Away from its name first: a half-deleted folder must not be taken for a store. */
export async function removeOlder(base: string, older: readonly string[]): Promise<void> {
  for (const name of older) {
    const away = join(dirname(base), `${basename(base)}.old-${name}`);
    await rm(away, { recursive: true, force: true });
    await rename(join(dirname(base), name), away);
    await flushFolder(dirname(base));
    await rm(away, { recursive: true, force: true });
  }
}

const numbered = (name: string, one: string): number | null => {
  const digits = one.startsWith(`${name}-`) ? one.slice(name.length + 1) : '';
  return /^[1-9]\d*$/.test(digits) ? Number(digits) : null;
};
const numberOf = (name: string, one: string): number => numbered(name, one) ?? 1;

async function namesBeside(base: string): Promise<readonly string[]> {
  return readdir(dirname(base)).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
}
