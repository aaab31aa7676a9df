import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { weightOf } from '../../domain/documents/json-weight.ts';
import { requestLevels } from '../../domain/documents/limits.ts';
import { plainFault } from '../../domain/documents/plain-json.ts';
import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { cutText } from '../../domain/text/cut.ts';

const inflate = promisify(gunzip);

/** Values that one body may hold. A batch of 250 documents has some 15 000; 16 MB of `1,1,1…` would have 8 million, for seconds and 1 GB. [P] */
const mostValues = 300_000;

/**
 * Bytes from outside to JSON: gunzipped within `limit` bytes, UTF-8 checked, nested at most 40 levels,
 * without `__proto__` keys and lone surrogates (no store takes those).
 */
export async function readJson(bytes: Buffer, encoding: string | undefined, limit: number): Promise<Result<unknown>> {
  const plain = await decoded(bytes, encoding, limit);
  if (!plain.ok) return plain;
  if (plain.value.length > limit) return refused(problem('input.tooLarge', { limit }));
  const weight = weightOf(plain.value, requestLevels, mostValues);
  if (weight === 'tooDeep') return refused(problem('input.tooDeep', { limit: requestLevels }));
  if (weight === 'tooMany') return refused(problem('input.tooLarge', { limit }));
  const value = parsed(plain.value);
  if (!value.ok) return value;
  return inspected(value.value);
}

async function decoded(bytes: Buffer, given: string | undefined, limit: number): Promise<Result<Buffer>> {
  // Codings are named in any case, and gzip by its old name too (RFC 9110, 8.4.1).
  const encoding = given
    ?.trim()
    .toLowerCase()
    .replace(/^x-gzip$/, 'gzip');
  if (encoding === undefined || encoding === 'identity') return ok(bytes);
  if (encoding !== 'gzip') return refused(problem('input.mediaType', { given: cutText(encoding, 40) }));
  try {
    return ok(await inflate(bytes, { maxOutputLength: limit }));
  } catch (error) {
    const tooLarge = (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE';
    return refused(tooLarge ? problem('input.tooLarge', { limit }) : problem('input.notJson'));
  }
}

function parsed(bytes: Buffer): Result<unknown> {
  try {
    return ok(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    return refused(problem('input.notJson'));
  }
}

/** Walked with a stack of its own, so that depth costs nothing. */
function inspected(value: unknown): Result<unknown> {
  const found = plainFault(value, requestLevels);
  switch (found?.fault) {
    case undefined:
      return ok(value);
    case 'tooDeep':
      return refused(problem('input.tooDeep', { limit: requestLevels }));
    case 'halfCharacter':
      return refused(problem('input.halfCharacter', { where: cutText(found.path, 120) || 'text' }));
    case 'number':
      return refused(problem('input.invalid', { where: cutText(found.path, 120) || 'number' }));
    case 'key':
      return refused(problem('input.invalid', { where: 'key' }));
  }
}
