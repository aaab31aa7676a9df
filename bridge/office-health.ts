/** How the office stands, for those who look after it. */
export type OfficeHealth = {
  readonly store: 'embedded' | 'couchdb';
  readonly generation: string;
  readonly orders: number;
  /** whether it answers and lets the office in; `said`: what came back when it did not; `since` ms since the epoch */
  readonly database: { kind: 'up' } | { kind: 'down' | 'refused'; since: number; said: string };
  /** null: the database is away */
  readonly mailboxes: number | null;
  readonly routerLag: number;
  readonly quarantined: number;
  readonly conflictsFound: number;
  /** whether others on the office's machine can read its data folder */
  readonly privacy: 'private' | 'open' | 'unchecked';
  readonly memoryMb: number;
  readonly uptimeSeconds: number;
};
