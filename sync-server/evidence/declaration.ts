import { z } from 'zod';
import { Id, Sha256 } from '../../domain/documents/base.ts';
import { EvidenceDocument } from '../../domain/documents/evidence.ts';
import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { EvidenceKind, type MediaType } from './evidence-store.ts';
import { mediaTypesOf, mostBytes } from './limits.ts';

/** What a device says about the bytes that it wants to send; `length` in bytes. */
export const Declaration = z.strictObject({
  orderId: Id,
  evidenceId: z.string().max(200),
  sha256: Sha256,
  kind: EvidenceKind,
  length: z.number().int().positive(),
});
export type Declaration = z.infer<typeof Declaration>;

/** tus `Upload-Metadata`: `key base64,key base64`; other keys (file names …) are not read. */
export function declarationFrom(metadata: string | undefined, length: number): Result<Declaration> {
  const values = Object.fromEntries(
    (metadata ?? '').split(',').map((pair) => {
      const [key, value] = pair.trim().split(' ');
      return [key ?? '', Buffer.from(value ?? '', 'base64').toString('utf8')] as const;
    }),
  );
  const { orderId, evidenceId, sha256, kind } = values;
  const parsed = Declaration.safeParse({ orderId, evidenceId, sha256, kind, length });
  if (parsed.success) return ok(parsed.data);
  return refused(
    problem('input.invalid', { where: `Upload-Metadata.${parsed.error.issues[0]?.path.join('.') ?? ''}` }),
  );
}

/** What the office has stored about it, gathered before the rule is applied. */
export type Facts = {
  /** a grant of this order was ever in this technician's mailbox, active or withdrawn */
  readonly granted: boolean;
  /** the evidence document, from the mailbox or from `work` */
  readonly document: unknown;
};

/**
 * May these bytes come in? Only what an evidence document of an order of this technician declares, in the size it declares.
 * The document travels on another road and may be late: `evidence.notDeclared` asks for another try, it is no verdict.
 * @returns the media types that the bytes may turn out to be
 */
export function judgeDeclaration(given: Declaration, facts: Facts): Result<readonly MediaType[]> {
  const limit = mostBytes[given.kind];
  if (given.length > limit) return refused(problem('input.tooLarge', { limit }));
  if (!facts.granted) return refused(problem('door.notGranted'));
  const document = EvidenceDocument.safeParse(facts.document);
  if (!document.success || document.data.orderId !== given.orderId) return refused(problem('evidence.notDeclared'));
  const declared = declaredBytes(document.data, given.kind);
  if (declared?.sha256 !== given.sha256) return refused(problem('evidence.notDeclared'));
  if (declared.bytes !== undefined && declared.bytes !== given.length)
    return refused(problem('input.invalid', { where: 'Upload-Length' }));
  return ok(declared.mediaType ? [declared.mediaType] : mediaTypesOf[given.kind]);
}

type Declared = { readonly sha256: string; readonly bytes?: number | undefined; readonly mediaType?: MediaType };

/** The hash, and size and type where it names them, that a document declares for a kind. */
export function declaredBytes(document: EvidenceDocument, kind: EvidenceKind): Declared | null {
  switch (kind) {
    case 'view':
    case 'report':
      if ((document.slot === 'report') !== (kind === 'report')) return null;
      return { sha256: document.sha256, bytes: document.bytes, mediaType: document.mediaType };
    case 'thumbnail':
      return document.thumbnailSha256 ? { sha256: document.thumbnailSha256 } : null;
    case 'original':
      return document.originalSha256 ? { sha256: document.originalSha256, bytes: document.originalBytes } : null;
  }
}
