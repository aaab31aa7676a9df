/** What waits for somebody in the office, as `orders.needs` tells it: part of `office.ts`. */
import type { CalendarNeed, PlanNeed } from './plans.ts';
import type { OrderSummary } from './station.ts';

/** Why an order needs a dispatcher or reviewer. */
export type OrderNeed = {
  readonly orderId: string;
  readonly reason:
    | 'intake'
    | 'declined'
    | 'returned'
    | 'gateWaiting'
    | 'deviceSilent'
    /** detail: how many notes of the field wait for an answer (ADR 0032) */
    | 'answerWaiting'
    | 'cancelAsked'
    | 'unassigned'
    | 'conflict'
    | 'handedOver'
    | 'reviewWaiting'
    | 'stageWaiting'
    | 'childFailed'
    /** detail: `NotRaised` as JSON */
    | 'raiseRefused'
    | 'slaWarning'
    /** detail: `provisional`, or nothing */
    | 'slaBreached'
    /** detail: the performer who was told */
    | 'slaEscalated';
  readonly since: string;
  readonly detail: string;
  /** the first of what was written by who waits for an answer: a note, the reason of a request to override */
  readonly words?: string;
};
export type Need = OrderNeed | PlanNeed | CalendarNeed;
export type NeedReason = Need['reason'];

/**
 * Reasons from the most pressing down: a technician who stands before a closed gate waits on the stairs. The office answers needs in this
 * order, and the console shows them in groups by it. A reason that is missing here cannot be asked for by a screen, which then does not compile.
 */
export const pressing = [
  'gateWaiting',
  'answerWaiting',
  'slaBreached',
  'slaEscalated',
  'cancelAsked',
  'returned',
  'declined',
  'handedOver',
  'childFailed',
  'raiseRefused',
  'slaWarning',
  'stageWaiting',
  'planMissed',
  'calendarMissing',
  'unassigned',
  'intake',
  'conflict',
  'deviceSilent',
  'reviewWaiting',
] as const satisfies readonly NeedReason[];

const places = new Map<NeedReason, number>(pressing.map((reason, place) => [reason, place]));
export const pressingOrder = (reason: NeedReason): number => places.get(reason) ?? pressing.length;

/** The subject of a need: its order, its plan, or the year of the calendar. */
export const subjectOf = (need: Need): string => need.orderId ?? need.planId ?? need.detail;

/** The most pressing first; among equals the one that waits longest. */
export function byPressing(a: Need, b: Need): number {
  return (
    pressingOrder(a.reason) - pressingOrder(b.reason) ||
    compare(a.since, b.since) ||
    compare(subjectOf(a), subjectOf(b))
  );
}

/** By code units: both sides sort alike whatever their language. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What a list says of an order beside why it waits, so that nobody has to read the orders for it. */
export type NeedOrder = Pick<
  OrderSummary,
  'number' | 'orderType' | 'customerName' | 'address' | 'district' | 'appointment' | 'clock' | 'phase' | 'turn'
> & {
  readonly technicianName: string | null;
  readonly slaProvisional: boolean;
  /** the colleague whom the technician named when he handed the order over */
  readonly handedTo?: string | null;
};

/** A need with its order's names; `order` is null where the order has just gone. */
export type NamedNeed = (OrderNeed & { readonly order: NeedOrder | null }) | Exclude<Need, OrderNeed>;

export type NeedsAnswer = {
  /** the most pressing first: all, or `limit` of them from `offset` */
  readonly needs: readonly NamedNeed[];
  /** how many there are for the reason that was asked for, or for all */
  readonly total: number;
  /** how many there are for each reason, whatever was asked for; in the order of `pressing`, without those that nobody has */
  readonly counts: readonly { readonly reason: NeedReason; readonly count: number }[];
};
