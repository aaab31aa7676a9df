import type { OfficeSummary, OrderNeed } from '../../bridge/office.ts';
import type { HistoryEntry } from '../../domain/work-order/types.ts';
import { summarise } from '../../forms/engine/summary.ts';
import type { OrderView } from '../../forms/engine/types.ts';
import type { LoadedOrder } from './types.ts';

/** One order in the projection: what does not depend on the time of asking. */
export type OrderRow = {
  readonly summary: Omit<OfficeSummary, 'technicianName' | 'deviceSilentSince'>;
  readonly needs: readonly OrderNeed[];
  readonly search: string;
};

export function orderRow({ view, documents }: LoadedOrder): OrderRow {
  const { fold } = view;
  const last = fold.history.at(-1)?.event;
  const asked = waitingGates(view);
  const summary: OrderRow['summary'] = {
    ...summarise(view),
    grant: fold.assignment === null ? 'withdrawn' : 'active',
    unconfirmed: 0,
    unseen: 0,
    definitionArriving: false,
    technicianId: currentTechnician(view),
    createdAt: view.createdAt,
    acceptedAt: acceptedAt(documents) ?? view.createdAt,
    missing: view.missing,
    manifest: view.manifest,
    lastEvent: last === undefined ? null : { kind: last.kind, at: last.time.at },
    overridesAsked: asked.length,
    conflicts: view.conflicts.length,
    findings: view.findings.length,
    externalId: view.externalId,
    source: view.source,
  };
  return { summary, needs: needsOf(view, asked), search: searchText(view) };
}

const acceptedAt = (documents: LoadedOrder['documents']): string | undefined =>
  documents.find((document) => document.type === 'workOrder')?.acceptedAt;

/** Whose order it is now, or whose it was last when it is finished. */
function currentTechnician(view: OrderView): string | null {
  const { assignment } = view.fold;
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

function needsOf(view: OrderView, asked: readonly string[]): readonly OrderNeed[] {
  const { fold, orderId } = view;
  const lastAt = fold.history.at(-1)?.event.time.at ?? view.createdAt;
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
      const handedOver = ended?.event.kind === 'handedOver';
      found.push(need(handedOver ? 'handedOver' : fold.phase, ended?.event.time.at ?? lastAt, reasonOf(ended)));
      break;
    }
    case 'cancelAsked':
      found.push(need('cancelAsked', lastAt, reasonOf(lastApplied(fold.history, ['cancelAsked']))));
      break;
    default:
      break;
  }
  if (asked.length > 0)
    found.push(need('gateWaiting', fold.overridesAsked.at(-1)?.time.at ?? lastAt, asked.join(', ')));
  if (view.conflicts.length > 0)
    found.push(need('conflict', lastAt, view.conflicts.map((one) => `${one.step}/${one.field}`).join(', ')));
  if (fold.reviewState === 'received' || fold.reviewState === 'resubmitted')
    found.push(need('reviewWaiting', lastAt, fold.reviewState));
  return found;
}

const lastApplied = (history: readonly HistoryEntry[], kinds: readonly string[]): HistoryEntry | undefined =>
  history.findLast((entry) => entry.applied && kinds.includes(entry.event.kind));

/** The reason code of a move; never its note, which may name the customer. */
function reasonOf(entry: HistoryEntry | undefined): string {
  const payload = entry?.event.payload as { readonly reasonCode?: string } | undefined;
  return payload?.reasonCode ?? '';
}

const searchText = ({ fold, number, externalId }: OrderView): string =>
  [number, externalId ?? '', fold.customer.name, fold.customer.phone, fold.place.address, fold.place.district]
    .join('\n')
    .toLowerCase();
