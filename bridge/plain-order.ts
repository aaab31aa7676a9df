import type { Customer, Place } from '../domain/documents/work-order.ts';

/** The part of an order that can be read without its definition: it is enough to ring, to find the place and to hand over what was done. Times are ISO. */
export type PlainOrder = {
  readonly number: string;
  readonly customer: Customer;
  readonly place: Place;
  readonly appointment: { readonly start: string; readonly end: string } | null;
  readonly remarks: string;
  /** `withdrawn`: it is another's now, or nobody's */
  readonly grant: 'active' | 'withdrawn';
  /** operations, submissions and drafts of this device */
  readonly records: number;
  /** photos of this device */
  readonly photos: number;
};
