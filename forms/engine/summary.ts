import type { EventDocument } from '../../domain/documents/event.ts';
import type { ReviewDocument } from '../../domain/documents/review.ts';
import type { Customer, WorkOrderDocument } from '../../domain/documents/work-order.ts';
import { foldOrder } from '../../domain/work-order/fold.ts';
import { finishedAt } from '../../domain/work-order/spans.ts';
import type { OrderFold, OrderPhase, ReviewState, WorkOrderState } from '../../domain/work-order/types.ts';
import type { AnyOrderDocument } from './documents-of.ts';
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
    stagesTotal: view.stages.length,
    currentStage: view.currentStage,
    turn: view.turn,
    performer: view.stages.find(({ key }) => key === view.currentStage)?.performer ?? null,
    finishedAt: finishedAt(fold),
    rework: fold.reviewState === 'returned',
  };
}

/** The fold of an order whose definition is not at hand. */
export const bareFold = (order: WorkOrderDocument, documents: readonly AnyOrderDocument[]): OrderFold =>
  foldOrder(
    order,
    documents.filter((one): one is EventDocument => one.type === 'event'),
    documents.filter((one): one is ReviewDocument => one.type === 'review'),
  );

/** What can be said of an order whose definition has not arrived, or cannot be read. */
export function summariseBare(order: WorkOrderDocument, fold: OrderFold): SummaryOfView {
  const { orderId, number, orderType, orderTypeVersion, priority } = order;
  return {
    orderId,
    number,
    orderType,
    orderTypeVersion,
    customerName: fold.customer.name,
    phoneTail: fold.customer.phone.replace(/\D/g, '').slice(-4),
    address: fold.place.address,
    district: fold.place.district,
    grade: fold.customer.grade,
    priority,
    phase: fold.phase,
    state: fold.state,
    reviewState: fold.reviewState,
    appointment: fold.appointment,
    breachAt: null,
    warnAt: null,
    slaPaused: false,
    stagesPassed: Object.keys(fold.passed).length,
    stagesTotal: 0,
    currentStage: null,
    turn: null,
    performer: null,
    finishedAt: null,
    rework: fold.reviewState === 'returned',
  };
}
