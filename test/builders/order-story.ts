import type { EventDocument, EventKind, EventPayload } from '../../domain/documents/event.ts';
import { eventId } from '../../domain/documents/event.ts';
import type { EvidenceDocument, ReceiptDocument } from '../../domain/documents/evidence.ts';
import { evidenceId, receiptId } from '../../domain/documents/evidence.ts';
import type { ReviewDocument } from '../../domain/documents/review.ts';
import { reviewId } from '../../domain/documents/review.ts';
import type { SubmissionDocument } from '../../domain/documents/submission.ts';
import { submissionId } from '../../domain/documents/submission.ts';
import { type WorkOrderDocument, workOrderId } from '../../domain/documents/work-order.ts';
import { causalGraph } from '../../domain/work-order/graph.ts';
import type { ActingRole } from '../../domain/work-order/moves.ts';
import { nextSeq } from '../../domain/work-order/sequence.ts';
import { ftthInstall } from '../../forms/order-types/ftth-install/index.ts';

/** A readable id: `id('order')` → `order000…`. */
export const idOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^0-9a-z]/g, '')
    .padEnd(26, '0')
    .slice(0, 26);

export type StoryDocument =
  | WorkOrderDocument
  | EventDocument
  | SubmissionDocument
  | EvidenceDocument
  | ReceiptDocument
  | ReviewDocument;

/** Somebody who writes: he knows what he wrote and what he was shown, and his events say so. */
export type Author = {
  readonly name: string;
  readonly known: Set<StoryDocument>;
  does<K extends EventKind>(kind: K, payload: EventPayload<K>, role?: ActingRole): EventDocument;
  submits(step: string, fields: SubmissionDocument['fields'], more?: Partial<SubmissionDocument>): SubmissionDocument;
  takes(slot: string, more?: Partial<EvidenceDocument>): EvidenceDocument;
  /** all that these others know becomes known to him */
  meets(...others: readonly Author[]): void;
};

export type Story = {
  readonly order: WorkOrderDocument;
  readonly office: Author;
  device(name: string, technicianId?: string): Author;
  review(verdict: ReviewDocument['verdict'], rework?: ReviewDocument['rework']): ReviewDocument;
  receipt(sha256: string): ReceiptDocument;
  /** everything that anybody wrote */
  all(): StoryDocument[];
};

const start = Date.UTC(2026, 2, 2, 1);

/** Tells an order as its authors wrote it. Ids and times grow with every document; nobody knows anything that he has not met. */
export function tellStory(more: Partial<WorkOrderDocument> = {}): Story {
  const orderId = more.orderId ?? idOf('order');
  let count = 0;
  const written: StoryDocument[] = [];
  const unique = (): string => {
    count += 1;
    return idOf(`${String(count).padStart(6, '0')}u`);
  };
  const time = (): EventDocument['time'] => ({
    at: new Date(start + count * 60_000).toISOString(),
    uptimeMs: count * 60_000,
    bootId: 'b',
  });
  const order: WorkOrderDocument = { ...plainOrder(orderId), ...more };
  written.push(order);

  const author = (name: string, createdBy: string, deviceId: string | undefined, ownRole: ActingRole): Author => {
    const known = new Set<StoryDocument>([order]);
    const keep = <D extends StoryDocument>(document: D): D => {
      known.add(document);
      written.push(document);
      return document;
    };
    const events = (): EventDocument[] =>
      [...known].filter((document): document is EventDocument => document.type === 'event');
    const byDevice = deviceId === undefined ? {} : { deviceId };
    return {
      name,
      known,
      does: (kind, payload, role = ownRole) =>
        keep({
          _id: eventId(orderId, unique()),
          type: 'event',
          schemaVersion: 1,
          createdBy,
          ...byDevice,
          orderId,
          deviceSeq: nextSeq(events(), deviceId ?? null),
          after: [...causalGraph(events()).frontier],
          time: time(),
          role,
          kind,
          payload,
        } as EventDocument),
      submits: (step, fields, rest = {}) =>
        keep({
          _id: submissionId(orderId, step, unique()),
          type: 'submission',
          schemaVersion: 1,
          createdBy,
          ...byDevice,
          orderId,
          step,
          supersedes: [],
          fields,
          measures: [],
          time: time(),
          ...rest,
        }),
      takes: (slot, rest = {}) => {
        const own = unique();
        return keep({
          _id: evidenceId(orderId, own),
          type: 'evidence',
          schemaVersion: 1,
          createdBy,
          deviceId: deviceId ?? idOf('nodevice'),
          orderId,
          slot,
          sha256: own.padEnd(64, '0').replace(/[^0-9a-f]/g, 'a'),
          bytes: 1000,
          mediaType: 'image/jpeg',
          takenAt: time().at,
          source: 'live',
          ...rest,
        });
      },
      meets: (...others) => {
        for (const other of others) for (const document of other.known) known.add(document);
      },
    };
  };

  const office = author('office', idOf('dispatcher'), undefined, 'dispatcher');
  let reviews = 0;
  return {
    order,
    office,
    device: (name, technicianId = idOf(name)) => author(name, technicianId, idOf(`device${name}`), 'technician'),
    review: (verdict, rework = []) => {
      reviews += 1;
      const known = [...office.known].filter((document): document is EventDocument => document.type === 'event');
      const review: ReviewDocument = {
        _id: reviewId(orderId, reviews),
        type: 'review',
        schemaVersion: 1,
        createdBy: idOf('reviewer'),
        orderId,
        n: reviews,
        verdict,
        scorecard: [],
        rework,
        note: '',
        reviewedAt: time().at,
        after: [...causalGraph(known).frontier],
      };
      office.known.add(review);
      written.push(review);
      return review;
    },
    receipt: (sha256) => {
      const receipt: ReceiptDocument = {
        _id: receiptId(orderId, sha256),
        type: 'receipt',
        schemaVersion: 1,
        createdBy: 'office',
        orderId,
        sha256,
        bytes: 1000,
        receivedAt: time().at,
      };
      office.known.add(receipt);
      written.push(receipt);
      return receipt;
    },
    all: () => [...written],
  };
}

const plainOrder = (orderId: string): WorkOrderDocument => ({
  _id: workOrderId(orderId),
  type: 'workOrder',
  schemaVersion: 1,
  createdBy: 'office',
  orderId,
  number: 'HF-0001',
  orderType: 'ftth-install',
  orderTypeVersion: ftthInstall.version,
  settings: {},
  customer: { name: '陈小满', phone: '13900000000', grade: 'gold' },
  place: { address: '测试路 1 号', district: '蜀山区', area: 'urban' },
  products: { broadbandMbps: 300 },
  resources: {
    olt: 'OLT-1',
    ponPort: '0/1/3',
    opticsClass: 'GPON-B+',
    splitter: 'S-1',
    splitterPort: '4',
    loid: 'HF1',
  },
  remarks: '',
  priority: 'normal',
  acceptedAt: new Date(start - 3_600_000).toISOString(),
  createdAt: new Date(start - 3_500_000).toISOString(),
  source: 'form',
  missing: [],
});

export const assignmentOf = (name: string): { readonly assignmentId: string } => ({
  assignmentId: idOf(`assignment${name}`),
});
