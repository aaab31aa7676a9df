/** JSON with sorted keys and no undefined: equal values give equal text, whatever order their keys were written in. The input of every hash. */
export const canonicalJson = (value: unknown): string => JSON.stringify(canonical(value)) ?? 'null';

/** The same value with its keys sorted, all the way down. */
export function canonical<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => canonical(item)) as T;
  const from = value as Readonly<Record<string, unknown>>;
  const keys = Object.keys(from).filter((key) => from[key] !== undefined);
  return Object.fromEntries(keys.sort().map((key) => [key, canonical(from[key])])) as T;
}

/** Equal as JSON. */
export const sameJson = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && canonicalJson(a) === canonicalJson(b));
