import type { Json } from '../../domain/documents/base.ts';
import type { EventDocument, EventKind, EventPayload } from '../../domain/documents/event.ts';
import { EventDocument as EventShape, eventId } from '../../domain/documents/event.ts';
import { EvidenceDocument, evidenceId, receiptId } from '../../domain/documents/evidence.ts';
import type { OrderDocument } from '../../domain/documents/parse.ts';
import { ReviewDocument, reviewId } from '../../domain/documents/review.ts';
import { SubmissionDocument, submissionId } from '../../domain/documents/submission.ts';
import type { WorkOrderDocument } from '../../domain/documents/work-order.ts';
import type { Result } from '../../domain/result.ts';
import { foldOrder } from '../../domain/work-order/fold.ts';
import type { ActingRole } from '../../domain/work-order/moves.ts';
import { canMove } from '../../domain/work-order/transitions.ts';
import type { OrderFold } from '../../domain/work-order/types.ts';
import { deriveOrder, foldRulesOf } from '../../forms/engine/derive.ts';
import { judgeStage } from '../../forms/engine/judge.ts';
import { makeSubmission } from '../../forms/engine/submission.ts';
import type { OrderTypeDefinition, OrderView, SettingsByKey } from '../../forms/engine/types.ts';

type Person = {
  readonly accountId: string;
  readonly role: ActingRole;
  readonly deviceId?: string;
};
type EvidenceFacts = Pick<EvidenceDocument, 'slot' | 'sha256' | 'bytes' | 'mediaType' | 'source'> &
  Partial<EvidenceDocument>;

export type OrderWriter = {
  readonly documents: readonly OrderDocument[];
  readonly view: () => OrderView;
  readonly event: <K extends EventKind>(who: Person, at: string, kind: K, payload: EventPayload<K>) => string;
  readonly submit: (who: Person, at: string, step: string, fields: Readonly<Record<string, Json>>) => string;
  readonly evidence: (who: Person, at: string, facts: EvidenceFacts) => string;
  readonly pass: (who: Person, at: string, stage: string) => void;
  readonly review: (
    who: Person,
    at: string,
    verdict: Pick<ReviewDocument, 'verdict' | 'note' | 'scorecard' | 'rework'>,
  ) => string;
};

export type WriterParts = {
  readonly order: WorkOrderDocument;
  readonly definition: OrderTypeDefinition;
  readonly settings: SettingsByKey;
  /** a new unique part of an id; the same ones every time */
  readonly unique: () => string;
};

/**
 * Writes one order's documents as the people and devices of the story would have, each after all before it, and lets
 * nothing illegal through: moves by the transition table, submissions and gates by the engine.
 * @throws when the story breaks a rule; it is a mistake in the story
 */
export function orderWriter({ order, definition, settings, unique }: WriterParts): OrderWriter {
  const { orderId } = order;
  const documents: OrderDocument[] = [order];
  const counts = new Map<string, number>();
  let frontier: string[] = [];
  let known: { readonly view: OrderView; readonly count: number } | null = null;
  /** Derived again when something was written; `loose` puts up with other steps' submissions and photos missing (half the time of seeding). */
  const view = ({ loose = false } = {}): OrderView => {
    if (known === null || (!loose && known.count !== documents.length))
      known = { view: deriveOrder({ documents, definition, settings }), count: documents.length };
    return known.view;
  };
  /** the events alone: much cheaper than the whole view */
  const fold = (): OrderFold => {
    const of = <T extends OrderDocument['type']>(type: T) =>
      documents.filter((one): one is Extract<OrderDocument, { type: T }> => one.type === type);
    return foldOrder(order, of('event'), of('review'), foldRulesOf(definition));
  };
  const add = (document: OrderDocument): string => {
    documents.push(document);
    if (document.type === 'event' || document.type === 'review') known = null;
    return document._id;
  };
  const timeOf = (at: string) => ({ at, uptimeMs: Date.parse(at) - Date.parse(order.createdAt), bootId: 'demo' });
  const stamp = (who: Person) => ({
    schemaVersion: 1 as const,
    createdBy: who.accountId,
    orderId,
    ...(who.deviceId ? { deviceId: who.deviceId } : {}),
  });

  function event<K extends EventKind>(who: Person, at: string, kind: K, payload: EventPayload<K>): string {
    must(canMove(fold(), kind, who.role), `${order.number} ${kind}`);
    const author = who.deviceId ?? 'office';
    const deviceSeq = (counts.get(author) ?? 0) + 1;
    counts.set(author, deviceSeq);
    const made: EventDocument = EventShape.parse({
      ...stamp(who),
      _id: eventId(orderId, unique()),
      type: 'event',
      deviceSeq,
      after: frontier,
      time: timeOf(at),
      role: who.role,
      kind,
      payload,
    });
    frontier = [made._id];
    return add(made);
  }

  return {
    documents,
    view,
    event,
    submit(who, at, step, fields) {
      const made = must(
        makeSubmission({ view: view({ loose: true }), definition, settings, step, fields }),
        `${order.number} ${step}`,
      );
      // An office submission is under nobody's assignment.
      const assignmentId = who.deviceId === undefined ? undefined : fold().assignment?.assignmentId;
      return add(
        SubmissionDocument.parse({
          ...stamp(who),
          ...made,
          _id: submissionId(orderId, step, unique()),
          type: 'submission',
          step,
          time: timeOf(at),
          ...(assignmentId ? { assignmentId } : {}),
        }),
      );
    },
    evidence(who, at, facts) {
      const id = add(
        EvidenceDocument.parse({
          ...stamp(who),
          takenAt: at,
          ...facts,
          _id: evidenceId(orderId, unique()),
          type: 'evidence',
        }),
      );
      add({
        _id: receiptId(orderId, facts.sha256),
        type: 'receipt',
        schemaVersion: 1,
        createdBy: 'office',
        orderId,
        sha256: facts.sha256,
        bytes: facts.bytes,
        receivedAt: at,
      });
      return id;
    },
    pass(who, at, stage) {
      const { passes, problems, verdicts, submissions, evidence } = judgeStage({
        view: view(),
        definition,
        settings,
        stage,
      });
      if (!passes)
        throw new Error(
          `demo: ${order.number} ${stage}: ${problems.map((one) => `${one.code} ${JSON.stringify(one.details)}`).join('; ')}`,
        );
      event(who, at, 'stagePassed', {
        stage,
        verdicts: [...verdicts],
        submissions: [...submissions],
        evidence: [...evidence],
      });
    },
    review(who, at, verdict) {
      const n = view().fold.reviews.length + 1;
      return add(
        ReviewDocument.parse({
          ...verdict,
          schemaVersion: 1,
          createdBy: who.accountId,
          orderId,
          _id: reviewId(orderId, n),
          type: 'review',
          n,
          reviewedAt: at,
          after: frontier,
        }),
      );
    },
  };
}

function must<T>(result: Result<T>, what: string): T {
  if (result.ok) return result.value;
  throw new Error(`demo: ${what}: ${result.problem.code} ${JSON.stringify(result.problem.details)}`);
}
