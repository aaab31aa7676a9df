import { mailboxOf } from '../accounts/sessions.ts';
import type { Migration } from './migration.ts';

/** Every technician has a mailbox from his account's first day; offices set up before that get the missing ones. */
export const mailboxesOfTechnicians: Migration = {
  name: '2026-11-22-mailboxes-of-technicians',
  async run(databases) {
    const accounts = await databases.ensure('accounts');
    const rows = await accounts.allDocs({ startkey: 'account:', endkey: 'account;', includeDocs: true });
    for (const { doc } of rows) {
      if (doc?.role === 'technician') await databases.ensure(mailboxOf(String(doc.accountId)), { q: 1 });
    }
  },
};
