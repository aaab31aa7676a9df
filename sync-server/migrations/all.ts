import { mailboxesOfTechnicians } from './2026-11-22-mailboxes-of-technicians.ts';
import type { Migration } from './migration.ts';

/** In order of their dates; never changed once released, only added to. */
export const migrations: readonly Migration[] = [mailboxesOfTechnicians];
