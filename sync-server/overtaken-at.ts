import type { Overtaken } from '../bridge/basis.ts';
import { type Problem, problem } from '../domain/problem.ts';

/** What is refused because one thing that it was based on is something else by now; who changed it stands in the audit trail. */
export const overtakenAt = (fact: string, values: Pick<Overtaken, 'seen' | 'yours' | 'theirs'>): Problem =>
  problem('edit.overtaken', { count: 1, overtaken: [{ fact, ...values, by: null, at: null } satisfies Overtaken] });
