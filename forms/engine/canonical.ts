/** JSON with sorted keys and no undefined: equal values give equal text, whatever order their keys were written in. The input of every hash. */
export const canonicalJson = (value: unknown): string => JSON.stringify(canonical(value)) ?? 'null';

/** The same value with its keys sorted, all the way down. */
export function canonical<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => canonical(item)) as T;
  const from = value as Readonly<Record<string, unknown>>;
  const to: Record<string, unknown> = {};
  // A view has some thousand keys, and lists are derived by the ten thousand: a loop costs half of fromEntries.
  for (const key of sortedKeys(from)) {
    const item = from[key];
    if (item === undefined) continue;
    if (key === '__proto__')
      Object.defineProperty(to, key, { value: canonical(item), enumerable: true, writable: true, configurable: true });
    else to[key] = typeof item === 'object' && item !== null ? canonical(item) : item;
  }
  return to as T;
}

/** Most objects have few keys and many have them sorted already: looking costs less than sorting. */
function sortedKeys(from: object): readonly string[] {
  const keys = Object.keys(from);
  for (let i = 1; i < keys.length; i += 1) if ((keys[i - 1] ?? '') > (keys[i] ?? '')) return keys.sort();
  return keys;
}

/** Equal as JSON. */
export const sameJson = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && canonicalJson(a) === canonicalJson(b));
