import { argumentLevels } from '../../domain/documents/limits.ts';
import { mended } from '../../domain/documents/plain-json.ts';
import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';

/**
 * Refuses what is nested so deeply that parsing it by recursion could end the process, or that no document of the office may be. What is
 * left is mended: an input method hands over an emoji in two halves, and what was typed around one must save.
 */
export function readableInput(value: unknown): Result<unknown> {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > argumentLevels) return refused(problem('input.tooDeep', { limit: argumentLevels }));
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return ok(mended(value));
}
