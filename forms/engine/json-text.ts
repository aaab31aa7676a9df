/** JSON as a person wrote it: where each value stands, so that a problem can name its line; and JSON laid out to be read. */
import type { Json } from '../../domain/documents/base.ts';

/** A value with its place: offsets into the text, `end` exclusive. */
export type JsonNode =
  | {
      readonly kind: 'object';
      readonly start: number;
      readonly end: number;
      readonly entries: readonly JsonEntry[];
      /** what it calls itself: its `key` or `code` */
      readonly name: string | null;
    }
  | { readonly kind: 'array'; readonly start: number; readonly end: number; readonly items: readonly JsonNode[] }
  | { readonly kind: 'plain'; readonly start: number; readonly end: number };
export type JsonEntry = { readonly key: string; readonly start: number; readonly node: JsonNode };

/** Why a text is not JSON, and where. */
export type JsonTextProblem = { readonly offset: number; readonly reason: string };
export type ReadJson =
  | { readonly ok: true; readonly node: JsonNode; readonly value: Json }
  | { readonly ok: false; readonly problem: JsonTextProblem };

/** Deeper than any definition; parsing goes by recursion. */
const deepest = 40;

class NotJson extends Error {
  readonly offset: number;
  constructor(offset: number, reason: string) {
    super(reason);
    this.offset = offset;
  }
}

const blank = /[ \t\r\n]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them in strings
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const word = /true|false|null/y;

/** Reads a text strictly (RFC 8259); a key that stands twice in one object is a problem too, since one of the two would be lost silently. */
export function readJsonText(text: string): ReadJson {
  let at = 0;
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found === null) return null;
    at += found[0].length;
    return found[0];
  };
  const expect = (sign: string): void => {
    take(blank);
    if (text[at] !== sign)
      throw new NotJson(at, at >= text.length ? 'the text ends too early' : `${sign} expected here`);
    at += 1;
  };
  const goesOn = (end: string): boolean => {
    take(blank);
    if (text[at] === end) return false;
    expect(',');
    return true;
  };

  const value = (depth: number): JsonNode => {
    take(blank);
    const start = at;
    if (depth > deepest) throw new NotJson(at, `nested deeper than ${deepest} levels`);
    if (text[at] === '{') return object(start, depth);
    if (text[at] === '[') return array(start, depth);
    if (take(string) === null && take(number) === null && take(word) === null)
      throw new NotJson(at, at >= text.length ? 'the text ends too early' : 'a value expected here');
    return { kind: 'plain', start, end: at };
  };
  const object = (start: number, depth: number): JsonNode => {
    const entries: JsonEntry[] = [];
    const keys = new Set<string>();
    expect('{');
    take(blank);
    for (let more = text[at] !== '}'; more; more = goesOn('}')) {
      take(blank);
      const keyAt = at;
      const written = take(string);
      if (written === null) throw new NotJson(at, 'a key in double quotes expected here');
      const key = JSON.parse(written) as string;
      if (keys.has(key)) throw new NotJson(keyAt, `the key ${written} stands here twice`);
      if (key === '__proto__') throw new NotJson(keyAt, `${written} is no key`);
      keys.add(key);
      expect(':');
      entries.push({ key, start: keyAt, node: value(depth + 1) });
    }
    expect('}');
    const own = entries.find(({ key, node }) => (key === 'key' || key === 'code') && text[node.start] === '"');
    const name = own === undefined ? null : (JSON.parse(text.slice(own.node.start, own.node.end)) as string);
    return { kind: 'object', start, end: at, entries, name };
  };
  const array = (start: number, depth: number): JsonNode => {
    const items: JsonNode[] = [];
    expect('[');
    take(blank);
    for (let more = text[at] !== ']'; more; more = goesOn(']')) items.push(value(depth + 1));
    expect(']');
    return { kind: 'array', start, end: at, items };
  };

  try {
    const node = value(1);
    take(blank);
    if (at < text.length) throw new NotJson(at, 'nothing more expected after the end');
    return { ok: true, node, value: JSON.parse(text) as Json };
  } catch (error) {
    if (error instanceof NotJson) return { ok: false, problem: { offset: error.offset, reason: error.message } };
    throw error;
  }
}

/** The line of an offset, from 1. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}

/** JSON to be read and edited: two blanks a level, and whatever fits into `width` columns on one line. */
export function layOut(value: Json, width = 110): string {
  const flat = (one: Json): string => {
    if (Array.isArray(one)) return `[${one.map(flat).join(', ')}]`;
    if (typeof one === 'object' && one !== null) {
      const entries = Object.entries(one).map(([key, inner]) => `${JSON.stringify(key)}: ${flat(inner)}`);
      return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
    }
    return JSON.stringify(one);
  };
  const laid = (one: Json, indent: string, taken: number): string => {
    const short = flat(one);
    if (typeof one !== 'object' || one === null || indent.length + taken + short.length <= width) return short;
    const deeper = `${indent}  `;
    const [open, close, parts] = Array.isArray(one)
      ? ['[', ']', one.map((inner: Json) => laid(inner, deeper, 1))]
      : [
          '{',
          '}',
          Object.entries(one).map(([key, inner]) => {
            const name = `${JSON.stringify(key)}: `;
            return name + laid(inner as Json, deeper, name.length + 1);
          }),
        ];
    return `${open}\n${parts.map((part) => deeper + part).join(',\n')}\n${indent}${close}`;
  };
  return `${laid(value, '', 0)}\n`;
}
