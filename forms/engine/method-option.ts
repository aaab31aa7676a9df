import { placeOf } from './steps-of.ts';
import type { OrderTypeDefinition } from './types.ts';

/**
 * Which choice a measure's method was taken from: where the definition says `fields.<choice>`, the submission holds the option's
 * key, and a person reads the option's text. Null: the method is text already.
 * @param step `<stage>.<step>`
 */
export function methodOption(
  definition: OrderTypeDefinition,
  step: string,
  measure: { readonly field: string; readonly method?: string | undefined },
): { readonly field: string; readonly item: string } | null {
  const fields = placeOf(definition, step)?.step.fields ?? [];
  const expression = fields.find(({ key }) => key === measure.field)?.measure?.method;
  const named = typeof expression === 'string' ? /^\s*fields\.(\w+)\s*$/.exec(expression)?.[1] : undefined;
  const choice = fields.find(({ key, kind }) => key === named && kind === 'choice');
  const item = measure.method;
  return choice && item !== undefined && choice.options?.includes(item) ? { field: choice.key, item } : null;
}
