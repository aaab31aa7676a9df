import type { PlanNeed } from '../../bridge/plans.ts';
import type { WorkCalendar } from '../../domain/plan/working-day.ts';
import type { PlanStore } from './plan-store.ts';

/** Orders that come back by a rule: the plans, what became of each occurrence, and the worker that makes their orders. */
export type Plans = {
  readonly store: PlanStore;
  readonly calendar: () => WorkCalendar;
  /** missed runs that nobody has answered */
  readonly needs: () => readonly PlanNeed[];
  /** makes what falls due from now on, until it is closed; whoever else wakes it may do so at any time */
  readonly start: () => { readonly close: () => Promise<void> };
  /** something changed that the worker should look at now; resolves when it has */
  readonly wake: () => Promise<void>;
  readonly close: () => Promise<void>;
};
