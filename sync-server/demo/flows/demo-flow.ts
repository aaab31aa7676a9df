import type { Customer } from '../../../domain/documents/work-order.ts';
import type { Answers, FlowTelling } from './flow-telling.ts';

/** One invented order of any type: who asked for what and where, when it came in, and how far it has come. */
export type DemoFlow = {
  /** two letters, part of its ids */
  readonly key: string;
  readonly orderType: string;
  readonly name: string;
  /** last eight digits, after 154 (see `phoneOf`) */
  readonly phone: string;
  readonly grade: Customer['grade'];
  readonly district: string;
  readonly street: string;
  readonly at: readonly [latitude: number, longitude: number];
  /** over what the type's samples say was ordered */
  readonly products?: Answers;
  readonly resources?: Answers;
  readonly remarks?: string;
  readonly urgent?: true;
  /** days before the day of seeding at 09:00 on this machine's clock, or minutes before now */
  readonly came: { readonly daysAgo: number } | { readonly minutesAgo: number };
  readonly technician?: 'tech1' | 'tech2';
  readonly story: (t: FlowTelling) => Promise<void> | void;
};
