import { z } from 'zod';
import {
  At,
  authored,
  ExternalId,
  Id,
  type Json,
  JsonValue,
  Key,
  OrderNumber,
  stored,
  TimeWindow,
  Words,
} from './base.ts';

export const workOrderId = (orderId: string): string => `workOrder:${orderId}`;
/** All documents of one order lie in this id range. */
export const orderRange = (orderId: string): { startkey: string; endkey: string } => ({
  startkey: `workOrder:${orderId}`,
  endkey: `workOrder:${orderId};`,
});
/** The order id inside any document id of an order, or null. */
export const orderIdOf = (documentId: string): string | null =>
  /^(?:workOrder|grant):([0-9a-z]{26})(?::|$)/.exec(documentId)?.[1] ?? null;

export const CustomerGrade = z.enum(['diamond', 'gold', 'silver', 'standard']);

export const Customer = z.strictObject({
  name: z.string().min(1).max(120),
  phone: z.string().max(40),
  alternatePhone: z.string().max(40).optional(),
  grade: CustomerGrade,
  accountNumber: z.string().max(64).optional(),
});
export type Customer = z.infer<typeof Customer>;

export const Place = z.strictObject({
  address: z.string().min(1).max(300),
  district: z.string().max(60),
  access: z.string().max(300).optional(),
  /** WGS-84; absent when dispatch does not know it. */
  latitude: z.number().min(-90).max(90).optional(),
  longitude: z.number().min(-180).max(180).optional(),
  area: z.enum(['urban', 'rural']),
});
export type Place = z.infer<typeof Place>;

/** The order that raised this one, and what it hands over (ADR 0011). */
export const Origin = z.strictObject({
  orderId: Id,
  number: OrderNumber,
  orderType: z.string().max(64),
  raise: Key,
  relation: z.enum(['child', 'follow']),
  values: z.record(z.string(), JsonValue),
});
export type Origin = z.infer<typeof Origin>;

/**
 * Immutable office document: what does not move. Corrections by dispatch are `amended` events.
 * `products` and `resources` are keyed by the names that the order type declares.
 */
export const WorkOrderDocument = z.strictObject({
  ...stored,
  ...authored,
  type: z.literal('workOrder'),
  orderId: Id,
  number: OrderNumber,
  orderType: Key.or(z.string().regex(/^[a-z][a-z0-9-]{0,63}$/)),
  orderTypeVersion: z.number().int().positive(),
  /** settings key → version, as pinned when the order began. */
  settings: z.record(z.string(), z.number().int().positive()),
  customer: Customer,
  place: Place,
  products: z.record(z.string(), JsonValue),
  resources: z.record(z.string(), JsonValue),
  remarks: Words,
  appointment: TimeWindow.optional(),
  priority: z.enum(['normal', 'urgent']),
  /** When the business side accepted the order; the SLA's start (NORMS §1). */
  acceptedAt: At,
  createdAt: At,
  externalId: ExternalId.optional(),
  source: z.enum(['form', 'tmf697', 'api', 'demo', 'raised', 'plan']),
  origin: Origin.optional(),
  /** the plan whose run this is, and which occurrence (ISO) */
  plan: z.strictObject({ planId: Id, occurrence: At }).optional(),
  /** Names of what its type needs and it lacks: in the intake list until empty (`intakeCompleted`). */
  missing: z.array(z.string().max(120)),
});
export type WorkOrderDocument = z.infer<typeof WorkOrderDocument>;
export type { Json };
