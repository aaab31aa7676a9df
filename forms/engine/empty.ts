export type Filled = Readonly<Record<string, unknown>>;

/** Nothing is there: null, blank text, an empty list, a map without anything ticked or filled. `false` and 0 are answers. */
export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value === 'object') return Object.values(value).every((item) => item === false || isEmpty(item));
  return false;
}
