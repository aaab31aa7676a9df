import type { EventDocument } from '../../domain/documents/event.ts';
import type { ReviewDocument } from '../../domain/documents/review.ts';
import type { Customer, WorkOrderDocument } from '../../domain/documents/work-order.ts';
import type { SlaClock } from '../../domain/sla/sla-clock.ts';
import { phoneTail } from '../../domain/text/masked-phone.ts';
import { fromPrivateUse } from '../../domain/text/private-use.ts';
import { foldAnyway } from '../../domain/work-order/fold.ts';
import { handingOver } from '../../domain/work-order/handing-over.ts';
import { finishedAt } from '../../domain/work-order/spans.ts';
import type { OrderFold, OrderPhase, ReviewState, WorkOrderState } from '../../domain/work-order/types.ts';
import type { AnyOrderDocument } from './documents-of.ts';
import type { OrderTypeDefinition, OrderView } from './types.ts';

/** A clock as a row shows it; `name` is the order type's text, where a list has no order type at hand. */
export type ClockSummary = Pick<SlaClock, 'key' | 'clock' | 'breachAt' | 'warnAt' | 'pausedSince' | 'stoppedAt'> & {
  readonly name: { readonly 'zh-CN': string; readonly en: string };
};

/** The part of a list row that follows from the order alone, the same on station and office. */
export type SummaryOfView = {
  readonly orderId: string;
  readonly number: string;
  readonly orderType: string;
  /** the order type's text; its key where the definition is not at hand */
  readonly typeName: { readonly 'zh-CN': string; readonly en: string };
  readonly orderTypeVersion: number;
  readonly customerName: string;
  /** last four digits */
  readonly phoneTail: string;
  readonly address: string;
  readonly district: string;
  readonly grade: Customer['grade'];
  readonly priority: 'normal' | 'urgent';
  readonly phase: OrderPhase;
  /** the order type's own word for that phase; absent where it has none */
  readonly phaseName?: { readonly 'zh-CN': string; readonly en: string };
  /** waits for dispatch to hand it on: to whom, null for anybody; absent where it does not */
  readonly handedTo?: string | null;
  readonly state: WorkOrderState;
  readonly reviewState: ReviewState;
  readonly appointment: { readonly start: string; readonly end: string } | null;
  /** the clock that breaches first of those that run; where none runs, one that was breached, else the last to breach */
  readonly clock: ClockSummary | null;
  /** of that clock */
  readonly breachAt: string | null;
  readonly warnAt: string | null;
  readonly slaPaused: boolean;
  /** every clock that runs, the one that breaches first at the head */
  readonly clocks: readonly ClockSummary[];
  readonly stagesPassed: number;
  /** without those that are skipped */
  readonly stagesTotal: number;
  readonly currentStage: string | null;
  /** whose turn it is: the current stage's side and performer */
  readonly turn: 'field' | 'office' | null;
  readonly performer: string | null;
  /** when the performer of the current stage begins to be waited for, ISO; absent: now */
  readonly notBefore?: string;
  readonly finishedAt: string | null;
  readonly rework: boolean;
};

export function summarise(view: OrderView, { texts }: Pick<OrderTypeDefinition, 'texts'>): SummaryOfView {
  const { fold } = view;
  const running = runningClocks(view.sla);
  const current = view.stages.find(({ key }) => key === view.currentStage);
  const clock = running[0] ?? stoppedClock(view.sla);
  const named = (language: 'zh-CN' | 'en', key: string): string => texts[language][`sla.${key}`] ?? key;
  const row = ({
    key,
    clock,
    startedAt,
    breachAt,
    warnAt,
    pausedSince,
    stoppedAt,
    timeSource,
  }: SlaClock): ClockSummary => ({
    key,
    clock,
    // Only what somebody wrote down can lie ahead.
    ...(timeSource === 'stated' && { startedAt }),
    breachAt,
    warnAt,
    pausedSince,
    stoppedAt,
    name: { 'zh-CN': named('zh-CN', key), en: named('en', key) },
  });
  return {
    orderId: view.orderId,
    number: view.number,
    orderType: view.orderType,
    typeName: { 'zh-CN': texts['zh-CN'].orderType ?? view.orderType, en: texts.en.orderType ?? view.orderType },
    orderTypeVersion: view.orderTypeVersion,
    customerName: fromPrivateUse(fold.customer.name),
    phoneTail: phoneTail(fold.customer.phone),
    address: fold.place.address,
    district: fold.place.district,
    grade: fold.customer.grade,
    priority: view.priority,
    phase: fold.phase,
    ...phaseNameOf(texts, fold.phase),
    ...handedToOf(fold),
    state: fold.state,
    reviewState: fold.reviewState,
    appointment: view.appointment,
    clock: clock === undefined ? null : row(clock),
    breachAt: clock?.breachAt ?? null,
    warnAt: clock?.warnAt ?? null,
    slaPaused: clock?.pausedSince != null,
    clocks: running.map(row),
    stagesPassed: view.stages.filter(({ state }) => state === 'passed').length,
    stagesTotal: view.stages.filter(({ state }) => state !== 'skipped').length,
    currentStage: view.currentStage,
    turn: view.turn,
    performer: current?.performer ?? null,
    ...(current?.notBefore !== undefined && { notBefore: current.notBefore }),
    finishedAt: finishedAt(fold),
    rework: fold.reviewState === 'returned',
  };
}

/** What an order type calls a phase, where the usual word would be wrong: a survey is no works. Text `phase.<phase>`. */
function phaseNameOf(texts: OrderTypeDefinition['texts'], phase: OrderPhase): Pick<SummaryOfView, 'phaseName'> | null {
  const key = `phase.${phase}`;
  const [zh, en] = [texts['zh-CN'][key], texts.en[key]];
  return zh === undefined || en === undefined ? null : { phaseName: { 'zh-CN': zh, en } };
}

function handedToOf(fold: OrderFold): Pick<SummaryOfView, 'handedTo'> | null {
  const waits = handingOver(fold);
  return waits === null ? null : { handedTo: waits.toTechnicianId };
}

/** Clocks that have not stopped, the one that breaches first at the head. */
export const runningClocks = <C extends Pick<SlaClock, 'breachAt' | 'stoppedAt'>>(clocks: readonly C[]): readonly C[] =>
  clocks.filter(({ stoppedAt }) => stoppedAt === null).toSorted((a, b) => (a.breachAt < b.breachAt ? -1 : 1));

const stoppedClock = (clocks: readonly SlaClock[]): SlaClock | undefined =>
  clocks.find(({ breached }) => breached === true) ?? clocks.toSorted((a, b) => (a.breachAt < b.breachAt ? 1 : -1))[0];

/** The fold of an order whose definition is not at hand. */
export const bareFold = (order: WorkOrderDocument, documents: readonly AnyOrderDocument[]): OrderFold =>
  foldAnyway(
    order,
    documents.filter((one): one is EventDocument => one.type === 'event'),
    documents.filter((one): one is ReviewDocument => one.type === 'review'),
  );

/** What can be said of an order whose definition has not arrived, or cannot be read. */
export function summariseBare(
  order: WorkOrderDocument,
  fold: OrderFold,
  typeName: SummaryOfView['typeName'] | null = null,
): SummaryOfView {
  const { orderId, number, orderType, orderTypeVersion, priority } = order;
  return {
    orderId,
    number,
    orderType,
    typeName: typeName ?? { 'zh-CN': orderType, en: orderType },
    orderTypeVersion,
    customerName: fromPrivateUse(fold.customer.name),
    phoneTail: phoneTail(fold.customer.phone),
    address: fold.place.address,
    district: fold.place.district,
    grade: fold.customer.grade,
    priority,
    phase: fold.phase,
    ...handedToOf(fold),
    state: fold.state,
    reviewState: fold.reviewState,
    appointment: fold.appointment,
    breachAt: null,
    warnAt: null,
    slaPaused: false,
    clock: null,
    clocks: [],
    stagesPassed: Object.keys(fold.passed).length,
    stagesTotal: 0,
    currentStage: null,
    turn: null,
    performer: null,
    finishedAt: null,
    rework: fold.reviewState === 'returned',
  };
}
