import type { Json } from '../../domain/documents/base.ts';
import { readWrittenNumber } from '../../domain/text/written-number.ts';
import { against } from '../../forms/engine/shape.ts';
import type { CharacteristicDefinition } from '../../forms/engine/types.ts';

export type NamedValue = { readonly name: string; readonly value: Json };
type Found = {
  readonly values: Readonly<Record<string, Json>>;
  readonly unfit: readonly NamedValue[];
  /** keys of what is unfit */
  readonly unfitKeys: readonly string[];
};

/**
 * Picks what an order type declares out of named values, by its key or any of its `tmfNames`, letters' case and spaces aside.
 * A value of the wrong shape is `unfit`: a person completes it, nothing is guessed.
 */
export function characteristics(definitions: readonly CharacteristicDefinition[], given: readonly NamedValue[]): Found {
  const values: Record<string, Json> = {};
  const unfit: NamedValue[] = [];
  const unfitKeys: string[] = [];
  for (const definition of definitions) {
    const names = new Set([definition.key, ...definition.tmfNames].map(plainName));
    const sent = given.find(({ name }) => names.has(plainName(name)));
    if (sent === undefined || sent.value === null || sent.value === '') continue;
    const value = fitted(sent.value, definition);
    if (value === undefined) {
      unfit.push(sent);
      unfitKeys.push(definition.key);
    } else values[definition.key] = value;
  }
  return { values, unfit, unfitKeys };
}

/** The value in the shape that its schema wants; numbers and yes/no often arrive as text. */
function fitted(value: Json, definition: CharacteristicDefinition): Json | undefined {
  const candidates: readonly Json[] =
    typeof value === 'string' ? [value, ...readings(value.trim(), unitOf(definition.key))] : [value];
  return candidates.find((candidate) => fits(candidate, definition));
}

function readings(value: string, unit: string | undefined): readonly Json[] {
  if (/^(true|yes|是|有)$/i.test(value)) return [value, true];
  if (/^(false|no|否|无)$/i.test(value)) return [value, false];
  const read = readWrittenNumber(value, unit);
  return read.kind === 'number' ? [value, read.value] : [value];
}

function fits(value: Json, { schema, options }: CharacteristicDefinition): boolean {
  if (value === null || value === '') return false;
  if (options && !(typeof value === 'string' && options.includes(value))) return false;
  return against(schema, '', value).length === 0;
}

/** The name of a characteristic ends with its unit where it has one: 20 m never becomes 20 km. */
const units: readonly (readonly [RegExp, string])[] = [
  [/Mbps$/, 'Mbit/s'],
  [/Km$/, 'km'],
  [/Months$/, '月'],
  [/Fee$/, '元'],
  [/Dbm$/, 'dBm'],
  [/M(etres)?$/, 'm'],
];
const unitOf = (key: string): string | undefined => units.find(([end]) => end.test(key))?.[1];

/** Names are compared without their case and without what parts words. */
export const plainName = (name: string): string => name.replace(/[\s_-]/g, '').toLowerCase();
