import { isId } from '../ids.ts';
import { deviceDocumentId } from './device.ts';
import { draftId } from './draft.ts';
import { eventId } from './event.ts';
import { evidenceId } from './evidence.ts';
import type { AnyDocument } from './parse.ts';
import { submissionId } from './submission.ts';

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
