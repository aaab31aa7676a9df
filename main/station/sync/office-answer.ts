import { z } from 'zod';
import { problemCatalogue } from '../../../domain/problem/catalogue.ts';
import { type ProblemCode, problem } from '../../../domain/problem.ts';
import { ok, type Result, refused } from '../../../domain/result.ts';
import type { HttpAnswer } from './http.ts';

const GivenProblem = z.object({ code: z.string(), details: z.record(z.string(), z.unknown()).optional() });
const Answer = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({
    ok: z.literal(false),
    problem: GivenProblem,
  }),
  // `/db` answers in CouchDB's shape, with our problem beside it.
  z
    .object({ error: z.string(), problem: GivenProblem })
    .transform(({ problem: given }) => ({ ok: false as const, problem: given })),
]);

/**
 * The office's `{ok, value}` or `{ok, problem}`, or the replication door's `{error, reason, problem}`. What is neither comes from something in between (a proxy, a portal):
 * the office was not reached.
 */
export function readAnswer(answer: HttpAnswer): Result<unknown> {
  const read = Answer.safeParse(answer.json);
  if (!read.success) return refused(problem('link.officeUnreachable', { status: answer.status }));
  if (read.data.ok) return ok(read.data.value);
  return refused(knownProblem(read.data.problem.code, read.data.problem.details ?? {}));
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
