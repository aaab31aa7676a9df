import type { NewOrder, OfficeOrder, OfficeSummary, OrderNeed } from '../../bridge/office.ts';
import type { OpenedOrderType, OrderTypeVersions, SettingsVersions } from '../../bridge/order-types.ts';
import type { TimeWindow } from '../../domain/documents/base.ts';
import type { EventDocument, EventKind, EventPayload } from '../../domain/documents/event.ts';
import type { OrderDocument } from '../../domain/documents/parse.ts';
import type { TmfOrderDocument } from '../../domain/documents/tmf-order.ts';
import type { Origin, WorkOrderDocument } from '../../domain/documents/work-order.ts';
import type { Result } from '../../domain/result.ts';
import type { OrderTypeDefinition, OrderView, SettingsByKey } from '../../forms/engine/types.ts';
import type { Actor } from '../accounts/types.ts';
import type { IncomingDocument } from '../database/types.ts';
import type { OfficeAuthor } from '../office-itself.ts';
import type { Reviews } from './review-index.ts';
import type { PublishSettings } from './settings.ts';

/** What a created order answers. */
export type CreatedOrder = { readonly orderId: string; readonly number: string; readonly missing: readonly string[] };

export type CreateOptions = {
  readonly source: WorkOrderDocument['source'];
  /** reserved for idempotency, or fixed for demo data; absent: a new one */
  readonly orderId?: string | undefined;
  /** what the payload lacks beyond products and resources */
  readonly missing?: readonly string[];
  /** demo data: when it was made */
  readonly createdAt?: string;
  /** raised by another order */
  readonly origin?: Origin;
  /** the plan whose run it is */
  readonly plan?: WorkOrderDocument['plan'];
  /** the body of another system that it was made from, kept as it came (ADR 0026) */
  readonly came?: TmfOrderDocument['body'];
};

/** One office event: the office writes it with `deviceSeq`, `after`, `role` (DESIGN §3). */
export type OfficeMove<K extends EventKind = EventKind> = {
  readonly kind: K;
  readonly payload: EventPayload<K>;
  /** reserved unique part of the event id, for idempotency */
  readonly unique?: string | undefined;
  readonly requestKey?: string | undefined;
};

/** A chain of office events of one order, each knowing those before it. */
export type OfficeChain = {
  readonly add: <K extends EventKind>(
    kind: K,
    payload: EventPayload<K>,
    given?: Pick<OfficeMove, 'unique' | 'requestKey'>,
  ) => Result<EventDocument>;
  readonly events: readonly EventDocument[];
};

export type LoadedOrder = {
  readonly view: OrderView;
  readonly documents: readonly OrderDocument[];
  readonly definition: OrderTypeDefinition;
  readonly settings: SettingsByKey;
};

/** What a write brings beside the chain's events, and what it answers. */
export type Written<T> = { readonly documents: readonly IncomingDocument[]; readonly value: T };
export type EscalationAhead = { readonly orderId: string; readonly dueAt: string };

/** Texts that a row carries for the filters of another door: its member → the texts that stand there. */
export type RowFacts = Readonly<Record<string, string | readonly string[]>>;
export type FilteredRow = {
  readonly summary: Pick<OfficeSummary, 'orderId' | 'state' | 'externalId'>;
  readonly facts: RowFacts;
};

export type OrdersQuery = {
  readonly search?: string | undefined;
  readonly phase?: readonly string[] | undefined;
  readonly technicianId?: string | undefined;
  /** ISO bounds on the appointment's start, or on `acceptedAt` where there is none */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly orderType?: string | undefined;
  /** only orders with values that differ or once differed */
  readonly onlyConflicts?: boolean | undefined;
  /** a filter on what rows carry for other doors */
  readonly filters?: ((row: FilteredRow) => boolean) | undefined;
  readonly limit: number;
  readonly offset: number;
};

/** `differing`: how many would be left by `onlyConflicts` */
export type OrdersFound = {
  readonly orders: readonly OfficeSummary[];
  readonly total: number;
  readonly differing: number;
};

/** The order types of this office for those who keep them: what there is, one to read, the next version. */
export type OrderTypes = {
  versions(): readonly OrderTypeVersions[];
  /** every version of the numbers that they judge by */
  settings(): readonly SettingsVersions[];
  /** Refused: `orderType.unknown`. */
  open(key: string, version: number): Result<OpenedOrderType>;
  /** Refused: `orderType.invalid` with every problem and its line, `orderType.versionNotNext`. Twice the same text makes one version. */
  publish(text: string, accountId: string): Promise<Result<{ readonly key: string; readonly version: number }>>;
};

/** Orders as the office knows them: an in-memory projection of `work`, and the office's own writes. */
export type Orders = {
  list(query: OrdersQuery): OrdersFound;
  /** ids of all that the query finds, newest first, whatever its page */
  ids(query: Omit<OrdersQuery, 'limit' | 'offset'>): readonly string[];
  summary(orderId: string): OfficeSummary | null;
  /** the most pressing first */
  needs(): readonly OrderNeed[];
  /** what waits for reviewers, and what they decided */
  reviews(): Reviews;
  /** The order as stored now, derived. `order.unknown`, `order.definitionArriving`, `order.definitionBroken`. */
  load(orderId: string): Promise<Result<LoadedOrder>>;
  /**
   * The same for who moves it to another version: an order that its own version breaks is derived under the version it goes to, the newest
   * where none is named. Refused as by `load` where that one breaks it too, or is not there.
   */
  loadForUpgrade(orderId: string, to?: number): Promise<Result<LoadedOrder>>;
  /** As this account sees it: with its own drafts, and the stages it may work on. */
  open(orderId: string, actor: Actor): Promise<Result<OfficeOrder>>;
  create(actor: OfficeAuthor, order: NewOrder, options: CreateOptions): Promise<Result<CreatedOrder>>;
  /** Legal by `canMove` or refused with `order.moveIllegal`; office writes on one order are made one after another. */
  move<K extends EventKind>(
    actor: OfficeAuthor,
    orderId: string,
    make: (loaded: LoadedOrder) => Result<OfficeMove<K>>,
    /** how it is read; as by `load` */
    read?: (orderId: string) => Promise<Result<LoadedOrder>>,
  ): Promise<Result<{ readonly eventId: string }>>;
  /**
   * Writes documents that belong together, in one write. `make` gets the order as it is and a chain of events to add to; what it answers
   * beside them is the answer. A mutable document that another office process has just changed is `order.changedMeanwhile`.
   */
  write<T>(
    actor: OfficeAuthor,
    orderId: string,
    make: (loaded: LoadedOrder, chain: OfficeChain) => Result<Written<T>>,
  ): Promise<Result<T>>;
  /** Runs alone among the office's writes on this order. */
  alone<T>(orderId: string, run: () => Promise<T>): Promise<T>;
  definitions(): {
    readonly definitions: readonly OrderTypeDefinition[];
    readonly settings: SettingsByKey;
  };
  /** this version of an order type, or its newest */
  definition(key: string, version?: number): OrderTypeDefinition | null;
  /** what the workbench reads and publishes */
  readonly orderTypes: OrderTypes;
  readonly publishSettings: PublishSettings;
  count(): number;
  /** Orders with something to escalate, now or later, and when the first of it is due. */
  escalationsAhead(): readonly EscalationAhead[];
  /** Reads one order into the projection at once, after a write that did not go through `move`. */
  refresh(orderId: string): Promise<void>;
  close(): Promise<void>;
};

export type { TimeWindow };
