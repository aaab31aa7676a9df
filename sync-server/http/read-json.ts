import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';

const inflate = promisify(gunzip);
const depthLimit = 40;

/**
 * Bytes from outside to JSON: gunzipped within `limit` bytes, UTF-8 checked, nested at most 40 levels,
 * without `__proto__` keys and lone surrogates (no store takes those).
 */
export async function readJson(bytes: Buffer, encoding: string | undefined, limit: number): Promise<Result<unknown>> {
  const plain = await decoded(bytes, encoding, limit);
  if (!plain.ok) return plain;
  if (plain.value.length > limit) return refused(problem('input.tooLarge', { limit }));
  const value = parsed(plain.value);
  if (!value.ok) return value;
  return inspected(value.value);
}

async function decoded(bytes: Buffer, encoding: string | undefined, limit: number): Promise<Result<Buffer>> {
  if (encoding === undefined || encoding === 'identity') return ok(bytes);
  if (encoding !== 'gzip') return refused(problem('input.mediaType', { given: encoding.slice(0, 40) }));
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

const loneSurrogate = /\p{Surrogate}/u;

/** Walks the value with a stack of its own, so that depth costs nothing. */
function inspected(value: unknown): Result<unknown> {
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value, depth: 1 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next.value === 'string' && loneSurrogate.test(next.value)) return refused(problem('input.notJson'));
    if (typeof next.value !== 'object' || next.value === null) continue;
    if (next.depth > depthLimit) return refused(problem('input.tooDeep', { limit: depthLimit }));
    for (const [key, inner] of Object.entries(next.value)) {
      if (key === '__proto__' || loneSurrogate.test(key)) return refused(problem('input.invalid', { where: 'key' }));
      open.push({ value: inner, depth: next.depth + 1 });
    }
  }
  return ok(value);
}
