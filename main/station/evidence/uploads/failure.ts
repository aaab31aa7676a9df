import type { DetailedError } from 'tus-js-client';
import { type Problem, problem } from '../../../../domain/problem.ts';
import { isLinkProblem, knownProblem, readAnswer } from '../../sync/office-answer.ts';

/**
 * What a failed upload means for the queue: `auth` stops it and says so, `item` sets this file aside and goes on,
 * `again` sends this file from its beginning, `notYet` waits for its document to arrive, `link` backs off.
 */
export type Failure = { readonly kind: 'auth' | 'item' | 'again' | 'notYet' | 'link'; readonly problem: Problem };

/** Something on the way has answered, or altered what the office answers: never a verdict (ADR 0020). */
export class NotTheOffice extends Error {
  override readonly name = 'NotTheOffice';
  readonly problem: Problem;
  constructor(given: Problem) {
    super(given.code);
    this.problem = given;
  }
}

/** The answers that reach this function carry the office's mark; what does not is a `NotTheOffice`. */
export function failureOf(error: unknown): Failure {
  const other = notTheOfficeIn(error);
  if (other !== null) return { kind: 'link', problem: other.problem };
  const answer = isDetailed(error) ? error.originalResponse : null;
  const status = answer?.getStatus() ?? 0;
  const given = problemIn(answer?.getBody() ?? '') ?? problemNamed(answer?.getHeader('Linework-Problem'));
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
  if (given !== null && isLinkProblem(given.code)) return { kind: 'link', problem: given };
  // Both speak of headers that we always send.
  if (status === 412 || status === 415) return { kind: 'link', problem: problem('link.headersRemoved', { status }) };
  // An answer that is no refusal, or a refusal without a problem, was altered on the way; so the file is tried again.
  if (status < 400 || given === null) return { kind: 'link', problem: problem('link.altered', { status }) };
  return { kind: 'item', problem: given };
}

/** By its shape: the class itself would load tus at every start. */
const isDetailed = (error: unknown): error is DetailedError => error instanceof Error && 'originalResponse' in error;

/** tus wraps what its HTTP has thrown. */
function notTheOfficeIn(error: unknown): NotTheOffice | null {
  if (error instanceof NotTheOffice) return error;
  const cause = isDetailed(error) ? (error.causingError as unknown) : null;
  return cause instanceof NotTheOffice ? cause : null;
}

function problemIn(body: string): Problem | null {
  try {
    const read = readAnswer({ json: JSON.parse(body), status: 0 });
    return read.ok || read.problem.code === 'link.altered' ? null : read.problem;
  } catch {
    return null;
  }
}

/** The answer to a HEAD has no body. */
const problemNamed = (code: string | undefined): Problem | null => (code === undefined ? null : knownProblem(code, {}));
