import type { Customer } from '../../domain/documents/work-order.ts';
import { finishedAt } from '../../domain/work-order/spans.ts';
import type { OrderPhase, ReviewState, WorkOrderState } from '../../domain/work-order/types.ts';
import type { OrderView } from './types.ts';

/** The part of a list row that follows from the order alone, the same on station and office. */
export type SummaryOfView = {
  readonly orderId: string;
  readonly number: string;
  readonly orderType: string;
  readonly orderTypeVersion: number;
  readonly customerName: string;
  /** last four digits */
  readonly phoneTail: string;
  readonly address: string;
  readonly district: string;
  readonly grade: Customer['grade'];
  readonly priority: 'normal' | 'urgent';
  readonly phase: OrderPhase;
  readonly state: WorkOrderState;
  readonly reviewState: ReviewState;
  readonly appointment: { readonly start: string; readonly end: string } | null;
  readonly breachAt: string | null;
  readonly warnAt: string | null;
  readonly slaPaused: boolean;
  readonly stagesPassed: number;
  /** without those that are skipped */
  readonly stagesTotal: number;
  readonly currentStage: string | null;
  /** whose turn it is: the current stage's side and performer */
  readonly turn: 'field' | 'office' | null;
  readonly performer: string | null;
  readonly finishedAt: string | null;
  readonly rework: boolean;
};

export function summarise(view: OrderView): SummaryOfView {
  const { fold } = view;
  // The clock that runs out first is the one a list shows.
  const clock = [...view.sla].sort((a, b) => (a.breachAt < b.breachAt ? -1 : 1))[0];
  return {
    orderId: view.orderId,
    number: view.number,
    orderType: view.orderType,
    orderTypeVersion: view.orderTypeVersion,
    customerName: fold.customer.name,
    phoneTail: fold.customer.phone.replace(/\D/g, '').slice(-4),
    address: fold.place.address,
    district: fold.place.district,
    grade: fold.customer.grade,
    priority: view.priority,
    phase: fold.phase,
    state: fold.state,
    reviewState: fold.reviewState,
    appointment: view.appointment,
    breachAt: clock?.breachAt ?? null,
    warnAt: clock?.warnAt ?? null,
    slaPaused: clock?.pausedSince != null,
    stagesPassed: view.stages.filter(({ state }) => state === 'passed').length,
    stagesTotal: view.stages.filter(({ state }) => state !== 'skipped').length,
    currentStage: view.currentStage,
    turn: view.turn,
    performer: view.stages.find(({ key }) => key === view.currentStage)?.performer ?? null,
    finishedAt: finishedAt(fold),
    rework: fold.reviewState === 'returned',
  };
}
