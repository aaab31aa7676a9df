import { type NeedReason, pressing } from '../../../../bridge/needs.ts';
import type { Need } from '../../../../bridge/office.ts';

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
