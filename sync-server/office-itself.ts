import type { ActingRole } from '../domain/work-order/moves.ts';

/** In whose name the office writes: one of its people, or itself. */
export type OfficeAuthor = { readonly account: { readonly accountId: string; readonly role: ActingRole } };

/** The office itself: what nobody has to decide. */
export const officeItself: OfficeAuthor = { account: { accountId: 'office', role: 'office' } };
