import type { OfficeOrder } from '../../../../bridge/office.ts';

export type DialogKind =
  | 'completeIntake'
  | 'amend'
  | 'assign'
  | 'reassign'
  | 'unassign'
  | 'hold'
  | 'resume'
  | 'reschedule'
  | 'cancel'
  | 'reject'
  | 'decideCancel'
  | 'override'
  | 'fail'
  | 'completePartially'
  | 'upgrade'
  | 'note'
  | 'answer';
export type OpenDialog = {
  readonly kind: DialogKind;
  readonly orderId: string;
  readonly stage?: string;
  readonly gate?: string;
  /** chosen at first, where what was answered says why */
  readonly reasonCode?: string;
};
/** What every dialog of an order is given. */
export type DialogProps = { readonly order: OfficeOrder; readonly dialog: OpenDialog; readonly close: () => void };
