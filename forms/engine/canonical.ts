/** JSON with sorted keys and no undefined: equal values give equal text, whatever order their keys were written in. The input of every hash. */
export const canonicalJson = (value: unknown): string => JSON.stringify(canonical(value)) ?? 'null';

/** The same value with its keys sorted, all the way down. What is in order already is not copied: it is part of the answer as it stands. */
export function canonical<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  return (Array.isArray(value) ? list(value) : record(value as Readonly<Record<string, unknown>>)) as T;
}

function list(from: readonly unknown[]): readonly unknown[] {
  let to: unknown[] | null = null;
  // A view has some thousand values, and lists are derived by the ten thousand: loops, and no copy of what needs none.
  for (let i = 0; i < from.length; i += 1) {
    const item = from[i];
    const clean = typeof item === 'object' && item !== null ? canonical(item) : item;
    if (to === null && clean !== item) to = from.slice(0, i);
    to?.push(clean);
  }
  return to ?? from;
}

function record(from: Readonly<Record<string, unknown>>): unknown {
  const keys = Object.keys(from);
  const ordered = inOrder(keys);
  if (!ordered) keys.sort();
  let to: Record<string, unknown> | null = ordered ? null : {};
  for (let i = 0; i < keys.length; i += 1) {
    const key = keys[i] ?? '';
    const item = from[key];
    const clean = typeof item === 'object' && item !== null ? canonical(item) : item;
    if (to === null && (clean !== item || item === undefined)) to = firstOf(from, keys, i);
    if (to !== null && clean !== undefined) set(to, key, clean);
  }
  return to ?? from;
}

function firstOf(
  from: Readonly<Record<string, unknown>>,
  keys: readonly string[],
  count: number,
): Record<string, unknown> {
  const to: Record<string, unknown> = {};
  for (let i = 0; i < count; i += 1) set(to, keys[i] ?? '', from[keys[i] ?? '']);
  return to;
}

function set(to: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(to, key, { value, enumerable: true, writable: true, configurable: true });
  else to[key] = value;
}

function inOrder(keys: readonly string[]): boolean {
  for (let i = 1; i < keys.length; i += 1) if ((keys[i - 1] ?? '') > (keys[i] ?? '')) return false;
  return true;
}

/** Equal as JSON. */
export const sameJson = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && canonicalJson(a) === canonicalJson(b));
