import { Validator } from '@cfworker/json-schema';
import type { Json } from '../../domain/documents/base.ts';
import type { CharacteristicDefinition } from '../../forms/engine/types.ts';

export type NamedValue = { readonly name: string; readonly value: Json };
type Found = { readonly values: Readonly<Record<string, Json>>; readonly unfit: readonly NamedValue[] };

/**
 * Picks what an order type declares out of named values, by its key or any of its `tmfNames`, letters' case and spaces aside.
 * A value of the wrong shape is `unfit`: a person completes it, nothing is guessed.
 */
export function characteristics(definitions: readonly CharacteristicDefinition[], given: readonly NamedValue[]): Found {
  const values: Record<string, Json> = {};
  const unfit: NamedValue[] = [];
  for (const definition of definitions) {
    const names = new Set([definition.key, ...definition.tmfNames].map(plain));
    const sent = given.find(({ name }) => names.has(plain(name)));
    if (sent === undefined) continue;
    const value = fitted(sent.value, definition);
    if (value === undefined) unfit.push(sent);
    else values[definition.key] = value;
  }
  return { values, unfit };
}

/** The value in the shape that its schema wants; numbers and yes/no often arrive as text. */
function fitted(value: Json, definition: CharacteristicDefinition): Json | undefined {
  const candidates: readonly Json[] = typeof value === 'string' ? [value, ...readings(value.trim())] : [value];
  return candidates.find((candidate) => fits(candidate, definition));
}

function readings(value: string): readonly Json[] {
  if (/^(true|yes|是|有)$/i.test(value)) return [value, true];
  if (/^(false|no|否|无)$/i.test(value)) return [value, false];
  const number = /^(-?\d+(?:\.\d+)?)\s*(?:m|mbps|mbit\/s|兆|dbm|km)?$/i.exec(value)?.[1];
  return number === undefined ? [value] : [value, Number(number)];
}

function fits(value: Json, { schema, options }: CharacteristicDefinition): boolean {
  if (value === null || value === '') return false;
  if (options && !(typeof value === 'string' && options.includes(value))) return false;
  return new Validator(schema as object, '2020-12').validate(value).valid;
}

const plain = (name: string): string => name.replace(/[\s_-]/g, '').toLowerCase();
