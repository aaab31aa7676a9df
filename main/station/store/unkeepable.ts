import { judgeShape, type Offered, unkeepable } from '../../../domain/documents/judge-shape.ts';
import type { Problem } from '../../../domain/problem.ts';

/** A document that the office would refuse for ever was about to be written: nothing of that write is kept, and the person is told now. */
export class Unkeepable extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(`${problem.code} ${String(problem.details.where ?? problem.details.limit ?? '')}`);
    this.problem = problem;
  }
}

/**
 * The office's own judgement of a document, asked before it goes into the journal.
 * @throws Unkeepable
 */
export function assertKeepable(document: Offered, rev: string): void {
  const { _rev: _, ...body } = document;
  const judged = judgeShape(document, Buffer.byteLength(JSON.stringify({ ...body, _rev: rev })));
  if (!judged.ok) throw new Unkeepable(unkeepable(judged.problem));
}
