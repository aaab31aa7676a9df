import type { z } from 'zod';
import { problem } from '../../domain/problem.ts';
import { cutText } from '../../domain/text/cut.ts';
import { Refusal } from '../http/session-hook.ts';

/** What came in, as its schema says, or a 400 that names the place. */
export function parse<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Refusal(
    problem('input.invalid', { where: cutText(parsed.error.issues[0]?.path.join('.') ?? '', 80) || 'request' }),
  );
}
