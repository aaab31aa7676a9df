import { createHmac, randomBytes } from 'node:crypto';
import type { AccountStore } from './account-store.ts';
import { type SecretDocument, secretDocumentId } from './documents.ts';
import { knownDays, mostKnown } from './limits.ts';
import { sameHash } from './tokens.ts';

/**
 * A browser keeps, for each account that signed in on it, a mark that only this office can make. The mark opens nothing; it lets the
 * right password in while strangers are being slowed down (ADR 0021). Its key lies with the accounts, so every office process knows it.
 */
export type KnownDevices = {
  /** the mark of this account in what the browser sent; null: it is a stranger to this account */
  readonly markOf: (kept: string | undefined, accountId: string) => string | null;
  /** what the browser is to keep from now on: this account's mark first, those of others after it */
  readonly remember: (kept: string | undefined, accountId: string) => string;
};

const dayMs = 24 * 3_600_000;
/** `<account>.<day>.<mark>.<seal>` */
const form = /^([0-9a-z]{26})\.(\d{1,6})\.([\w-]{16})\.([0-9a-f]{64})$/;

export async function openKnownDevices(store: AccountStore, now: () => number): Promise<KnownDevices> {
  const id = secretDocumentId('knownDevices');
  const made = randomBytes(32).toString('base64');
  // The first office's key holds when two of them start at once.
  const kept = await store.change<SecretDocument>(id, (stored) =>
    stored === null ? { _id: id, type: 'secret', value: made } : null,
  );
  const key = Buffer.from(kept?.value ?? made, 'base64');
  const today = (): number => Math.floor(now() / dayMs);
  const sealOf = (text: string): string => createHmac('sha256', key).update(text).digest('hex');

  /** the true ones, by account */
  function read(text: string | undefined): ReadonlyMap<string, { readonly mark: string; readonly entry: string }> {
    const found = new Map<string, { readonly mark: string; readonly entry: string }>();
    for (const entry of (text ?? '').slice(0, 4_000).split('~').slice(0, mostKnown)) {
      const [, accountId = '', day = '', mark = '', seal = ''] = form.exec(entry) ?? [];
      if (seal === '' || today() - Number(day) > knownDays) continue;
      if (sameHash(seal, sealOf(`${accountId}.${day}.${mark}`))) found.set(accountId, { mark, entry });
    }
    return found;
  }

  return {
    markOf: (text, accountId) => read(text).get(accountId)?.mark ?? null,
    remember(text, accountId) {
      const known = read(text);
      // The mark stays the same: signing in twice does not make two browsers with tries of their own.
      const mark = known.get(accountId)?.mark ?? randomBytes(12).toString('base64url');
      const plain = `${accountId}.${today()}.${mark}`;
      const others = [...known].filter(([other]) => other !== accountId).map(([, { entry }]) => entry);
      return [`${plain}.${sealOf(plain)}`, ...others].slice(0, mostKnown).join('~');
    },
  };
}
