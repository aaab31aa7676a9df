import type { Need } from '../../../../bridge/office.ts';

export type NeedReason = Need['reason'];
/** What the one button of a row does. `look` opens the order; the others open a dialog where one stands. */
export type NeedAction =
  | 'completeIntake'
  | 'assign'
  | 'reassign'
  | 'override'
  | 'decideCancel'
  | 'choose'
  | 'review'
  | 'plan'
  | 'answer'
  | 'look';

/** Reasons from the most pressing down: a technician who stands before a closed gate waits on the stairs. */
const pressing: readonly NeedReason[] = [
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
];

const actions: { readonly [R in NeedReason]: NeedAction } = {
  gateWaiting: 'override',
  answerWaiting: 'answer',
  slaBreached: 'look',
  slaEscalated: 'look',
  cancelAsked: 'decideCancel',
  returned: 'reassign',
  declined: 'reassign',
  handedOver: 'assign',
  slaWarning: 'look',
  planMissed: 'plan',
  calendarMissing: 'plan',
  unassigned: 'assign',
  intake: 'completeIntake',
  conflict: 'choose',
  deviceSilent: 'look',
  reviewWaiting: 'review',
  stageWaiting: 'look',
  childFailed: 'look',
  raiseRefused: 'look',
};

/** Every reason there is, for the filter that an address names. */
export const needReasons: readonly NeedReason[] = pressing;

/** An order of an unknown type cannot be completed: its page says what to do instead. */
export const needAction = ({ reason, detail }: Pick<Need, 'reason' | 'detail'>): NeedAction =>
  reason === 'intake' && detail.split(/, ?/).includes('orderType') ? 'look' : actions[reason];

/** What to do about a clock where nobody has the order yet: to give it to somebody is what stops the clock. */
export const actionFor = (need: Pick<Need, 'reason' | 'detail'>, phase: string | undefined): NeedAction =>
  clockReasons.has(need.reason) && phase !== undefined && unheld.has(phase)
    ? phase === 'unassigned'
      ? 'assign'
      : 'reassign'
    : needAction(need);

const clockReasons: ReadonlySet<NeedReason> = new Set(['slaBreached', 'slaEscalated', 'slaWarning']);
/** Phases in which an order waits for a dispatcher to give it to somebody. */
const unheld: ReadonlySet<string> = new Set(['unassigned', 'declined', 'returned']);

export const pressingOrder = (reason: NeedReason): number => pressing.indexOf(reason);

/** What a dispatcher can do something about: a review waits for the reviewer, in the reviewer's own queue. */
export const forDispatcher = (needs: readonly Need[]): readonly Need[] =>
  needs.filter(({ reason }) => reason !== 'reviewWaiting');

/** The most pressing first; among equals the one that waits longest. */
export function sortNeeds(needs: readonly Need[]): readonly Need[] {
  return needs.toSorted(
    (a, b) =>
      pressingOrder(a.reason) - pressingOrder(b.reason) ||
      a.since.localeCompare(b.since) ||
      subjectOf(a).localeCompare(subjectOf(b)),
  );
}

/** The subject of a need: its order, its plan, or the year of the calendar. */
export const subjectOf = (need: Need): string => need.orderId ?? need.planId ?? need.detail;

/** How many wait for each reason, in the order of `pressing`; reasons that nobody has are left out. */
export function countNeeds(needs: readonly Need[]): readonly { readonly reason: NeedReason; readonly count: number }[] {
  return pressing
    .map((reason) => ({ reason, count: needs.filter((need) => need.reason === reason).length }))
    .filter(({ count }) => count > 0);
}
