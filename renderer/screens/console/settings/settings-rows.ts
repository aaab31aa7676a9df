import type { Json } from '../../../../domain/documents/base.ts';
import { canonicalJson } from '../../../../forms/engine/canonical.ts';

export type SettingsRow = {
  /** `classes.GPON-B+.onuRxMin` */
  readonly path: string;
  readonly value: Json;
  readonly source: Json;
};
type Values = Readonly<Record<string, Json>>;

const isValues = (value: Json | undefined): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Objects with more members than this are one row: a year of holidays is read as a list. */
const mostMembers = 40;

/** Every value on a row of its own, with its source: beside it by its name, else that of the object around it. */
export function settingsRows(values: Values, path = '', around: Json = null): readonly SettingsRow[] {
  const source = values.source ?? around;
  const sources = Object.keys(values).filter((key) => key.endsWith('Source'));
  return Object.entries(values).flatMap(([key, value]): readonly SettingsRow[] => {
    if (key === 'source' || key.endsWith('Source')) return [];
    const own = sources.filter((name) => key.startsWith(name.slice(0, -'Source'.length)));
    const longest = own.sort((a, b) => b.length - a.length)[0];
    const said = longest === undefined ? source : (values[longest] ?? source);
    const here = path === '' ? key : `${path}.${key}`;
    if (isValues(value) && Object.keys(value).length <= mostMembers) return settingsRows(value, here, said);
    return [{ path: here, value, source: said }];
  });
}

export type SettingsChange = { readonly path: string; readonly before: Json | null; readonly after: Json | null };

/** What differs between two versions, value by value. */
export function settingsChanges(before: Values, after: Values): readonly SettingsChange[] {
  const old = new Map(settingsRows(before).map(({ path, value }) => [path, value]));
  const now = new Map(settingsRows(after).map(({ path, value }) => [path, value]));
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((path) => ({ path, before: old.get(path) ?? null, after: now.get(path) ?? null }))
    .filter((one) => canonicalJson(one.before) !== canonicalJson(one.after));
}
