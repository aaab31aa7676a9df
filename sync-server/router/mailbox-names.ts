/** Every database of a technician's devices is named by this and his account's id. */
export const mailboxPrefix = 'mailbox-';
