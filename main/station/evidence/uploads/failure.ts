import type { DetailedError } from 'tus-js-client';
import { problemCatalogue } from '../../../../domain/problem/catalogue.ts';
import { type Problem, type ProblemCode, problem } from '../../../../domain/problem.ts';

/**
 * What a failed upload means for the queue: `auth` stops it and says so, `item` sets this file aside and goes on,
 * `again` sends this file from its beginning, `notYet` waits for its document to arrive, `link` backs off.
 */
export type Failure = { readonly kind: 'auth' | 'item' | 'again' | 'notYet' | 'link'; readonly problem: Problem };

export function failureOf(error: unknown): Failure {
  const answer = isDetailed(error) ? error.originalResponse : null;
  const status = answer?.getStatus() ?? 0;
  const given = problemIn(answer?.getBody() ?? '');
  if (status === 401) return { kind: 'auth', problem: given ?? problem('session.required') };
  if (given?.code === 'session.deviceRevoked' || given?.code === 'session.accountDisabled')
    return { kind: 'auth', problem: given };
  if (given?.code === 'evidence.hashMismatch') return { kind: 'again', problem: given };
  if (given?.code === 'evidence.notDeclared') return { kind: 'notYet', problem: given };
  if (
    status === 0 ||
    status >= 500 ||
    status === 408 ||
    status === 423 ||
    status === 429 ||
    status === 409 ||
    status === 460
  )
    return { kind: 'link', problem: given ?? problem(status === 0 ? 'link.officeUnreachable' : 'link.timeout') };
  if (status === 404 || status === 410) return { kind: 'again', problem: given ?? problem('evidence.unknown') };
  return { kind: 'item', problem: given ?? problem('input.invalid', { where: `HTTP ${status}` }) };
}

/** By its shape: the class itself would load tus at every start. */
const isDetailed = (error: unknown): error is DetailedError => error instanceof Error && 'originalResponse' in error;

function problemIn(body: string): Problem | null {
  try {
    const parsed = JSON.parse(body) as { problem?: { code?: unknown; details?: unknown } };
    const code = parsed.problem?.code;
    if (typeof code !== 'string' || !(code in problemCatalogue)) return null;
    return problem(code as ProblemCode, (parsed.problem?.details ?? {}) as Record<string, unknown>);
  } catch {
    return null;
  }
}
