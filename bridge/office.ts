/**
 * console, scripts and stations ↔ office: `POST /api/call/<name>` with a JSON argument, `Result<value>` back.
 * `POST /api/session` is the way in. Creating calls take the header `Idempotency-Key` (or `requestKey` in the argument).
 * Calls that change an order take `basedOn`: what was shown to whoever makes them (ADR 0031).
 * `GET /api/events` (server-sent events) tells that something changed: `{ name, … }` of OfficeEvent.
 */
import { z } from 'zod';
import {
  ExternalId,
  Id,
  type Json,
  JsonValue,
  Key,
  OrderNumber,
  type Position,
  StepKey,
  TimeWindow,
  Words,
} from '../domain/documents/base.ts';
import { Amendment } from '../domain/documents/event.ts';
import { ReworkItem } from '../domain/documents/review.ts';
import { Customer, Place } from '../domain/documents/work-order.ts';
import type { Arrival } from '../domain/evidence/arrival.ts';
import type { OrderFold } from '../domain/work-order/types.ts';
import type { OrderTypeDefinition, SettingsByKey } from '../forms/engine/types.ts';
import { type Account, Role } from './account.ts';
import { auditCalls, auditRoles } from './audit.ts';
import { Basis } from './basis.ts';
import { call } from './contract.ts';
import { type NeedsAnswer, pressing } from './needs.ts';
import type { OfficeHealth } from './office-health.ts';
import type { Device, OfficeOrder } from './office-orders.ts';
import { officeWorkCalls, officeWorkRoles } from './office-work.ts';
import {
  longestDefinition,
  type OpenedOrderType,
  type OrderTypeVersions,
  type SettingsVersions,
} from './order-types.ts';
import { planCalls, planRoles } from './plans.ts';
import { type ReviewDesk, ReviewQueueArgument, reviewDeskCalls, reviewDeskRoles } from './reviews.ts';
import type { OrderSummary } from './station.ts';

export type { Account } from './account.ts';
export { answersPath, evidenceUploadPath, exportRoles, listPath, officeEvidencePath } from './office-paths.ts';
export { RefreshArgument, SessionArgument, type SessionValue } from './office-session.ts';
export type { Role };

const none = z.strictObject({});
const requestKey = z.string().min(1).max(120).optional();
const basedOn = Basis;
const order = { orderId: Id };
const reason = { reasonCode: z.string().max(64), note: Words.default('') };

export type OfficeSummary = OrderSummary & {
  readonly technicianId: string | null;
  readonly technicianName: string | null;
  readonly createdAt: string;
  readonly acceptedAt: string;
  readonly missing: readonly string[];
  readonly manifest: { readonly total: number; readonly received: number };
  /** whether what was made of it in the field is here (ADR 0016) */
  readonly arrival: Arrival;
  /** documents discarded on a device with a reason */
  readonly discarded: number;
  readonly lastEvent: { readonly kind: string; readonly at: string } | null;
  readonly deviceSilentSince: string | null;
  /** the breach is only what the office can see: the technician's devices were last heard before it (DESIGN §6) */
  readonly slaProvisional: boolean;
  readonly overridesAsked: number;
  /** fields whose values differ, not chosen yet */
  readonly conflicts: number;
  /** fields whose values differed until somebody chose */
  readonly settledConflicts: number;
  readonly findings: number;
  readonly externalId: string | null;
  readonly source: string;
  /** the order that raised this one */
  readonly raisedBy: { readonly orderId: string; readonly number: string } | null;
};

/** An order that could not be raised: under which key, of which type, and the coded problem that says why. */
export type NotRaised = Pick<OrderFold['notRaised'][number], 'raise' | 'orderType' | 'code' | 'details'>;

export const NewOrder = z.strictObject({
  orderType: z.string().max(64),
  number: OrderNumber.optional(),
  customer: Customer,
  place: Place,
  products: z.record(z.string(), JsonValue).default({}),
  resources: z.record(z.string(), JsonValue).default({}),
  remarks: Words.default(''),
  appointment: TimeWindow.optional(),
  priority: z.enum(['normal', 'urgent']).default('normal'),
  acceptedAt: z.string().optional(),
  externalId: ExternalId.optional(),
  requestKey,
});
export type NewOrder = z.input<typeof NewOrder>;

const Performs = z.array(Key).max(50);
/** What an upgrade would leave without a place in the newer version; it stays readable in the order. */
export type UpgradeLoss = {
  readonly kind: 'answer' | 'draft' | 'picture';
  /** `stage.step.field` or `stage.step.slot` as the older version names it */
  readonly path: string;
  /** null for a picture */
  readonly value: Json;
  readonly by: string;
  readonly at: string;
};

const moveAnswer = call<{ eventId: string }>();
const upgrade = { ...order, to: z.number().int().positive().optional() };
export const officeCalls = {
  'session.state': call<{ account: Account | null; demo: boolean; officeTime: string }>()(none),
  'session.signOut': call<Record<string, never>>()(none),
  'session.changePassword': call<Record<string, never>>()(
    z.strictObject({ current: z.string().max(200), next: z.string().max(200) }),
  ),

  // everyone in the office
  /** `differing`: how many of what the other filters find have, or once had, values that differ */
  'orders.list': call<{ orders: readonly OfficeSummary[]; total: number; differing: number }>()(
    z.strictObject({
      search: z.string().max(100).optional(),
      phase: z.array(z.string()).optional(),
      technicianId: Id.optional(),
      from: z.string().optional(),
      to: z.string().optional(),
      orderType: z.string().max(64).optional(),
      onlyConflicts: z.boolean().optional(),
      limit: z.number().int().min(1).max(20000).default(500),
      offset: z.number().int().min(0).default(0),
    }),
  ),
  /** `limit` 0: only the counts. Absent: all, for scripts; a screen asks for what it shows. */
  'orders.needs': call<NeedsAnswer>()(
    z.strictObject({
      reason: z.enum(pressing).optional(),
      limit: z.number().int().min(0).max(500).optional(),
      offset: z.number().int().min(0).default(0),
    }),
  ),
  'workOrder.open': call<OfficeOrder>()(z.strictObject(order)),
  'orderTypes.list': call<{ definitions: readonly OrderTypeDefinition[]; settings: SettingsByKey }>()(none),
  'people.list': call<{ technicians: readonly (Account & { lastSeenAt: string | null; openOrders: number })[] }>()(
    none,
  ),

  // dispatcher
  'workOrder.create': call<{ orderId: string; number: string; missing: readonly string[] }>()(NewOrder),
  'workOrder.createFromTmf': call<{ orderId: string; number: string; missing: readonly string[] }>()(
    z.strictObject({ body: z.record(z.string(), JsonValue), requestKey }),
  ),
  /** what an order made of this body would lack, members that cannot be read among it; writes nothing */
  'workOrder.previewTmf': call<{ missing: readonly string[] }>()(
    z.strictObject({ body: z.record(z.string(), JsonValue) }),
  ),
  'workOrder.completeIntake': moveAnswer(
    z.strictObject({ ...order, changes: z.array(Amendment), basedOn, requestKey }),
  ),
  'workOrder.amend': moveAnswer(
    z.strictObject({ ...order, changes: z.array(Amendment).min(1), note: Words.optional(), basedOn, requestKey }),
  ),
  /** `warning`: `deviceNotHeardToday` when the device in question has been silent today */
  'workOrder.assign': call<{ eventId: string; warning: 'deviceNotHeardToday' | null }>()(
    z.strictObject({
      ...order,
      technicianId: Id,
      appointment: TimeWindow.optional(),
      note: Words.optional(),
      basedOn,
      requestKey,
    }),
  ),
  'workOrder.unassign': moveAnswer(
    z.strictObject({
      ...order,
      reasonCode: z.string().max(64).optional(),
      note: Words.optional(),
      basedOn,
      requestKey,
    }),
  ),
  'workOrder.hold': moveAnswer(
    z.strictObject({ ...order, ...reason, until: z.string().optional(), basedOn, requestKey }),
  ),
  'workOrder.resume': moveAnswer(z.strictObject({ ...order, note: Words.optional(), basedOn, requestKey })),
  'workOrder.reschedule': moveAnswer(
    z.strictObject({
      ...order,
      ...reason,
      appointment: TimeWindow,
      agreedWith: z.string().min(1).max(80),
      basedOn,
      requestKey,
    }),
  ),
  'workOrder.cancel': moveAnswer(z.strictObject({ ...order, ...reason, basedOn, requestKey })),
  /** `child`: the id that the order would have */
  'workOrder.dismissRaise': moveAnswer(z.strictObject({ ...order, child: Id, note: Words, basedOn, requestKey })),
  'workOrder.refuseCancel': moveAnswer(z.strictObject({ ...order, note: Words, basedOn, requestKey })),
  'workOrder.reject': moveAnswer(z.strictObject({ ...order, ...reason, basedOn, requestKey })),
  'workOrder.override': moveAnswer(
    z.strictObject({ ...order, stage: z.string().max(64), gate: z.string().max(64), ...reason, basedOn, requestKey }),
  ),
  /** every request for this gate that waits is answered with no (ADR 0034) */
  'workOrder.refuseOverride': moveAnswer(
    z.strictObject({ ...order, stage: z.string().max(64), gate: z.string().max(64), note: Words, basedOn, requestKey }),
  ),
  /** dry run: what has no place in the version `to` (absent: the newest) */
  'workOrder.planUpgrade': call<{ from: number; to: number; losses: readonly UpgradeLoss[] }>()(
    z.strictObject(upgrade),
  ),
  'workOrder.upgrade': moveAnswer(z.strictObject({ ...upgrade, note: Words.optional(), basedOn, requestKey })),
  'workOrder.note': moveAnswer(z.strictObject({ ...order, text: z.string().min(1).max(2000), requestKey })),
  /** to a note that asks, or to any: `note` is the id of its event (ADR 0032) */
  'workOrder.answer': moveAnswer(
    z.strictObject({ ...order, note: z.string().max(200), text: z.string().trim().min(1).max(2000), requestKey }),
  ),
  /** no answer needed */
  'workOrder.waiveAnswer': moveAnswer(z.strictObject({ ...order, note: z.string().max(200), requestKey })),
  'conflict.choose': moveAnswer(
    z.strictObject({
      ...order,
      step: StepKey,
      field: z.string().max(120),
      chosen: z.string().max(200),
      basedOn,
      requestKey,
    }),
  ),

  ...officeWorkCalls,

  // dispatcher, administrator
  ...planCalls,

  // reviewer
  'review.queue': call<ReviewDesk & { readonly orders: readonly OfficeSummary[] }>()(ReviewQueueArgument),
  ...reviewDeskCalls,
  'review.approve': call<{ reviewId: string }>()(
    z.strictObject({
      ...order,
      scorecard: z
        .array(z.strictObject({ item: z.string().max(64), score: z.number().min(0).max(5), note: Words.optional() }))
        .default([]),
      note: Words.default(''),
      basedOn,
      requestKey,
    }),
  ),
  'review.return': call<{ reviewId: string }>()(
    z.strictObject({
      ...order,
      rework: z.array(ReworkItem).min(1),
      note: Words.default(''),
      scorecard: z
        .array(z.strictObject({ item: z.string().max(64), score: z.number().min(0).max(5), note: Words.optional() }))
        .default([]),
      basedOn,
      requestKey,
    }),
  ),

  // administrator
  'accounts.list': call<{ accounts: readonly Account[] }>()(none),
  'accounts.add': call<Account>()(
    z.strictObject({
      username: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,31}$/),
      name: z.string().min(1).max(80),
      role: Role,
      password: z.string().max(200),
      performs: Performs.default([]),
      requestKey,
    }),
  ),
  /** `seen`: what stood there when it was changed; refused with `edit.overtaken` when it is something else by now */
  'accounts.setPerforms': call<Account>()(
    z.strictObject({ accountId: Id, performs: Performs, seen: Performs.optional() }),
  ),
  'accounts.setDisabled': call<Account>()(z.strictObject({ accountId: Id, disabled: z.boolean() })),
  'accounts.resetPassword': call<{ password: string }>()(z.strictObject({ accountId: Id })),
  'devices.list': call<{ devices: readonly Device[] }>()(none),
  'devices.revoke': call<Device>()(z.strictObject({ deviceId: Id })),
  'orderTypes.versions': call<{ types: readonly OrderTypeVersions[] }>()(none),
  'orderTypes.open': call<OpenedOrderType>()(
    z.strictObject({ key: z.string().max(64), version: z.number().int().positive() }),
  ),
  /** `text`: the definition as JSON with its new version number. Refused `orderType.invalid` with `problems`, each with its line */
  'orderTypes.publish': call<{ key: string; version: number }>()(
    z.strictObject({ text: z.string().max(longestDefinition), requestKey }),
  ),
  /** The next version of the numbers under `key`. Refused `settings.invalid` with `problems` where an order type could not run with them */
  'settings.versions': call<{ settings: readonly SettingsVersions[] }>()(none),
  /** `seen`: the version whose values were changed; refused with `edit.overtaken` when there is a newer one by now */
  'settings.publish': call<{ key: string; version: number }>()(
    z.strictObject({
      key: Key,
      values: z.record(Key, JsonValue),
      seen: z.number().int().nonnegative().optional(),
      requestKey,
    }),
  ),
  ...auditCalls,
  'office.health': call<OfficeHealth>()(none),

  // technician's station (bearer)
  'station.contact': call<{
    officeTime: string;
    generation: string;
    technicians: readonly { technicianId: string; name: string }[];
    /** account id → name of everyone who may have written into an order: screens and reports show names, never ids */
    people: Readonly<Record<string, string>>;
  }>()(z.strictObject({ deviceId: Id })),
  /** which of these hashes the office holds durably */
  'evidence.held': call<{ held: readonly string[] }>()(z.strictObject({ sha256: z.array(z.string()).max(500) })),
} as const;

export type OfficeCalls = typeof officeCalls;
export type OfficeCallName = keyof OfficeCalls;

export type OfficeEvent =
  | { readonly name: 'orders.changed'; readonly orderIds: readonly string[] }
  | { readonly name: 'devices.changed' }
  | { readonly name: 'orderTypes.changed' }
  | { readonly name: 'plans.changed' }
  /** who reviews what */
  | { readonly name: 'reviews.changed' };

/** Roles that may make each call; checked at every call (the table is the rule). `any`: any session. */
export const officeRoles: { readonly [K in OfficeCallName]: readonly Role[] | 'any' } = {
  'session.state': 'any',
  'session.signOut': 'any',
  'session.changePassword': 'any',
  'orders.list': ['dispatcher', 'reviewer', 'administrator'],
  'orders.needs': ['dispatcher', 'reviewer', 'administrator'],
  'workOrder.open': ['dispatcher', 'reviewer', 'administrator'],
  'orderTypes.list': 'any',
  'people.list': ['dispatcher', 'reviewer', 'administrator'],
  'workOrder.create': ['dispatcher'],
  'workOrder.createFromTmf': ['dispatcher'],
  'workOrder.previewTmf': ['dispatcher'],
  'workOrder.completeIntake': ['dispatcher'],
  'workOrder.amend': ['dispatcher'],
  'workOrder.assign': ['dispatcher'],
  'workOrder.unassign': ['dispatcher'],
  'workOrder.hold': ['dispatcher'],
  'workOrder.resume': ['dispatcher'],
  'workOrder.reschedule': ['dispatcher'],
  'workOrder.cancel': ['dispatcher'],
  'workOrder.dismissRaise': ['dispatcher'],
  'workOrder.refuseCancel': ['dispatcher'],
  'workOrder.reject': ['dispatcher'],
  'workOrder.override': ['dispatcher'],
  'workOrder.refuseOverride': ['dispatcher'],
  'workOrder.planUpgrade': ['dispatcher', 'administrator'],
  'workOrder.upgrade': ['dispatcher', 'administrator'],
  'workOrder.note': ['dispatcher', 'reviewer'],
  'workOrder.answer': ['dispatcher', 'reviewer'],
  'workOrder.waiveAnswer': ['dispatcher', 'reviewer'],
  'conflict.choose': ['dispatcher', 'reviewer'],
  ...officeWorkRoles,
  ...planRoles,
  'review.queue': ['reviewer'],
  ...reviewDeskRoles,
  'review.approve': ['reviewer'],
  'review.return': ['reviewer'],
  'accounts.list': ['administrator'],
  'accounts.add': ['administrator'],
  'accounts.setDisabled': ['administrator'],
  'accounts.setPerforms': ['administrator'],
  'accounts.resetPassword': ['administrator'],
  'devices.list': ['administrator', 'dispatcher'],
  'devices.revoke': ['administrator'],
  'orderTypes.versions': ['administrator'],
  'orderTypes.open': ['administrator'],
  'orderTypes.publish': ['administrator'],
  'settings.versions': ['administrator'],
  'settings.publish': ['administrator'],
  ...auditRoles,
  'office.health': ['administrator', 'dispatcher'],
  'station.contact': ['technician'],
  'evidence.held': ['technician'],
};

export type { NamedNeed, Need, OrderNeed } from './needs.ts';
export type { Device, DiscardedDocument, OfficeOrder, SamePicture } from './office-orders.ts';
export type { Position };
