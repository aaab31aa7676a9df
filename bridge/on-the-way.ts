import { type Problem, type ProblemCode, problem } from '../domain/problem.ts';
import { noWord, officeMark } from './office-mark.ts';

const onTheWay: ReadonlySet<string> = new Set<ProblemCode>([
  'link.inBetween',
  'link.headersRemoved',
  'link.sizeLimited',
  'link.altered',
  'link.certificate',
  // A proxy has put another name into the request than the one that people use.
  'link.hostRefused',
]);

/** Something between here and the office answers or meddles: a person may be able to do something about it. */
export const isOnTheWay = (code: string): boolean => onTheWay.has(code);

export type Unmarked = {
  /** 0: a browser does not tell it of an answer that sends elsewhere */
  readonly status: number;
  /** as it came */
  readonly mark: string | readonly string[] | null | undefined;
  readonly sentBytes: number;
  /** the answer has a shape that only the office makes */
  readonly ours: boolean;
};

/** Names what made an answer that does not carry the mark of its request (ADR 0020). */
export function unmarked({ status, mark, sentBytes, ours }: Unmarked): Problem {
  const isBare = mark === undefined || mark === null;
  // The office was not given the word, or its mark was taken away. A mark of another request is an old answer, one of another status a
  // changed one.
  if (isBare ? ours : mark === officeMark(noWord, status)) return problem('link.headersRemoved', { status });
  if (!isBare) return problem('link.altered', { status });
  if (status === 413) return problem('link.sizeLimited', { bytes: sentBytes });
  // The office's own proxy says that the office is down: no portal does.
  if (status === 502 || status === 503 || status === 504) return problem('link.officeUnreachable', { status });
  return problem('link.inBetween', { status: status === 0 ? 'HTTP 3xx' : `HTTP ${status}` });
}
