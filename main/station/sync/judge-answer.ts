import type { IncomingHttpHeaders } from 'node:http';
import { markField, markHeader, officeMark } from '../../../bridge/office-mark.ts';
import { unmarked } from '../../../bridge/on-the-way.ts';
import { weightOf } from '../../../domain/documents/json-weight.ts';
import { requestLevels } from '../../../domain/documents/limits.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import { ok, type Result, refused } from '../../../domain/result.ts';
import { codeOf } from '../../../storage/flushed-file.ts';
import { decodeBody } from './decode-body.ts';
import { readShape, refusalCodeOf } from './office-shape.ts';

export type Given = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly raw: Buffer;
  /** the word that the request asked with */
  readonly ask: string;
  readonly path: string;
  readonly sentBytes: number;
  /** the last call showed by its body that this is the office behind a proxy that removes headers */
  readonly headersRemoved: boolean;
};
export type Judged = { readonly status: number; readonly json: unknown; readonly headersRemoved: boolean };

/**
 * Only an answer that carries the office's mark, and can be read, is the office's (ADR 0020). What says how a request went carries it in
 * its body too. Where that has shown that a proxy removes headers, what else the replication door answers is believed by its shape: its
 * rows name the document and revision that they are about, and with a word in the query nothing of it is an old answer.
 */
export async function judgeAnswer(given: Given): Promise<Result<Judged>> {
  const { status, headers, ask, path } = given;
  const json = await jsonOf(given);
  if (headers[markHeader] === officeMark(ask, status))
    return json === undefined
      ? refused(problem('link.altered', { status }))
      : ok({ status, json, headersRemoved: false });
  if (markInBody(json) === officeMark(ask, status)) return ok({ status, json, headersRemoved: true });
  if (given.headersRemoved && json !== undefined && path.startsWith('/db/') && status < 300)
    return ok({ status, json, headersRemoved: true });
  return refused(somethingElse(given, json));
}

/** The thing that stands between us and the office, named as far as its answer tells. */
function somethingElse({ status, headers, sentBytes, path }: Given, json: unknown): Problem {
  return unmarked({ status, mark: headers[markHeader], sentBytes, ours: isOurShape(json, path) });
}

const isOurShape = (json: unknown, path: string): boolean =>
  refusalCodeOf(json) !== null ||
  (path === '/healthz' && (json as { ok?: unknown } | null)?.ok === true) ||
  (markInBody(json) !== undefined && readShape(json) !== null) ||
  (path.startsWith('/db/') && Array.isArray(json) && json.every((row) => typeof row?.id === 'string')) ||
  (path.includes('/_changes') && Array.isArray((json as { results?: unknown } | null)?.results));

const markInBody = (json: unknown): unknown =>
  typeof json === 'object' && json !== null ? (json as Readonly<Record<string, unknown>>)[markField] : undefined;

/** No answer of the office is heavier, and what is lighter costs a second at most. 60 KB of gzip may unpack to lists in lists for minutes and gigabytes. [P] */
const answerLimits = { levels: requestLevels + 20, values: 1_000_000 };

/** undefined: no JSON, too much of it for an answer of the office, or its packing is damaged. */
async function jsonOf({ raw, headers }: Given): Promise<unknown> {
  try {
    const bytes = await decodeBody(raw, headers['content-encoding']);
    if (weightOf(bytes, answerLimits.levels, answerLimits.values) !== 'fine') return undefined;
    return JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, '')) as unknown;
  } catch {
    return undefined;
  }
}

const certificates = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|ERR_TLS/;
/** Something answers, but neither TLS nor HTTP. */
const otherTongue = /^HPE_|ERR_SSL|EPROTO|UND_ERR_(HEADERS_OVERFLOW|RES_)/;

/** Why nothing was answered. */
export function linkFailure(error: unknown): Problem {
  const code = codeOf(error);
  if (/TIMEOUT/.test(code) && !/CONNECT/.test(code)) return problem('link.timeout');
  if (certificates.test(code)) return problem('link.certificate');
  if (otherTongue.test(code)) return problem('link.inBetween', { status: code });
  return problem('link.officeUnreachable');
}
