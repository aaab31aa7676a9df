import type { Customer } from '../../domain/documents/work-order.ts';

/** How far an order has come and how; each has its story in `stories.ts`. */
export type StoryName =
  | 'approved'
  | 'reviewWaiting'
  | 'returnedForRework'
  | 'resubmitted'
  | 'partial'
  | 'failed'
  | 'cancelled'
  | 'rejected'
  | 'startedPreparation'
  | 'startedCabling'
  | 'startedActivation'
  | 'gateWaiting'
  | 'heldCustomer'
  | 'heldOurs'
  | 'accepted'
  | 'assigned'
  | 'declined'
  | 'returned'
  | 'cancelAsked'
  | 'unassigned'
  | 'intake';

/** One invented order. Districts and the city are real; people, phones, streets and equipment are not. */
export type DemoOrder = {
  readonly story: StoryName;
  /** days from the day of seeding */
  readonly day: -1 | 0 | 1;
  /** hours of the agreed window on this machine's clock, e.g. 10.5 to 12, within 9 to 18; null: around now */
  readonly window: readonly [number, number] | null;
  readonly technician: 'tech1' | 'tech2' | null;
  readonly name: string;
  /** last eight digits; see `phoneOf` */
  readonly phone: string;
  readonly grade: Customer['grade'];
  readonly district: string;
  readonly street: string;
  readonly at: readonly [latitude: number, longitude: number];
  readonly mbps: number;
  readonly services: readonly ('iptv' | 'voice')[];
  readonly optics: string;
  readonly km: number;
  readonly access?: string;
  readonly remarks?: string;
  readonly urgent?: true;
};

/** 154 is a mobile prefix that no carrier in China has been given: nobody is called by accident. */
export const phoneOf = (order: DemoOrder): string => `154${order.phone}`;
