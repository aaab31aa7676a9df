import type { Json, TimeWindow } from '../../domain/documents/base.ts';
import type { Customer, Place } from '../../domain/documents/work-order.ts';

/**
 * An order as another system described it, in our words. What its type needs and it lacks stands in `missing`
 * (`orderType`, `customer.name`, `products.bandwidthDownMbps`, …): it goes into the intake list until completed.
 */
export type IncomingOrder = {
  /** key of a known order type; `unknown` when it names none */
  readonly orderType: string;
  readonly orderTypeVersion: number;
  readonly customer: Customer;
  readonly place: Place;
  readonly products: Readonly<Record<string, Json>>;
  readonly resources: Readonly<Record<string, Json>>;
  readonly remarks: string;
  readonly appointment?: TimeWindow;
  readonly priority: 'normal' | 'urgent';
  readonly acceptedAt?: string;
  readonly externalId?: string;
  readonly missing: readonly string[];
};

/** The type of an order that names no type we have. */
export const unknownOrderType = 'unknown';
/** Stands where a person's name or address must stand and none was sent; the field is in `missing`. */
export const missingText = '—';
