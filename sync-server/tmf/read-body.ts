import type { Json } from '../../domain/documents/base.ts';
import { momentOf } from '../../domain/moment.ts';

export type JsonObject = { readonly [member: string]: Json };

/**
 * Reads members of a body that another system wrote. `null` and blank text are absence. What is there and cannot be read counts as absent
 * too, and its path is kept in `unread` with what stood there: nothing is coerced into a fact, nothing passes in silence.
 */
export type BodyReader = {
  /** a text in one line, or a number written as one */
  readonly line: (value: Json | undefined, path: string) => string | undefined;
  /** a text of several lines */
  readonly text: (value: Json | undefined, path: string) => string | undefined;
  /** a number, or a text that is one in plain digits */
  readonly number: (value: Json | undefined, path: string) => number | undefined;
  /** ISO 8601 UTC */
  readonly moment: (value: Json | undefined, path: string) => string | undefined;
  readonly object: (value: Json | undefined, path: string) => JsonObject | undefined;
  /** A list of objects; a single one where the specification has a list, too. */
  readonly objects: (value: Json | undefined, path: string) => readonly JsonObject[];
  readonly unread: readonly Unread[];
};
export type Unread = { readonly path: string; readonly value: Json };

/** More parties, notes or places than this are none of one visit at a customer's. */
const mostInList = 200;
const mostUnread = 40;

export function bodyReader(utcOffsetMinutes: number): BodyReader {
  const unread: Unread[] = [];
  const cannot = (path: string, value: Json): undefined => {
    if (unread.length < mostUnread) unread.push({ path, value });
    return undefined;
  };
  const isAbsent = (value: Json | undefined): value is null | undefined | '' =>
    value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

  const text = (value: Json | undefined, path: string): string | undefined => {
    if (isAbsent(value)) return undefined;
    if (typeof value === 'string') return value.trim();
    return typeof value === 'number' ? String(value) : cannot(path, value);
  };
  const object = (value: Json | undefined, path: string): JsonObject | undefined => {
    if (isAbsent(value)) return undefined;
    return isObject(value) ? value : cannot(path, value);
  };
  return {
    text,
    line: (value, path) =>
      text(value, path)
        ?.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
        .trim() || undefined,
    number: (value, path) => {
      if (isAbsent(value)) return undefined;
      if (typeof value === 'number') return value;
      const isPlain = typeof value === 'string' && /^[+-]?\d{1,15}(?:\.\d{1,15})?$/.test(value.trim());
      return isPlain ? Number(value) : cannot(path, value);
    },
    moment: (value, path) => {
      if (isAbsent(value)) return undefined;
      const read = typeof value === 'string' ? momentOf(value, utcOffsetMinutes) : null;
      return read ?? cannot(path, value);
    },
    object,
    objects: (value, path) => {
      if (isAbsent(value)) return [];
      const all: readonly Json[] = Array.isArray(value) ? value : [value as Json];
      if (all.length > mostInList) cannot(path, `${all.length}`);
      return all
        .slice(0, mostInList)
        .map((one, index) => object(one, Array.isArray(value) ? `${path}[${index}]` : path))
        .filter((one) => one !== undefined);
    },
    unread,
  };
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A member as one word; '' for lists and objects, whose own member `toString` would be called by `String`. */
export const plainWord = (value: Json | undefined): string =>
  typeof value === 'object' || value === undefined ? '' : String(value);
