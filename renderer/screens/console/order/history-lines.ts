import type { Amendment, EventDocument } from '../../../../domain/documents/event.ts';
import type { HistoryEntry } from '../../../../domain/work-order/types.ts';
import type { OrderView } from '../../../../forms/engine/types.ts';

/** One thing that happened to an order, as the history shows it. */
export type HistoryLine =
  | { readonly kind: 'created'; readonly id: string; readonly at: string; readonly by: string; readonly source: string }
  | {
      readonly kind: 'event';
      readonly id: string;
      readonly at: string;
      readonly by: string;
      readonly entry: HistoryEntry;
    }
  | {
      readonly kind: 'submission';
      readonly id: string;
      readonly at: string;
      readonly by: string;
      readonly step: string;
      readonly again: boolean;
      /** reached the office after the order had been taken back */
      readonly late: boolean;
    }
  | {
      readonly kind: 'evidence';
      readonly id: string;
      readonly at: string;
      readonly by: string;
      readonly slot: string;
      readonly received: boolean;
    }
  | {
      readonly kind: 'review';
      readonly id: string;
      readonly at: string;
      readonly by: string;
      readonly review: OrderView['fold']['reviews'][number];
    };

/**
 * Everything that happened, newest first. Events keep the order in which they caused each other, whatever the clocks of the
 * devices said; submissions, photos and reviews are set among them by their time.
 */
export function historyLines(view: OrderView): readonly HistoryLine[] {
  const events = view.fold.history.map(
    (entry): HistoryLine => ({
      kind: 'event',
      id: entry.event._id,
      at: entry.event.time.at,
      by: entry.event.createdBy,
      entry,
    }),
  );
  const late = new Set(view.findings.filter(({ kind }) => kind === 'lateContribution').map(({ about }) => about));
  const others: HistoryLine[] = [
    ...view.stages.flatMap((stage) =>
      stage.steps.flatMap((step) =>
        step.submissions.map(
          (submission): HistoryLine => ({
            kind: 'submission',
            id: submission.id,
            at: submission.at,
            by: submission.by,
            step: step.key,
            again: submission.supersedes.length > 0,
            late: late.has(submission.id),
          }),
        ),
      ),
    ),
    ...view.evidence
      .filter(({ slot }) => slot !== 'report')
      .map(
        (item): HistoryLine => ({
          kind: 'evidence',
          id: item.id,
          at: item.document.takenAt,
          by: item.document.createdBy,
          slot: item.slot,
          received: item.received,
        }),
      ),
    ...view.fold.reviews.map(
      (review): HistoryLine => ({ kind: 'review', id: review.id, at: review.at, by: review.by, review }),
    ),
  ];
  const lines = [...events];
  for (const other of others.toSorted((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id))) {
    const after = lines.findLastIndex(({ at }) => at <= other.at);
    lines.splice(after + 1, 0, other);
  }
  const created: HistoryLine = {
    kind: 'created',
    id: view.orderId,
    at: view.createdAt,
    by: 'office',
    source: view.source,
  };
  return [...lines.toReversed(), created];
}

/** Fields of an event's payload that say why, in the order type's reasons: the move whose reasons they are, and the code. */
export function reasonOf(event: EventDocument): { readonly move: string; readonly code: string } | null {
  const payload: { readonly reasonCode?: string | undefined } = event.payload as never;
  return payload.reasonCode === undefined ? null : { move: event.kind, code: payload.reasonCode };
}

/** What the author wrote, if anything. */
export function noteOf(event: EventDocument): string {
  if (event.kind === 'noted' || event.kind === 'answered') return event.payload.text;
  // Their `note` is the event that they are about, and no words.
  if (event.kind === 'answerAsked' || event.kind === 'answerWaived') return '';
  const { note } = event.payload as { readonly note?: string };
  return note ?? '';
}

export const changesOf = (event: EventDocument): readonly Amendment[] =>
  event.kind === 'amended' ? event.payload.changes : [];

/** Why a move did not count: `illegal:<phase>` or `overtaken:<kind>` as its two parts. */
export function notApplied(
  entry: HistoryEntry,
): { readonly why: 'illegal' | 'overtaken'; readonly what: string } | null {
  if (entry.applied || entry.notApplied === undefined) return null;
  const [why, what] = entry.notApplied.split(':');
  return { why: why === 'overtaken' ? 'overtaken' : 'illegal', what: what ?? '' };
}
