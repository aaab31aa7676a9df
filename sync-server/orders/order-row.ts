import type { OfficeSummary, OrderNeed } from '../../bridge/office.ts';
import type { OrderDocument } from '../../domain/documents/parse.ts';
import type { WorkOrderDocument } from '../../domain/documents/work-order.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import type { Result } from '../../domain/result.ts';
import { pendingEscalations } from '../../domain/sla/escalation.ts';
import { cutWithEllipsis } from '../../domain/text/cut.ts';
import { type SearchKeys, searchKeys } from '../../domain/text/search-keys.ts';
import { waitingRequests } from '../../domain/work-order/override-requests.ts';
import { standingReviews } from '../../domain/work-order/review-fold.ts';
import type { HistoryEntry, OrderFold } from '../../domain/work-order/types.ts';
import { settledFields } from '../../forms/engine/settled.ts';
import { bareFold, summarise, summariseBare } from '../../forms/engine/summary.ts';
import type { OrderView } from '../../forms/engine/types.ts';
import { type HeldByDevice, heldByDevice } from './device-words.ts';
import type { InHands } from './provisional.ts';
import type { Verdict, Waiting } from './review-index.ts';
import { picturesOf, type RowPicture } from './same-pictures.ts';
import type { LoadedOrder, RowFacts } from './types.ts';

/** One order in the projection: what does not depend on the time of asking. */
export type OrderRow = {
  readonly summary: Omit<
    OfficeSummary,
    'technicianName' | 'deviceSilentSince' | 'slaProvisional' | 'arrival' | 'discarded'
  >;
  /** when the order was last given to a technician, ISO 8601 UTC */
  readonly assignedAt: string | null;
  readonly needs: readonly OrderNeed[];
  readonly search: SearchKeys;
  /** what is here of each device's own */
  readonly held: HeldByDevice;
  /** for look-alikes among all orders */
  readonly pictures: readonly RowPicture[];
  /** when the next escalation of its clocks is due; null: there is none */
  readonly escalateAt: string | null;
  /** what waits for a reviewer, and the newest verdict that stands */
  readonly waits: Waiting | null;
  readonly verdict: Verdict | null;
  /** what the filters of other doors look at; nothing where the definition is not at hand */
  readonly facts: RowFacts;
};

function orderRow(loaded: LoadedOrder, factsOf: (loaded: LoadedOrder) => RowFacts): OrderRow {
  const { view, documents, definition } = loaded;
  const { fold } = view;
  const last = fold.history.at(-1)?.event;
  const asked = waitingGates(view);
  const summary: OrderRow['summary'] = {
    ...summarise(view, definition),
    grant: fold.assignment === null ? 'withdrawn' : 'active',
    unconfirmed: 0,
    unseen: 0,
    definitionArriving: false,
    broken: null,
    technicianId: technicianOf(fold),
    createdAt: view.createdAt,
    acceptedAt: acceptedAt(documents) ?? view.createdAt,
    missing: view.missing,
    manifest: view.manifest,
    lastEvent: last === undefined ? null : { kind: last.kind, at: last.time.at },
    overridesAsked: asked.length,
    conflicts: view.conflicts.length,
    settledConflicts: settledFields(view.settled).size,
    findings: view.findings.length,
    externalId: view.externalId,
    source: view.source,
    raisedBy: view.origin === null ? null : { orderId: view.origin.orderId, number: view.origin.number },
  };
  const assignedAt = lastApplied(fold.history, ['assigned'])?.event.time.at ?? null;
  const [next] = view.sla.flatMap((clock) => pendingEscalations(clock).map(({ dueAt }) => dueAt)).sort();
  return {
    summary,
    assignedAt,
    needs: needsOf(view, asked),
    search: searchText(view),
    held: heldByDevice(documents),
    pictures: picturesOf(view),
    escalateAt: next ?? null,
    ...reviewOf(view),
    facts: factsOf(loaded),
  };
}

/** What reviewers have to do with an order. */
function reviewOf(view: OrderView): Pick<OrderRow, 'waits' | 'verdict'> {
  const { orderId, fold } = view;
  const last = standingReviews(fold).at(-1);
  const verdict =
    last === undefined ? null : { orderId, reviewId: last.id, by: last.by, at: last.at, verdict: last.verdict };
  const state = fold.reviewState;
  if (state !== 'received' && state !== 'resubmitted') return { waits: null, verdict };
  const differed = view.conflicts.length > 0 || settledFields(view.settled).size > 0;
  return { waits: { orderId, state, since: lastAtOf(view), differed }, verdict };
}

const lastAtOf = ({ fold, createdAt }: OrderView): string => fold.history.at(-1)?.event.time.at ?? createdAt;

export type RowParts = {
  readonly factsOf: (loaded: LoadedOrder) => RowFacts;
  /** what an order type is called, where its definition cannot be used */
  readonly nameOf: (orderType: string) => OfficeSummary['typeName'] | null;
  readonly failed: (error: unknown) => void;
};

/**
 * The row of an order: of its view, else with what is known without it, else with what its own document says by itself. Whatever is in its
 * documents, it makes a row and throws nothing. Null: no order.
 */
export function rowOf(
  documents: readonly OrderDocument[],
  loaded: Result<LoadedOrder>,
  { factsOf, nameOf, failed }: RowParts,
): OrderRow | null {
  const tries: readonly (() => OrderRow | null)[] = [
    ...(loaded.ok ? [() => orderRow(loaded.value, factsOf)] : []),
    () => bareRow(documents, loaded.ok ? problem('order.unreadable') : loaded.problem, nameOf),
    () => bareRow(alone(documents), problem('order.unreadable'), nameOf),
  ];
  for (const attempt of tries)
    try {
      return attempt();
    } catch (error) {
      failed(error);
    }
  return null;
}

/** The order's own document without the others, and with something in every place that a row looks at. */
function alone(documents: readonly OrderDocument[]): readonly OrderDocument[] {
  const order = documents.find((one): one is WorkOrderDocument => one.type === 'workOrder');
  if (order === undefined) return [];
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const [createdAt, customer, place] = [text(order.createdAt), order.customer ?? {}, order.place ?? {}];
  return [
    {
      ...order,
      number: text(order.number) || order.orderId,
      orderType: text(order.orderType),
      createdAt,
      acceptedAt: text(order.acceptedAt) || createdAt,
      customer: { ...customer, name: text(customer.name), phone: text(customer.phone) },
      place: { ...place, address: text(place.address), district: text(place.district) },
      missing: [],
    },
  ];
}

/** The row of an order that cannot be derived: in the lists with what is known without its definition. Null: no order. */
function bareRow(documents: readonly OrderDocument[], why: Problem, nameOf: RowParts['nameOf']): OrderRow | null {
  const order = documents.find((one): one is WorkOrderDocument => one.type === 'workOrder');
  if (order === undefined) return null;
  const fold = bareFold(order, documents);
  const { createdAt, acceptedAt, externalId = null, source, number } = order;
  const last = fold.history.at(-1)?.event;
  const { assignment } = fold;
  const summary: OrderRow['summary'] = {
    ...summariseBare(order, fold, nameOf(order.orderType)),
    grant: assignment === null ? 'withdrawn' : 'active',
    unconfirmed: 0,
    unseen: 0,
    definitionArriving: true,
    broken: why.code === 'order.definitionArriving' ? null : why,
    technicianId: technicianOf(fold),
    createdAt,
    acceptedAt,
    missing: fold.phase === 'intake' ? order.missing : [],
    manifest: { total: 0, received: 0 },
    lastEvent: last === undefined ? null : { kind: last.kind, at: last.time.at },
    overridesAsked: 0,
    conflicts: 0,
    settledConflicts: 0,
    findings: 0,
    externalId,
    source,
    raisedBy: order.origin === undefined ? null : { orderId: order.origin.orderId, number: order.origin.number },
  };
  const assignedAt = assignment?.assignedAt ?? null;
  const search = searchText({ fold, number, externalId });
  const held = heldByDevice(documents);
  return {
    summary,
    assignedAt,
    needs: [],
    search,
    held,
    pictures: [],
    escalateAt: null,
    waits: null,
    verdict: null,
    facts: {},
  };
}

const acceptedAt = (documents: LoadedOrder['documents']): string | undefined =>
  documents.find((document) => document.type === 'workOrder')?.acceptedAt;

/** What decides whether a breach of it is provisional. */
export const handsOf = (view: OrderView): InHands => ({
  phase: view.fold.phase,
  turn: view.turn,
  technicianId: technicianOf(view.fold),
});

/** Whose order it is now, or whose it was last when it is finished. */
function technicianOf({ assignment }: Pick<OrderFold, 'assignment'>): string | null {
  return assignment !== null && assignment.state !== 'ended' && assignment.state !== 'declined'
    ? assignment.technicianId
    : null;
}

const waitingGates = (view: OrderView): readonly string[] =>
  view.stages.flatMap((stage) =>
    stage.state === 'passed'
      ? []
      : stage.gates
          .filter((gate) => gate.asked && gate.state !== 'overridden' && gate.state !== 'holds')
          .map((gate) => gate.key),
  );

/** The newest request to override that waits. */
const lastAsked = ({ fold, stages }: OrderView) =>
  stages.flatMap(({ key }) => waitingRequests(fold, { stage: key })).at(-1);

/** A list of needs tells the beginning of somebody's words; the order has all of them. */
const wordsInNeed = 160;
const wordsOf = (text = ''): Pick<OrderNeed, 'words'> =>
  text.trim() === '' ? {} : { words: cutWithEllipsis(text.trim(), wordsInNeed) };

function needsOf(view: OrderView, asked: readonly string[]): readonly OrderNeed[] {
  const { fold, orderId } = view;
  const lastAt = lastAtOf(view);
  const need = (reason: OrderNeed['reason'], since: string, detail = ''): OrderNeed => ({
    orderId,
    reason,
    since,
    detail,
  });
  const found: OrderNeed[] = [];
  const ended = lastApplied(fold.history, ['assigned', 'unassigned', 'declined', 'returned', 'handedOver']);
  switch (fold.phase) {
    case 'intake':
      found.push(need('intake', view.createdAt, view.missing.join(', ')));
      break;
    case 'unassigned':
    case 'returned':
    case 'declined': {
      // Nobody is missed while it is the office's turn, and in orders that no technician works on.
      if (view.turn === 'office' && fold.phase === 'unassigned') break;
      const handedOver = ended?.event.kind === 'handedOver';
      found.push(need(handedOver ? 'handedOver' : fold.phase, ended?.event.time.at ?? lastAt, reasonOf(ended)));
      break;
    }
    case 'cancelAsked':
      found.push(need('cancelAsked', lastAt, reasonOf(lastApplied(fold.history, ['cancelAsked']))));
      break;
    case 'started':
      if (view.turn === 'field' && fold.assignment === null) found.push(need('unassigned', turnSince(view)));
      break;
    default:
      break;
  }
  if (view.turn === 'office' && !waiting.has(fold.phase))
    found.push(need('stageWaiting', turnSince(view), view.currentStage ?? ''));
  if (fold.phase === 'started')
    for (const child of fold.children)
      if (child.state === 'failed' || child.state === 'cancelled' || child.state === 'rejected')
        found.push(need('childFailed', child.at, child.number));
  for (const { at, dismissed, raise, orderType, code, details } of fold.notRaised)
    if (dismissed === null) found.push(need('raiseRefused', at, JSON.stringify({ raise, orderType, code, details })));
  if (asked.length > 0)
    found.push({
      ...need('gateWaiting', lastAsked(view)?.time.at ?? lastAt, asked.join(', ')),
      ...wordsOf(lastAsked(view)?.payload.note),
    });
  const asking = fold.notes.filter(({ waits }) => waits);
  if (asking.length > 0)
    found.push({
      ...need('answerWaiting', asking[0]?.at ?? lastAt, String(asking.length)),
      ...wordsOf(asking[0]?.text),
    });
  if (view.conflicts.length > 0)
    found.push(need('conflict', lastAt, view.conflicts.map((one) => `${one.step}/${one.field}`).join(', ')));
  if (fold.reviewState === 'received' || fold.reviewState === 'resubmitted')
    found.push(need('reviewWaiting', lastAt, fold.reviewState));
  found.push(...escalatedTo(view).map(({ to, at }) => need('slaEscalated', at, to)));
  return found;
}

/** Phases in which somebody else has to decide before the stage can go on. */
const waiting: ReadonlySet<string> = new Set(['intake', 'held', 'cancelAsked']);

/** When the current stage was reached: by the last passing or send-back, else with the order's making. */
const turnSince = ({ fold, createdAt }: OrderView): string =>
  [...Object.values(fold.passed).map(({ time }) => time.at), ...(fold.sentBack ?? []).map(({ at }) => at)]
    .sort()
    .at(-1) ?? createdAt;
/** Who was told of a clock that runs, each once, and when first; not where it turned out that there was nothing to tell. */
function escalatedTo({ sla }: OrderView): readonly { readonly to: string; readonly at: string }[] {
  const told = sla
    .filter(({ stoppedAt, pausedSince }) => stoppedAt === null && pausedSince === null)
    .flatMap(({ escalations }) => escalations)
    .flatMap(({ to, state, recordedAt }) =>
      state === 'recorded' && recordedAt !== null ? [{ to, at: recordedAt }] : [],
    )
    .toSorted((a, b) => (a.at < b.at ? -1 : 1));
  return told.filter(({ to }, index) => told.findIndex((one) => one.to === to) === index);
}

const lastApplied = (history: readonly HistoryEntry[], kinds: readonly string[]): HistoryEntry | undefined =>
  history.findLast((entry) => entry.applied && kinds.includes(entry.event.kind));

/** The reason code of a move; never its note, which may name the customer. */
function reasonOf(entry: HistoryEntry | undefined): string {
  const payload = entry?.event.payload as { readonly reasonCode?: string } | undefined;
  return payload?.reasonCode ?? '';
}

/** The keys by which the console finds an order: as on the station, and by the other system's number. */
const searchText = ({ fold, number, externalId }: Pick<OrderView, 'fold' | 'number' | 'externalId'>): SearchKeys =>
  searchKeys({
    numbers: [number, externalId ?? ''],
    names: [fold.customer.name],
    places: [fold.place.address, fold.place.district],
    phones: [fold.customer.phone, fold.customer.alternatePhone ?? ''],
  });
