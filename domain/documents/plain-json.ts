import { isWellFormed, wellFormed } from '../text/well-formed.ts';

/** Why a value is refused by every store and every other system that reads JSON: see `plainFault`. */
export type PlainFault = 'tooDeep' | 'halfCharacter' | 'key' | 'number';

/** `path` names the place by its keys, each at most 40 characters long, without the value that stands there. */
export type FaultAt = { readonly fault: PlainFault; readonly path: string };

type Place = { readonly value: unknown; readonly level: number; readonly key: string; readonly above: Place | null };

/**
 * Finds what is wrong with a value for ever, wherever it is sent: nested beyond `levels`, a half of a character in a text or a key, the key
 * `__proto__` (parsers drop it, or worse), a number that JSON has not. Null: nothing. Walks with a stack of its own, so depth costs
 * nothing.
 */
export function plainFault(value: unknown, levels: number): FaultAt | null {
  const open: Place[] = [{ value, level: 1, key: '', above: null }];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const { value: one, level } = place;
    if (typeof one === 'string' && !isWellFormed(one)) return { fault: 'halfCharacter', path: pathOf(place) };
    if (typeof one === 'number' && !Number.isFinite(one)) return { fault: 'number', path: pathOf(place) };
    if (typeof one !== 'object' || one === null) continue;
    if (level > levels) return { fault: 'tooDeep', path: '' };
    for (const [key, inner] of Object.entries(one)) {
      if (key === '__proto__') return { fault: 'key', path: pathOf(place) };
      if (!isWellFormed(key)) return { fault: 'halfCharacter', path: pathOf(place) };
      open.push({ value: inner, level: level + 1, key, above: place });
    }
  }
  return null;
}

const pathOf = (place: Place): string => {
  const keys: string[] = [];
  for (let at: Place | null = place; at !== null; at = at.above) if (at.key !== '') keys.unshift(at.key);
  return keys.join('.');
};

/**
 * Makes of a value one that can be stored: halves of characters become U+FFFD in texts and keys, -0 becomes 0 (JSON has no other). A
 * value that needs no mending is handed back itself. Deep values are refused before (`plainFault`), so this may recurse.
 */
export function mended<T>(value: T): T {
  return mend(value) as T;
}

function mend(value: unknown): unknown {
  if (typeof value === 'string') return wellFormed(value);
  if (typeof value === 'number') return Object.is(value, -0) ? 0 : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map(mend);
    return items.every((item, at) => Object.is(item, value[at])) ? value : items;
  }
  const entries = Object.entries(value);
  const next = entries.map(([key, inner]) => [wellFormed(key), mend(inner)] as const);
  if (next.every(([key, inner], at) => key === entries[at]?.[0] && Object.is(inner, entries[at]?.[1]))) return value;
  return withKeys(next);
}

/** Two keys that mend into one both stay: the later one is told apart by one more sign. */
function withKeys(entries: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  const made = new Map<string, unknown>();
  for (const [key, value] of entries) {
    let free = key;
    while (made.has(free)) free += '\uFFFD';
    made.set(free, value);
  }
  return Object.fromEntries(made);
}
