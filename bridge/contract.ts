import type { z } from 'zod';

/**
 * One call of a contract: the schema of its argument and, as a type only, what it answers.
 * The argument is parsed on the far side; the answer is always `Result<value>`.
 */
export type Call<A extends z.ZodType, V> = { readonly argument: A; readonly value?: V };

export const call =
  <V>() =>
  <A extends z.ZodType>(argument: A): Call<A, V> => ({ argument });

export type ArgumentOf<C> = C extends Call<infer A, unknown> ? z.input<A> : never;
export type ParsedOf<C> = C extends Call<infer A, unknown> ? z.output<A> : never;
export type ValueOf<C> = C extends { readonly value?: infer V } ? Exclude<V, undefined> : never;
