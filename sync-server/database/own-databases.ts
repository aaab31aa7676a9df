import { idPattern } from '../../domain/ids.ts';
import { mailboxPrefix } from '../router/mailbox-names.ts';
import type { Databases } from './types.ts';

/** Every database that an office makes, beside one mailbox a technician. Those of CouchDB's side only are among them (ADR 0015). */
const fixedNames: ReadonlySet<string> = new Set([
  'accounts',
  'audit',
  'catalogue',
  'evidence',
  'leases',
  'office',
  'quarantine',
  'turns',
  'work',
]);

/** Whether an office gives a database this name. On a CouchDB without `?prefix=` other applications' stand beside ours. */
export const isOurName = (name: string): boolean =>
  fixedNames.has(name) || (name.startsWith(mailboxPrefix) && idPattern.test(name.slice(mailboxPrefix.length)));

/** The names of this office's databases, whatever else lies beside them. */
export const ownDatabases = async (databases: Pick<Databases, 'list'>): Promise<readonly string[]> =>
  (await databases.list()).filter(isOurName);
