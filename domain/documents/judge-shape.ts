import { type Problem, problem } from '../problem.ts';
import { ok, type Result, refused } from '../result.ts';
import { cutText } from '../text/cut.ts';
import { idFits } from './id-fits.ts';
import { documentLevels, idLength, sizeLimitOf } from './limits.ts';
import { type AnyDocument, type DocumentType, deviceTypes, shapes } from './parse.ts';
import { plainFault } from './plain-json.ts';

export type Offered = { readonly _id?: unknown; readonly type?: unknown; readonly [field: string]: unknown };

/**
 * Finds what is wrong for ever with a document that a device writes, seen by itself: kind, id, size, text, shape. The office's door asks
 * this of what it is sent, and a station of what it is about to keep, so that nothing is answered "kept" that the office refuses for ever.
 * Whose document it is and which revision it follows only the door knows.
 * @param bytes length of the document's JSON in UTF-8, its revision included, its history not
 */
export function judgeShape(offered: Offered, bytes: number): Result<AnyDocument> {
  const { _id, type } = offered;
  if (typeof _id !== 'string' || _id.length > idLength || _id.startsWith('_')) return refused(problem('door.id'));
  if (typeof type !== 'string' || !deviceTypes.has(type as DocumentType)) return refused(problem('door.type'));
  const limit = sizeLimitOf(type as DocumentType);
  if (bytes > limit) return refused(problem('door.size', { limit }));
  const read = readDocument(type as DocumentType, offered);
  if (!read.ok) return read;
  return idFits(read.value) ? read : refused(problem('door.id'));
}

/** Judges a document of any kind, but not its id and size: the office asks it of what it is about to write itself. */
export function readDocument(type: DocumentType, document: Offered): Result<AnyDocument> {
  const fault = plainFault(document, documentLevels);
  if (fault !== null)
    return refused(problem('door.shape', { where: cutText(`${fault.path} ${fault.fault}`.trim(), 120) }));
  const { _revisions: _, ...plain } = document;
  const parsed = shapes[type].safeParse(plain);
  return parsed.success ? ok(parsed.data) : refused(problem('door.shape', { where: whereOf(parsed.error.issues[0]) }));
}

const whereOf = (issue: { readonly path: readonly PropertyKey[]; readonly code?: string } | undefined): string =>
  cutText(issue?.path.map(String).join('.') ?? '', 120) || (issue?.code ?? 'document');

/** The door's refusal in the words of a station that is about to write such a document: whoever typed it has it before him still. */
export function unkeepable({ code, details }: Problem): Problem {
  return code === 'door.size'
    ? problem('kept.tooLarge', details)
    : problem('kept.unfit', { where: details.where ?? code });
}
