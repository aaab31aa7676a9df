import type { EvidencePlace } from './evidence/evidence-place.ts';

/** How one office process runs; read once from the command line and the environment (`command-line.ts`). */
export type OfficeConfig = {
  readonly host: string;
  /** 0: any free port */
  readonly port: number;
  /** folder of the embedded store and of evidence files */
  readonly data: string;
  /** null: the embedded store */
  readonly couchdb: string | null;
  /** where evidence bytes are kept; absent: files under `data` (ADR 0014) */
  readonly evidence?: EvidencePlace;
  readonly demo: boolean;
  /** demo accounts without demo orders */
  readonly empty: boolean;
  /** where people reach it from outside, e.g. `https://office.example`; absent: only under its own addresses (ADR 0022) */
  readonly origins?: readonly string[];
  readonly tls: { readonly cert: string; readonly key: string } | null;
  /** addresses and networks of proxies whose `X-Forwarded-…` is believed; absent: nobody's */
  readonly trustedProxies?: readonly string[];
  /** folder with console.html and its assets */
  readonly consoleFolder: string;
  readonly policy: OfficePolicy;
};

/** Numbers that a site may change; [P] product defaults, no outside source. */
export type OfficePolicy = {
  /** IANA zone of "today" and of order numbers */
  readonly timeZone: string;
  readonly sessionHours: number;
  /** a device must refresh within this many days, else sign in again (DESIGN §8) */
  readonly deviceCredentialDays: number;
  /** how long a revoked device may go on handing over after its last accepted write */
  readonly drainHours: number;
  /** an assigned order whose device is silent for longer needs a dispatcher */
  readonly deviceSilentHours: number;
  /** a mailbox holds open orders plus this many days (DESIGN §3) */
  readonly mailboxDays: number;
  readonly passwordMin: number;
  /**
   * how long the audit trail is kept; network logs of an operator in China: six months at least (Cybersecurity Law of the PRC, Art. 21 (3)).
   * The default keeps a year and some days, so that a yearly audit sees all of it
   */
  readonly auditDays: number;
  /** a backup older than this is pointed at [P: a day's backup may be late by a morning] */
  readonly backupHours: number;
  /** less free room than this on the disk of the data is pointed at; the bound of a device (LESSONS R-14) */
  readonly diskWarnBytes: number;
  /** scrypt cost: log2 N */
  readonly scryptLog2N: number;
};

export const defaultPolicy: OfficePolicy = {
  timeZone: 'Asia/Shanghai',
  sessionHours: 24,
  deviceCredentialDays: 30,
  drainHours: 1,
  deviceSilentHours: 4,
  mailboxDays: 30,
  passwordMin: 10,
  auditDays: 400,
  backupHours: 36,
  diskWarnBytes: 2_000_000_000,
  scryptLog2N: 15,
};
