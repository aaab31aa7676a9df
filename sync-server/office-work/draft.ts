import { createHash } from 'node:crypto';
import type { Json } from '../../domain/documents/base.ts';
import { type DraftDocument, draftId } from '../../domain/documents/draft.ts';
import { sizeLimit } from '../../domain/documents/limits.ts';
import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { canonicalJson, sameJson } from '../../forms/engine/canonical.ts';
import { type Typed as Fields, type MergedTyped, mergeTyped } from '../../forms/engine/merge-typed.ts';
import { stepViewOf } from '../../forms/engine/steps-of.ts';
import type { Actor } from '../accounts/types.ts';
import type { IncomingDocument } from '../database/types.ts';
import { draftsFor } from '../orders/drafts-for.ts';
import type { LoadedOrder } from '../orders/types.ts';

/** As on a device (`main/station/steps/draft.ts`): a draft is a document of 64 KB at most, and what is not typed by a person has the rest. */
const mostBytes = sizeLimit - 4_096;

type Typed = {
  readonly step: string;
  readonly fields: Readonly<Record<string, Json>>;
  /** ms since the epoch */
  readonly now: number;
  readonly submittedAs?: string;
};

/** One account may type into one step in two windows: this merges their fields (ADR 0033). Null: the fields are kept as they were sent. */
export function mergeNow(
  loaded: LoadedOrder,
  { account }: Actor,
  step: string,
  { basedOn, fields }: { readonly basedOn: Fields; readonly fields: Fields },
): MergedTyped | null {
  const kept = draftsFor(loaded, account.accountId).drafts[step]?.fields ?? {};
  const submitted = stepViewOf(loaded.view, step)?.values ?? {};
  const merged = mergeTyped({ kept, basedOn, given: fields, submitted });
  return merged.overtaken.length === 0 && sameJson(merged.fields, fields) ? null : merged;
}

/** What an account types in an office stage: a draft document of its own, written by the office, wherever it signs in. */
export function draftOf(
  { view, documents, definition }: LoadedOrder,
  { account }: Actor,
  { step, fields, now, submittedAs }: Typed,
): Result<IncomingDocument> {
  if (Buffer.byteLength(JSON.stringify(fields)) > mostBytes)
    return refused(problem('input.tooLarge', { limit: mostBytes }));
  const id = draftId(view.orderId, step, account.accountId);
  const before = documents.find(({ _id }) => _id === id);
  const draft: DraftDocument = {
    _id: id,
    ...(before?._rev === undefined ? {} : { _rev: before._rev }),
    type: 'draft',
    schemaVersion: 1,
    createdBy: account.accountId,
    orderId: view.orderId,
    step,
    deviceId: account.accountId,
    fields: { ...fields },
    basedOn: submittedAs === undefined ? [...(stepViewOf(view, step)?.heads ?? [])] : [submittedAs],
    hash: createHash('sha256').update(canonicalJson(fields)).digest('hex'),
    savedAt: new Date(now).toISOString(),
    orderTypeVersion: definition.version,
    ...(submittedAs === undefined ? {} : { submittedAs }),
  };
  return ok(draft as unknown as IncomingDocument);
}
