import type { Json } from '../../domain/documents/base.ts';
import { finalPhases } from '../../domain/work-order/moves.ts';
import { type ServiceAnswer, serviceResults } from '../../forms/engine/service-results.ts';
import { placeOf } from '../../forms/engine/steps-of.ts';
import type { OrderTypeDefinition } from '../../forms/engine/types.ts';
import type { LoadedOrder } from '../orders/types.ts';

/** Characteristics under these names are the order's own word: what another system sent so is not it. */
const prefix = 'serviceResult.';
export const isServiceResult = (name: string): boolean => name.startsWith(prefix);

const states = { done: 'completed', notDone: 'failed', open: 'notReported' } as const;

/**
 * What became of each service, as characteristics of the work (ADR 0029): one that was not done with the codes of its reasons. Nobody's
 * free words leave the house. A service of which nobody has said anything is told when the order has ended.
 */
export function resultsByService({ view, definition }: Pick<LoadedOrder, 'view' | 'definition'>): readonly Json[] {
  const hasEnded = finalPhases.has(view.fold.phase);
  return serviceResults(view, definition)
    .filter(({ state }) => state !== 'open' || hasEnded)
    .map(({ key, state, reasons }) => {
      const codes = reasons.filter((one) => isCode(one, definition)).map(({ value }) => String(value));
      return {
        name: `${prefix}${key}`,
        valueType: 'object',
        value: { state: states[state], ...(codes.length === 0 ? {} : { reason: codes.join(' ') }) },
      };
    });
}

/** The answer is one of those that the order type offers. */
function isCode({ step, field, value }: ServiceAnswer, definition: OrderTypeDefinition): boolean {
  const found = placeOf(definition, step)?.step.fields.find(({ key }) => key === field);
  return typeof value === 'string' && found?.options?.includes(value) === true;
}
