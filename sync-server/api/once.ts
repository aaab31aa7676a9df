import { createHash } from 'node:crypto';
import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { canonicalJson } from '../../forms/engine/canonical.ts';
import type { OneAtATime } from '../../storage/one-at-a-time.ts';
import { isWritten, untilWritten } from '../database/attempts.ts';
import type { Database } from '../database/types.ts';

type RequestDocument = {
  readonly _id: string;
  readonly _rev: string;
  readonly hash: string;
  readonly unique: string;
  readonly state: 'begun' | 'done' | 'refused';
  readonly value?: unknown;
};

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

export type Request = {
  readonly accountId: string;
  readonly key: string;
  /** known for as long as what it made, and not for a while only (`request-keys.ts`) */
  readonly lasting?: boolean;
  readonly name: string;
  readonly argument: object;
};

export type OnceParts = {
  readonly office: Database;
  readonly alone: OneAtATime;
  readonly makeId: () => string;
  readonly now: () => number;
  /** is told of each key that is new */
  readonly added: (accountId: string) => void;
};

/**
 * Runs a call once per account and key (R-08). The reserved id is stored before the call runs, so that a retry after a lost
 * answer, or after a kill at any line, makes the same document again instead of another one.
 * Refused: `order.keyReused` when the key came with another body. A refusal frees the key.
 */
export async function once<T>(
  parts: OnceParts,
  request: Request,
  run: (unique: string) => Promise<Result<T>>,
): Promise<Result<T>> {
  const { office, alone } = parts;
  const id = `request:${sha256(`${request.accountId}\n${request.key}`)}`;
  const hash = bodyHash(request);
  return alone(id, async () => {
    const begun = await begin(parts, request, id, hash);
    if (begun.hash !== hash) return refused(problem('order.keyReused'));
    if (begun.state === 'done') return ok(begun.value as T);
    const answer = await run(begun.unique);
    const { value: _, ...rest } = begun;
    await office.bulkDocs([
      { ...rest, ...(answer.ok ? { state: 'done', value: answer.value } : { state: 'refused' }) },
    ]);
    return answer;
  });
}

async function begin(
  { office, makeId, now, added }: OnceParts,
  { accountId, lasting }: Request,
  id: string,
  hash: string,
): Promise<RequestDocument> {
  return untilWritten('a request key', async () => {
    const stored = (await office.get(id)) as unknown as RequestDocument | null;
    if (stored !== null && stored.state !== 'refused') return stored;
    const fresh = {
      _id: id,
      type: 'request',
      hash,
      unique: makeId(),
      state: 'begun' as const,
      at: new Date(now()).toISOString(),
      accountId,
      ...(lasting === true ? { lasting } : {}),
    };
    const [row] = await office.bulkDocs([{ ...fresh, ...(stored === null ? {} : { _rev: stored._rev }) }]);
    if (!isWritten('a request key', row)) return null;
    if (stored === null) added(accountId);
    return { ...fresh, _rev: row?.rev ?? '' };
  });
}

/** Never over a password: a fast hash of it must not lie anywhere. */
function bodyHash({ name, argument }: Request): string {
  const { requestKey: _, password: __, ...body } = argument as { requestKey?: unknown; password?: unknown };
  return sha256(`${name}\n${canonicalJson(body as never)}`);
}
