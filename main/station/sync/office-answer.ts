import { problemCatalogue } from '../../../domain/problem/catalogue.ts';
import { type ProblemCode, problem } from '../../../domain/problem.ts';
import { ok, type Result, refused } from '../../../domain/result.ts';
import type { HttpAnswer } from './http.ts';
import { readShape } from './office-shape.ts';

/**
 * The office's `{ok, value}` or `{ok, problem}`, or the replication door's `{error, reason, problem}`. What is neither was changed by
 * something in between (a proxy, a portal): the office was not reached.
 */
export function readAnswer({ json, status }: Pick<HttpAnswer, 'json' | 'status'>): Result<unknown> {
  const read = readShape(json);
  if (read === null) return refused(problem(status >= 500 ? 'link.officeUnreachable' : 'link.altered', { status }));
  if (read.ok) return ok(read.value);
  return refused(knownProblem(read.problem.code, read.problem.details ?? {}));
}

/** A code that this version does not know is kept in the details. */
export function knownProblem(code: string, details: Readonly<Record<string, unknown>>) {
  if (Object.hasOwn(problemCatalogue, code)) return problem(code as ProblemCode, details);
  return problem('internal', { ...details, incident: code });
}

/** The office wants a sign-in before anything else; retrying alone does not help. */
export const wantsSignIn = (code: ProblemCode): boolean =>
  code === 'session.required' || code === 'session.accountDisabled' || code === 'session.wrongPassword';

export const isLinkProblem = (code: ProblemCode): boolean => code.startsWith('link.');
