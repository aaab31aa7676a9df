import type { z } from 'zod';
import { OrderTypeDocument, SettingsDocument } from './catalogue.ts';
import { DeviceDocument } from './device.ts';
import { DraftDocument } from './draft.ts';
import { EventDocument } from './event.ts';
import { EvidenceDocument, ReceiptDocument } from './evidence.ts';
import { GrantDocument } from './grant.ts';
import { ReviewDocument } from './review.ts';
import { SubmissionDocument } from './submission.ts';
import { TmfOrderDocument } from './tmf-order.ts';
import { WorkOrderDocument } from './work-order.ts';

/** Documents of one order, as both sides hold them. */
export type OrderDocument =
  | WorkOrderDocument
  | EventDocument
  | DraftDocument
  | SubmissionDocument
  | EvidenceDocument
  | ReceiptDocument
  | ReviewDocument
  | GrantDocument
  | TmfOrderDocument;

export type AnyDocument = OrderDocument | DeviceDocument | OrderTypeDocument | SettingsDocument;
export type DocumentType = AnyDocument['type'];

export const shapes: { readonly [T in DocumentType]: z.ZodType<Extract<AnyDocument, { type: T }>> } = {
  workOrder: WorkOrderDocument,
  event: EventDocument as z.ZodType<EventDocument>,
  draft: DraftDocument,
  submission: SubmissionDocument,
  evidence: EvidenceDocument,
  receipt: ReceiptDocument,
  review: ReviewDocument,
  grant: GrantDocument,
  tmfOrder: TmfOrderDocument,
  device: DeviceDocument,
  orderType: OrderTypeDocument,
  settings: SettingsDocument,
};

/** Types that never change once written. */
export const immutableTypes: ReadonlySet<DocumentType> = new Set<DocumentType>([
  'workOrder',
  'event',
  'submission',
  'evidence',
  'receipt',
  'review',
  'tmfOrder',
  'orderType',
  'settings',
]);
/** Types that a technician's device may write (DESIGN §3). */
export const deviceTypes: ReadonlySet<DocumentType> = new Set<DocumentType>([
  'event',
  'draft',
  'submission',
  'evidence',
  'device',
]);
