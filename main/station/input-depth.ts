import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';

const depthLimit = 64;

/** Refuses what is nested so deeply that parsing it by recursion could end the process. Looks without recursion itself. */
export function shallow(value: unknown): Result<unknown> {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > depthLimit) return refused(problem('input.tooDeep', { limit: depthLimit }));
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return ok(value);
}
