import type { Logger } from 'pino';
import type { NewOrder, OfficeEvent } from '../bridge/office.ts';
import type { Clock } from '../domain/clock.ts';
import type { Json } from '../domain/documents/base.ts';
import type { EvidenceDocument } from '../domain/documents/evidence.ts';
import type { MakeId } from '../domain/ids.ts';
import type { Result } from '../domain/result.ts';
import type { Privacy } from '../storage/private-folder.ts';
import type { Accounts } from './accounts/types.ts';
import type { Audit } from './audit/types.ts';
import type { OfficeConfig } from './config.ts';
import type { Database, Databases } from './database/types.ts';
import type { FeedPlaces } from './door/feed-places.ts';
import type { EvidenceStore } from './evidence/evidence-store.ts';
import type { Leases } from './leases/types.ts';
import type { Orders } from './orders/types.ts';
import type { Plans } from './plans/types.ts';

/** Everything a room of the office needs; made once in `office.ts`, passed in, never imported. */
export type OfficeContext = {
  readonly config: OfficeConfig;
  readonly clock: Clock;
  readonly makeId: MakeId;
  readonly log: Logger;
  /** id of this office's database generation */
  readonly generation: string;
  /** whether others on this machine can read the data folder */
  readonly privacy: Privacy;
  readonly databases: Databases;
  /** the central database of order documents and device documents */
  readonly work: Database;
  /** order types, settings */
  readonly catalogue: Database;
  /** the office's own bookkeeping: generation, migrations, counters, request keys */
  readonly office: Database;
  /** refused documents with their reasons */
  readonly quarantine: Database;
  /** photo and report bytes; a failure of it is thrown as `evidence.storeDown` */
  readonly evidence: EvidenceStore;
  readonly accounts: Accounts;
  readonly audit: Audit;
  readonly orders: Orders;
  readonly plans: Plans;
  readonly events: EventsHub;
  readonly hooks: Hooks;
  readonly nudges: Nudges;
  readonly counters: Counters;
  /** places for streams that stay open: events, waiting feeds */
  readonly streams: FeedPlaces;
  readonly leases: Leases;
};

export type EventsHub = {
  emit(event: OfficeEvent): void;
  /** answers how to stop listening */
  on(listener: (event: OfficeEvent) => void): () => void;
};

/** Tells the router which mailbox was just written, so that nothing waits for a sweep. */
export type Nudges = {
  tell(database: string): void;
  on(listener: (database: string) => void): () => void;
};

/** What other rooms plug in at start (`rooms.ts`); the defaults say "nothing here". */
export type Hooks = {
  /** which of these hashes the office holds durably for orders of this technician (sync-server/evidence) */
  held: (sha256: readonly string[], technicianId: string) => Promise<readonly string[]>;
  /** Notes that an order holds the bytes of another's evidence too; false while the office does not hold them (sync-server/evidence) */
  refer: (given: {
    readonly from: EvidenceDocument;
    readonly orderId: string;
    readonly evidenceId: string;
  }) => Promise<boolean>;
  /** TMF697 JSON to what `workOrder.create` takes (sync-server/tmf) */
  fromTmf: (body: Readonly<Record<string, Json>>) => Result<TmfOrder>;
};

/**
 * `missing`: what the payload lacks beyond products and resources, or has in a way that cannot be read, e.g. `customer.phone`.
 * `came`: the payload as it is kept (ADR 0026).
 */
export type TmfOrder = {
  readonly order: NewOrder;
  readonly missing: readonly string[];
  readonly came: Readonly<Record<string, Json>>;
};

/** Numbers for `office.health` and /metrics; counted here, never derived from logs. */
export type Counters = {
  quarantined: number;
  conflictsFound: number;
  /** mailboxes that wait to be collected, or are being collected */
  routerLag: number;
  /** documents that the router wrote, up or down */
  copied: number;
  /** orders brought into mailboxes */
  delivered: number;
  /** orders that could not be delivered yet and are tried again */
  undelivered: number;
  /** office writes that another office's came before */
  turnsOvertaken: number;
  /** changes feeds that wait now, and those that were refused because too many did */
  feeds: number;
  feedsRefused: number;
  /** open sockets, and those that were closed to make room or for being slow */
  connections: number;
  connectionsClosed: number;
  requests: number;
  doorDocuments: number;
};

export const noCounts = (): Counters => ({
  quarantined: 0,
  conflictsFound: 0,
  routerLag: 0,
  copied: 0,
  delivered: 0,
  undelivered: 0,
  turnsOvertaken: 0,
  feeds: 0,
  feedsRefused: 0,
  connections: 0,
  connectionsClosed: 0,
  requests: 0,
  doorDocuments: 0,
});
