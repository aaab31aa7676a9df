import type { Json } from '../../domain/documents/base.ts';
import { isTrue, resultOf, type Scope } from './expression.ts';
import type { FieldDefinition } from './types.ts';

/** The options of a field that apply to this order, in the definition's order; one whose own condition is not known does not apply. */
export function optionsFor(
  { options = [], optionRelevant, optionsFrom }: FieldDefinition,
  scope: Scope,
): readonly string[] {
  const listed = resultOf(optionsFrom, scope);
  const among = Array.isArray(listed) ? options.filter((item) => listed.includes(item)) : options;
  if (optionRelevant === undefined) return among;
  return among.filter((item) => {
    const condition = optionRelevant[item];
    return isTrue(condition, scope, condition === undefined);
  });
}

/** A value without the options that do not apply: they are not stored, whatever was typed or ticked before the order was amended. */
export function withoutOthers(field: FieldDefinition, value: Json, scope: Scope): Json {
  if ((field.optionRelevant === undefined && field.optionsFrom === undefined) || value === null) return value;
  const applying = new Set(optionsFor(field, scope));
  const declared = new Set(field.options);
  // What the field never had is left to its schema, which says so.
  const stays = (item: string): boolean => applying.has(item) || !declared.has(item);
  if (typeof value === 'string') return stays(value) ? value : null;
  if (Array.isArray(value)) return value.filter((item) => typeof item !== 'string' || stays(item));
  if (typeof value === 'object') return Object.fromEntries(Object.entries(value).filter(([item]) => stays(item)));
  return value;
}
