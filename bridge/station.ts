/**
 * renderer ↔ station. The one contract behind both shells: IPC in Electron, `POST /call/<name>` and `/events` in the browser.
 * Arguments are parsed by these schemas on the station's side; answers are `Result<value>`.
 */
import { z } from 'zod';
import { Id, JsonValue, Position, Sha256, StepKey, TimeWindow, Words } from '../domain/documents/base.ts';
import { SignOff } from '../domain/documents/event.ts';
import type { PictureFault } from '../domain/documents/evidence.ts';
import type { Problem } from '../domain/problem.ts';
import type { MergedTyped } from '../forms/engine/merge-typed.ts';
import type { SummaryOfView } from '../forms/engine/summary.ts';
import type {
  ConflictItem,
  OrderTypeDefinition,
  OrderView,
  SettingsByKey,
  SlaClockView,
  StageJudgement,
} from '../forms/engine/types.ts';
import { call } from './contract.ts';
import type { FormerOrder } from './former-orders.ts';
import { type ListedNews, mostNewsAtOnce, type UntoldNews } from './news.ts';
import type { OrderLocal } from './order-local.ts';
import type { PlainOrder } from './plain-order.ts';
import type { DiscardedFromQueue, SyncState } from './sync-state.ts';

const none = z.strictObject({});
const orderTypeVersion = z.number().int().positive().optional();
/** The caller's own unique key: a retry with the same key finds the first answer and makes no second record. */
const requestKey = z.string().min(1).max(120).optional();
const order = { orderId: Id };
const Typed = z.record(z.string(), JsonValue);
const NewsIds = z.array(z.string().max(300)).max(mostNewsAtOnce);
const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const reason = { reasonCode: z.string().max(64), note: Words.default('') };

/** A working day: who wants a longer one says never. */
const mostLockMinutes = 720;

export type SessionState = {
  /** `new`: no account was ever on this device. `locked`: enrolled, needs the password. `open`: working. */
  readonly state: 'new' | 'locked' | 'open';
  readonly technician: { readonly technicianId: string; readonly username: string; readonly name: string } | null;
  /** accounts that have been on this device, for the sign-in screen */
  readonly known: readonly { readonly username: string; readonly name: string }[];
  readonly deviceId: string | null;
  readonly officeUrl: string;
  /** until when the device opens without the office; null: unknown */
  readonly offlineUntil: string | null;
  /** only sync asks for it: the office wants a fresh sign-in */
  readonly signInNeeded: boolean;
  readonly revoked: boolean;
  /** it locked itself after so many minutes without a touch; null: somebody locked it, or it is not locked (ADR 0033) */
  readonly lockedAfterMinutes: number | null;
};

export type StationSettings = {
  readonly language: 'zh-CN' | 'en';
  readonly textSize: 'normal' | 'large' | 'huge';
  /** its colours; `system`: light or dark as the operating system says */
  readonly theme: 'normal' | 'sunlight' | 'dark' | 'system';
  /** paid by the byte: photos and reports wait, documents and thumbnails go */
  readonly meteredLink: boolean;
  /** news is shown by the system too, also while another program is in front (ADR 0032) */
  readonly notifications: boolean;
  /** from and to, `HH:MM`: what the system would show is held back until they are over; null: none */
  readonly quietHours: { readonly from: string; readonly to: string } | null;
  /** Electron's window; the browser has its own */
  readonly windowMode: 'window' | 'fullScreen' | 'kiosk';
  /** minutes without a touch after which the device locks itself; null: never */
  readonly lockAfterMinutes: number | null;
  /** minutes without a touch after which an open camera, pad or dialog keeps the device open no longer */
  readonly lockHeldAfterMinutes: number;
};

/** One row of a list, from the persisted projection: what follows from the order, and what only this side knows. Times ISO. */
export type OrderSummary = SummaryOfView & {
  readonly grant: 'active' | 'withdrawn';
  /** documents and evidence not confirmed by the office */
  readonly unconfirmed: number;
  /** dispatch changes not seen yet on this device */
  readonly unseen: number;
  /** its definitions are not on the device yet */
  readonly definitionArriving: boolean;
  /** why it cannot be shown and worked on, alone among the others; null: it can, or its definitions are arriving */
  readonly broken: Problem | null;
};

export type OpenOrder = {
  readonly view: OrderView;
  readonly local: OrderLocal;
  readonly definition: OrderTypeDefinition;
  readonly settings: SettingsByKey;
};

export type DeviceHealth = {
  /** null: the system tells none */
  readonly freeBytes: number | null;
  readonly lowSpace: 'ok' | 'warn' | 'blockPhotos';
  readonly appVersion: string;
  readonly shell: 'electron' | 'browser';
  readonly storeRebuiltAt: string | null;
  /** what has left the device so far because the office holds it, and when last; null: nothing yet */
  readonly cleared: {
    readonly at: string;
    readonly orders: number;
    readonly files: number;
    readonly bytes: number;
  } | null;
  /** originals of photos that only this device has (the office gets the travelling copy); null: not looked at yet */
  readonly originals: { readonly files: number; readonly bytes: number } | null;
  /** the machine tells no time zone: photos and reports print this one, `UTC+8`; null: it tells one */
  readonly timeZone: string | null;
  /** why others on this machine can read the data folder; null: they cannot, or Windows does not tell */
  readonly openFolder: 'notOurs' | 'notKept' | 'shared' | null;
  /** address of the web map with holes `{lat}`, `{lng}`, `{address}`, from the settings `device`; null: none, the default */
  readonly webMapUrl: string | null;
  /** a clock further off the office's than this is told, ms; from the settings `device` */
  readonly clockToleranceMs: number;
};

export type EvidenceAdded = {
  readonly evidenceId: string;
  readonly sha256: string;
  readonly bytes: number;
  /** what the device found at once; the photo is kept all the same (ADR 0016) */
  readonly faults: readonly PictureFault[];
};

const moveAnswer = call<{ eventId: string }>();

export const stationCalls = {
  // who
  'session.state': call<SessionState>()(none),
  'session.signIn': call<SessionState>()(
    z.strictObject({ username: z.string().min(1).max(64), password: z.string().min(1).max(200) }),
  ),
  'session.lock': call<SessionState>()(none),
  /** somebody is at the device, or does something there that a lock must not break off: the time until it locks itself begins anew */
  'session.active': call<Record<string, never>>()(none),
  /** refused with `session.unsentWork` while anything is unconfirmed */
  'session.signOut': call<SessionState>()(none),
  'settings.get': call<StationSettings>()(none),
  'settings.set': call<StationSettings>()(
    z.strictObject({
      language: z.enum(['zh-CN', 'en']).optional(),
      textSize: z.enum(['normal', 'large', 'huge']).optional(),
      theme: z.enum(['normal', 'sunlight', 'dark', 'system']).optional(),
      meteredLink: z.boolean().optional(),
      notifications: z.boolean().optional(),
      quietHours: z.strictObject({ from: ClockTime, to: ClockTime }).nullable().optional(),
      windowMode: z.enum(['window', 'fullScreen', 'kiosk']).optional(),
      lockAfterMinutes: z.number().positive().max(mostLockMinutes).nullable().optional(),
      lockHeldAfterMinutes: z.number().positive().max(mostLockMinutes).optional(),
      /** set when the kiosk begins; asked when it ends */
      kioskCode: z.string().min(4).max(64).optional(),
    }),
  ),

  // orders
  'orders.list': call<{
    orders: readonly OrderSummary[];
    counts: Readonly<Record<'today' | 'all' | 'handedOver' | 'archive', number>>;
    /** the order types in this view, whatever is searched for, the most frequent first */
    types: readonly { readonly orderType: string; readonly name: OrderSummary['typeName']; readonly count: number }[];
  }>()(
    z.strictObject({
      view: z.enum(['today', 'all', 'handedOver', 'archive']),
      search: z.string().max(100).optional(),
      orderType: z.string().max(64).optional(),
      limit: z.number().int().min(1).max(20000).optional(),
    }),
  ),
  'workOrder.open': call<OpenOrder>()(z.strictObject(order)),
  /** what can be said of an order whose definition is broken or has not arrived */
  'workOrder.plain': call<PlainOrder>()(z.strictObject(order)),
  /** what waits to be seen, newest first; `badge`: orders with news that nobody has looked at */
  'news.list': call<{ items: readonly ListedNews[]; badge: number }>()(none),
  /** the toasts were put away */
  'news.dismiss': call<{ badge: number }>()(z.strictObject({ ids: NewsIds })),
  /** the order was opened */
  'news.look': call<{ badge: number }>()(z.strictObject(order)),
  /** also behind the lock: what no system notification has told yet, without anything that a locked screen must not show */
  'news.untold': call<UntoldNews>()(none),
  /** a system notification was shown, or none can be */
  'news.notified': call<Record<string, never>>()(z.strictObject({ ids: NewsIds })),
  'workOrder.markSeen': call<{ unseen: number }>()(z.strictObject({ ...order, events: z.array(z.string()).max(500) })),

  // moves (each an event)
  'workOrder.accept': moveAnswer(z.strictObject({ ...order, requestKey })),
  'workOrder.decline': moveAnswer(z.strictObject({ ...order, ...reason, requestKey })),
  'workOrder.start': moveAnswer(z.strictObject({ ...order, requestKey })),
  'workOrder.arrive': moveAnswer(z.strictObject({ ...order, position: Position.optional(), requestKey })),
  'workOrder.hold': moveAnswer(z.strictObject({ ...order, ...reason, until: z.string().optional(), requestKey })),
  'workOrder.resume': moveAnswer(z.strictObject({ ...order, note: Words.optional(), requestKey })),
  'workOrder.reschedule': moveAnswer(
    z.strictObject({ ...order, ...reason, appointment: TimeWindow, agreedWith: z.string().min(1).max(80), requestKey }),
  ),
  'workOrder.return': moveAnswer(z.strictObject({ ...order, ...reason, requestKey })),
  'workOrder.handOver': moveAnswer(z.strictObject({ ...order, ...reason, toTechnicianId: Id.optional(), requestKey })),
  'workOrder.complete': moveAnswer(z.strictObject({ ...order, requestKey })),
  'workOrder.undoStart': moveAnswer(z.strictObject({ ...order, requestKey })),
  'workOrder.completePartially': moveAnswer(
    z.strictObject({
      ...order,
      ...reason,
      remaining: z.array(z.string()).default([]),
      customerWords: Words.default(''),
      requestKey,
    }),
  ),
  'workOrder.fail': moveAnswer(z.strictObject({ ...order, ...reason, requestKey })),
  'workOrder.askCancel': moveAnswer(z.strictObject({ ...order, ...reason, requestKey })),
  /** `asksAnswer`: dispatch is to answer it; an office of an older release shows the note and no question (ADR 0032) */
  'workOrder.note': moveAnswer(
    z.strictObject({
      ...order,
      text: z.string().min(1).max(2000),
      asksAnswer: z.boolean().default(false),
      requestKey,
    }),
  ),
  /** his own note needs no answer any more */
  'workOrder.waiveAnswer': moveAnswer(z.strictObject({ ...order, note: z.string().max(200), requestKey })),
  'workOrder.reportDiscrepancy': moveAnswer(
    z.strictObject({ ...order, resource: z.string().max(64), found: JsonValue, note: Words.default(''), requestKey }),
  ),

  // steps and stages
  /**
   * Saved whatever is missing or wrong; answered when flushed. `orderTypeVersion`: of the form that was typed into; absent: the one the
   * order is under now. `basedOn`: what this window last knew to be kept; what another one has changed meanwhile stays, and `merged` answers
   * what is kept then (null: what was sent). Absent: the fields are kept as they are.
   */
  'step.saveDraft': call<{ hash: string; savedAt: string; merged: MergedTyped | null }>()(
    z.strictObject({ ...order, step: StepKey, fields: Typed, basedOn: Typed.optional(), orderTypeVersion }),
  ),
  /** refused with `step.formUpgraded` when the form was of an older version; what was typed is kept */
  'step.submit': call<{ submissionId: string; hash: string }>()(
    z.strictObject({
      ...order,
      step: StepKey,
      fields: z.record(z.string(), JsonValue).optional(),
      orderTypeVersion,
      requestKey,
    }),
  ),
  'stage.judge': call<StageJudgement>()(z.strictObject({ ...order, stage: z.string().max(64) })),
  /** refused by `gate.refused` with `details.problems`: the coded problems of each condition */
  /** `accepts`: an order that is not accepted yet is accepted by the same write, or neither happens */
  'stage.pass': moveAnswer(
    z.strictObject({ ...order, stage: z.string().max(64), accepts: z.boolean().optional(), requestKey }),
  ),
  'stage.askOverride': moveAnswer(
    z.strictObject({
      ...order,
      stage: z.string().max(64),
      gate: z.string().max(64),
      note: Words.default(''),
      requestKey,
    }),
  ),
  'conflict.choose': moveAnswer(
    z.strictObject({ ...order, step: StepKey, field: z.string().max(120), chosen: z.string().max(200), requestKey }),
  ),
  'conflict.list': call<{ conflicts: readonly ConflictItem[] }>()(z.strictObject(order)),
  'rework.done': moveAnswer(z.strictObject({ ...order, requestKey })),

  // evidence, sign-off, report
  /** `bytes`: base64 of the picture as taken. Answered when original, travelling copy, thumbnail and document are flushed. */
  'evidence.add': call<EvidenceAdded>()(
    z.strictObject({
      ...order,
      slot: z.string().max(200),
      bytes: z.string().max(88_000_000),
      source: z.enum(['live', 'file']),
      takenAt: z.string().optional(),
      /** of a live photo: how long before this call its shutter was pressed; the station counts back from its own clock */
      takenAgoMs: z.number().int().min(0).max(86_400_000).optional(),
      position: Position.optional(),
      cameraLabel: z.string().max(120).optional(),
      caption: z.string().max(200).optional(),
      /** a retake: the photo it replaces is withdrawn in the same write, and does not count against the slot */ replaces:
        z.strictObject({ evidenceId: z.string().max(200), ...reason }).optional(),
      requestKey,
    }),
  ),
  'evidence.withdraw': moveAnswer(
    z.strictObject({
      ...order,
      evidenceId: z.string().max(200),
      ...reason,
      replacedBy: z.string().max(200).optional(),
      requestKey,
    }),
  ),
  /** a photo that the device found fault with stays, and why; the reviewer reads it */
  'evidence.keep': moveAnswer(
    z.strictObject({
      ...order,
      evidenceId: z.string().max(200),
      note: z.string().trim().min(1).max(2000),
      requestKey,
    }),
  ),
  /** `digest` of what the customer sees now; `signOff.sign` refuses nothing else but an empty or oversized signature */
  'signOff.summary': call<{ digest: string }>()(z.strictObject(order)),
  'signOff.sign': moveAnswer(z.strictObject({ ...order, signOff: SignOff, requestKey })),
  'report.make': call<{ evidenceId: string; sha256: string; bytes: number; report: number }>()(
    z.strictObject({ ...order, requestKey }),
  ),
  /** opens the bytes with the system's viewer (Electron) or answers the path to open (browser) */
  'report.open': call<{ path: string }>()(z.strictObject({ ...order, sha256: Sha256 })),

  // sync and device
  'sync.state': call<SyncState>()(none),
  'sync.now': call<SyncState>()(none),
  /** photos and reports that a metered link holds back go now; what is added later waits again */
  'sync.sendNow': call<SyncState>()(none),
  'sync.retry': call<SyncState>()(z.strictObject({ id: z.string().max(300).optional() })),
  /**
   * Goes on with the office of this generation: everything written on this device is offered to it again, everything else comes from it.
   * `sync.noNewOffice` when it is not the one that was heard of.
   */
  'sync.acceptOffice': call<SyncState>()(z.strictObject({ generation: z.string().min(1).max(80) })),
  /** one item as a file: document, problem, and the bytes of a photo; also of what was discarded before */
  'sync.export': call<{ name: string; json: string }>()(z.strictObject({ id: z.string().max(300) })),
  /**
   * Takes an item that the office refused out of the queue, for good: kept on the device, told to the office, never sent. Refused with
   * `sync.notRefused` while it may still arrive. `confirmed` is the person's second word.
   */
  'sync.discard': call<SyncState>()(
    z.strictObject({
      id: z.string().max(300),
      reason: z.string().trim().min(1).max(500),
      confirmed: z.literal(true),
    }),
  ),
  /** after an acceptance: what was done here on orders that the present office does not have; discarded as one */
  'sync.formerOrders': call<{ orders: readonly FormerOrder[] }>()(none),
  /** one of these, or an order in hand that cannot be opened, as one file with its photos */
  'sync.exportOrder': call<{ name: string; json: string }>()(z.strictObject(order)),
  'sync.discardOrder': call<SyncState>()(
    z.strictObject({ ...order, reason: z.string().trim().min(1).max(500), confirmed: z.literal(true) }),
  ),
  'sync.discarded': call<{ discarded: readonly DiscardedFromQueue[] }>()(none),
  'device.health': call<DeviceHealth>()(none),
  'device.report': call<Record<string, never>>()(
    z.strictObject({ batteryPercent: z.number().min(0).max(100).nullable() }),
  ),
  /** colleagues for a hand-over, as last known */
  'people.technicians': call<{ technicians: readonly { technicianId: string; name: string }[] }>()(none),
  /** the newest working calendar on this device, for lists (an order pins its own); without `calendar` while none has arrived */
  'calendar.get': call<{ settings: SettingsByKey }>()(none),
  'definition.get': call<{ definition: OrderTypeDefinition; settings: SettingsByKey }>()(
    z.strictObject({ key: z.string().max(64), version: z.number().int().positive().optional() }),
  ),
} as const;

export type StationCalls = typeof stationCalls;
export type StationCallName = keyof StationCalls;

/** Past tense; a listener reads the new state by a call. */
export type StationEvent =
  | { readonly name: 'session.changed' }
  | { readonly name: 'news.changed'; readonly badge: number }
  | { readonly name: 'orders.changed'; readonly orderIds: readonly string[] }
  | { readonly name: 'sync.changed'; readonly state: SyncState }
  | { readonly name: 'settings.changed'; readonly settings: StationSettings }
  /** order types or settings of the office have arrived */
  | { readonly name: 'catalogue.changed' };

/**
 * Pictures and reports are read by path, in both shells on the page's own origin:
 * `/evidence/<evidence document id, URI-encoded>/<variant>`.
 */
export type EvidenceVariant = 'thumbnail' | 'view' | 'original';
export const evidencePath = (evidenceId: string, variant: EvidenceVariant): string =>
  `/evidence/${encodeURIComponent(evidenceId)}/${variant}`;

export type { SlaClockView };
