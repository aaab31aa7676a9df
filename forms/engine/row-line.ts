import type { FieldDefinition } from './types.ts';

/** Up to so many characters a text is a word, like a unit. */
const shortText = 20;

export const isShortText = ({ kind, schema }: FieldDefinition): boolean =>
  kind === 'text' && typeof schema?.maxLength === 'number' && schema.maxLength <= shortText;

export type Cell = { readonly column: FieldDefinition; readonly said: string };

/** A row of a list as one line of its filled cells. A word right after a number without unit of its own belongs to it: `皮线光缆 · 38 m`. */
export function rowLine(cells: readonly Cell[]): string {
  const filled = cells.filter(({ said }) => said !== '');
  return filled.reduce((line, { column, said }, at) => {
    const before = filled[at - 1]?.column;
    if (before === undefined) return said;
    return `${line}${isBareNumber(before) && isShortText(column) ? ' ' : ' · '}${said}`;
  }, '');
}

const isBareNumber = ({ kind, unit }: FieldDefinition): boolean =>
  (kind === 'number' || kind === 'integer') && unit === undefined;
