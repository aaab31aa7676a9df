import type { ParsedOf, ValueOf } from '../../bridge/contract.ts';
import type { OfficeCallName, OfficeCalls } from '../../bridge/office.ts';
import type {
  EvidenceVariant,
  StationCallName,
  StationCalls,
  StationEvent,
  StationSettings,
} from '../../bridge/station.ts';
import type { SyncItem, SyncState } from '../../bridge/sync-state.ts';
import type { Clock } from '../../domain/clock.ts';
import type { DraftDocument } from '../../domain/documents/draft.ts';
import type { EventDocument, EventKind, EventPayload } from '../../domain/documents/event.ts';
import type { EvidenceDocument } from '../../domain/documents/evidence.ts';
import type { OrderDocument } from '../../domain/documents/parse.ts';
import type { SubmissionDocument } from '../../domain/documents/submission.ts';
import type { MakeId } from '../../domain/ids.ts';
import type { Problem } from '../../domain/problem.ts';
import type { Result } from '../../domain/result.ts';
import type { OrderTypeDefinition, OrderView, SettingsByKey } from '../../forms/engine/types.ts';
import type { Privacy } from '../../storage/private-folder.ts';
import type { Reserve } from '../../storage/reserve.ts';
import type { DeviceLimits } from './device/limits.ts';
import type { StartHand } from './evidence/hand.ts';

/** One JSON object a line on stderr (pino). Never customer data: ids, codes and counts only. */
export type Log = {
  readonly [Level in 'debug' | 'info' | 'warn' | 'error']: (fields: object, message: string) => void;
};

/** What a shell brings along; the station knows no window. */
export type Shell = {
  readonly kind: 'electron' | 'browser';
  readonly appVersion: string;
  /** how the office's device list names this device */
  readonly label: string;
  /** opens a file with the system's viewer; absent: the page opens it by its path */
  readonly openPath?: (path: string) => Promise<void>;
  /** starts the process for pictures; absent: a process of Node */
  readonly startHand?: StartHand;
};

/** What the whole process has, whoever is signed in. */
export type StationContext = {
  readonly dataFolder: string;
  readonly officeUrl: string;
  readonly clock: Clock;
  readonly makeId: MakeId;
  readonly log: Log;
  readonly shell: Shell;
  readonly settings: () => StationSettings;
  readonly emit: (event: StationEvent) => void;
  /** what the device keeps and when it runs short (ADR 0013) */
  readonly limits: DeviceLimits;
  /** room on the disk for what must save on a full one */
  readonly reserve: Reserve;
  /** whether others on this machine can reach what is in the data folder */
  readonly privacy: Privacy;
};

/** One order as its documents, what is derived from them, and whether this device may still write to it. */
export type OrderAtHand = {
  readonly orderId: string;
  readonly documents: readonly OrderDocument[];
  readonly view: OrderView;
  readonly definition: OrderTypeDefinition;
  readonly settings: SettingsByKey;
  readonly grant: 'active' | 'withdrawn';
  /** withdrawn or ended: every writing call refuses with `order.readOnly` */
  readonly readOnly: boolean;
};

/** What a device writes, without revision: the store gives it one. */
export type OwnDocument = EventDocument | SubmissionDocument | EvidenceDocument | DraftDocument;

/** HTTP at the office's one origin, with the technician's bearer, refreshed when it has expired. */
export type OfficeClient = {
  readonly url: string;
  /** `POST /api/call/<name>`; refused with `link.…` when the office is not reached in time, `session.…` when it wants a sign-in */
  readonly call: <K extends OfficeCallName>(
    name: K,
    argument: ParsedOf<OfficeCalls[K]>,
  ) => Promise<Result<ValueOf<OfficeCalls[K]>>>;
  /** the value of the `Authorization` header for doors that this client does not speak itself (tus) */
  readonly authorization: () => Promise<Result<string>>;
  /** the office answered 401 to that header: the next `authorization()` asks for a fresh one */
  readonly forgetAuthorization: () => void;
};

/**
 * What belongs to the technician who is signed in: his store, his drafts, his queue. Handlers get it as their first argument;
 * it is gone when another technician signs in.
 */
export type Desk = StationContext & {
  readonly technicianId: string;
  readonly technicianName: string;
  readonly deviceId: string;
  /** `<data>/technicians/<technicianId>`; each room keeps its files in a folder of its own name below it */
  readonly folder: string;
  readonly office: OfficeClient;

  /** The order with its derived view (cached until one of its documents changes); `order.unknown`, `order.definitionArriving`. */
  readonly order: (orderId: string) => Promise<Result<OrderAtHand>>;
  /** The same, refused with `order.readOnly` when this device may not write to it. */
  readonly writable: (orderId: string) => Promise<Result<OrderAtHand>>;
  /**
   * Writes documents durably, all or none: journal flushed, store flushed, then the promise resolves. After that nothing but the
   * office's answer for each id and revision takes them out of the queue.
   */
  readonly append: (documents: readonly OwnDocument[]) => Promise<void>;
  /**
   * One event of this device: legality (`canMove`), envelope (`deviceSeq`, `after`, clock facts), retry by `requestKey`, append.
   * Writes about one order run one after another, so that `deviceSeq` has no gaps.
   */
  readonly writeEvent: <K extends EventKind>(
    orderId: string,
    kind: K,
    payload: EventPayload<K>,
    options?: {
      readonly requestKey?: string | undefined;
      /** what else must hold when it is written: decided before, it may hold no more */
      readonly allowed?: (order: OrderAtHand) => Result<unknown>;
      readonly also?: (event: EventDocument) => readonly OwnDocument[];
    },
  ) => Promise<Result<{ readonly eventId: string }>>;
  /** Runs `work` when no other write about this order (or of this name) runs: read, decide and append inside it. Not re-entrant. */
  readonly exclusively: <T>(about: string, work: () => Promise<T>) => Promise<T>;
  /** The document of this order that a call with this key has written before. */
  readonly written: (orderId: string, requestKey: string | undefined) => Promise<OwnDocument | null>;

  /** The office has not answered for this document's newest revision. */
  readonly unconfirmed: (documentId: string) => boolean;
  /** Why the office refused this document's newest revision; null: it did not. */
  readonly refusalOf: (documentId: string) => Problem | null;
  /** An order's documents as they are here, also where they do not make an order (yet, or at this office). */
  readonly documentsOf: (orderId: string) => Promise<readonly OrderDocument[]>;
  /** Everything that the office has for this technician was pulled once; false in a store that is new or was rebuilt. */
  readonly isWhole: () => boolean;
  /** A person has discarded this file (id of its SyncItem): it is never sent. */
  readonly isDiscardedFile: (itemId: string) => boolean;
  /** Another office waits for a person's decision: nothing is sent to it. */
  readonly isStopped: () => boolean;
  /** Documents arrived or were written; `orderIds` of what changed. Answers how to stop listening. */
  readonly onOrdersChanged: (listener: (orderIds: readonly string[]) => void) => () => void;
  /** account id → name, as far as the office has told */
  readonly people: () => Readonly<Record<string, string>>;
  /** Order ids on this device with an active or withdrawn grant. */
  readonly orderIds: () => readonly string[];
  /** the newest version of one kind of settings on this device; nothing in it while none has arrived */
  readonly newestSettings: (key: string) => SettingsByKey;
  /** Something to send: the worker wakes. */
  readonly nudge: () => void;
  /** Where the link stands, as the worker last found it. */
  readonly link: () => SyncState['link'];
  /** Resolves when no document is on its way to the office, after `mostMs` at the latest: files let documents go first. */
  readonly documentsFirst: (mostMs: number) => Promise<void>;
  readonly evidence: () => EvidenceRoom;
};

/** What main/station/evidence gives to the rest of the station. */
export type EvidenceRoom = {
  /** files the office does not hold yet (bytes and thumbnails); they count in SyncState */
  readonly items: () => readonly SyncItem[];
  /** the link is back, documents were confirmed, or the person asked: try now */
  readonly wake: () => void;
  /** "try again" for one refused item, or for all */
  readonly retry: (id?: string) => void;
  /** a person lets through what waits for a better link */
  readonly sendNow: () => void;
  /** the office was reached on a new connection: what waits on an old one begins anew */
  readonly linkFound: () => void;
  /** this machine is on another network */
  readonly networkChanged: () => void;
  /** somebody looks at an order that takes photos: what makes them may get ready */
  readonly photoAhead: () => void;
  readonly file: (evidenceId: string, variant: EvidenceVariant) => Promise<EvidenceFile | null>;
  readonly close: () => Promise<void>;
};
export type EvidenceFile = { readonly path: string; readonly mediaType: string };

/** `main/station/evidence/room.ts` exports `openEvidence` of this type; it is opened with the desk and closed with it. */
export type OpenEvidence = (desk: Desk, changed: () => void) => Promise<EvidenceRoom>;

export type AnswerOf<K extends StationCallName> = Promise<Result<ValueOf<StationCalls[K]>>>;

/** Calls that need the open session of a technician; a room exports its part of this table and `station.ts` joins them. */
export type DeskCalls<D extends Desk = Desk> = {
  readonly [K in StationCallName]?: (desk: D, argument: ParsedOf<StationCalls[K]>) => AnswerOf<K>;
};
