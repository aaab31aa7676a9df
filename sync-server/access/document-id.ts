import { deviceDocumentId } from '../../domain/documents/device.ts';
import { draftId } from '../../domain/documents/draft.ts';
import { eventId } from '../../domain/documents/event.ts';
import { evidenceId } from '../../domain/documents/evidence.ts';
import type { AnyDocument } from '../../domain/documents/parse.ts';
import { submissionId } from '../../domain/documents/submission.ts';
import { isId } from '../../domain/ids.ts';

/** Does the id say the same as the document's own fields, and is its unique part a ULID of ours? */
export function idFits(document: AnyDocument): boolean {
  const { _id } = document;
  const unique = _id.slice(_id.lastIndexOf(':') + 1);
  switch (document.type) {
    case 'event':
      return isId(unique) && _id === eventId(document.orderId, unique);
    case 'submission':
      return isId(unique) && _id === submissionId(document.orderId, document.step, unique);
    case 'evidence':
      return isId(unique) && _id === evidenceId(document.orderId, unique);
    case 'draft':
      return _id === draftId(document.orderId, document.step, document.deviceId);
    case 'device':
      return _id === deviceDocumentId(document.deviceId);
    default:
      return false;
  }
}
