import { z } from 'zod';
import { problemCatalogue } from '../../../domain/problem/catalogue.ts';

const GivenProblem = z.object({ code: z.string(), details: z.record(z.string(), z.unknown()).optional() });
const Answer = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), problem: GivenProblem }),
  // `/db` answers in CouchDB's shape, with our problem beside it.
  z
    .object({ error: z.string(), problem: GivenProblem })
    .transform(({ problem: given }) => ({ ok: false as const, problem: given })),
]);
export type OfficeShape = z.output<typeof Answer>;

/** An answer of the office as `{ok, value}` or `{ok, problem}`; null: no shape of ours. */
export function readShape(json: unknown): OfficeShape | null {
  const read = Answer.safeParse(json);
  return read.success ? read.data : null;
}

/** A refusal with a code that we know: no portal words its pages so. */
export function refusalCodeOf(json: unknown): string | null {
  const shape = readShape(json);
  return shape !== null && !shape.ok && Object.hasOwn(problemCatalogue, shape.problem.code) ? shape.problem.code : null;
}
