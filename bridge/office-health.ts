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
  /** the newest backup that the audit trail knows of; `at` null: none; null: the database is away */
  readonly backup: { readonly at: string | null; readonly late: boolean } | null;
  /** of the disk that the office's folder lies on, bytes; null: the system tells none */
  readonly disk: { readonly free: number; readonly total: number; readonly low: boolean } | null;
  readonly memoryMb: number;
  readonly uptimeSeconds: number;
};
