import { canonicalJson } from './canonical.ts';
import { isEmpty } from './empty.ts';
import { type ServiceAnswer, type ServiceResult, serviceResults } from './service-results.ts';
import { stageViewOf, stepsOf, stepViewOf } from './steps-of.ts';
import type { FieldDefinition, OrderTypeDefinition, OrderView } from './types.ts';

/** An answer with the field that it answers: what a screen or a page needs to put it into words. */
export type ToldAnswer = ServiceAnswer & { readonly definition: FieldDefinition };

/**
 * What the customer is shown before signing, and what the first page of the report holds (ADR 0029): the screen and the page are made of the
 * same parts, so that nobody signs what is printed otherwise.
 */
export type CustomerCopy = {
  readonly services: readonly ServiceResult[];
  /** answers of the fields with `"report": "customer"` that are one value */
  readonly told: readonly ToldAnswer[];
  /** those that are rows: materials, equipment */
  readonly lists: readonly ToldAnswer[];
  /** judged measures, where the type knows no services; else they stand beside these or are the record's */
  readonly measures: readonly ServiceAnswer[];
};

export function customerCopy(view: Pick<OrderView, 'stages' | 'fold'>, definition: OrderTypeDefinition): CustomerCopy {
  const services = serviceResults(view, definition);
  const asked = stepsOf(definition).flatMap(({ key, stage, step }) => {
    const found = stepViewOf(view, key);
    const isAsked = found?.relevant === true && stageViewOf(view, stage.key)?.state !== 'skipped';
    return isAsked ? [{ step, found }] : [];
  });
  const isForCustomers = stepsOf(definition).some(({ step }) =>
    step.fields.some(({ report }) => report === 'customer'),
  );
  const answers = asked.flatMap(({ step, found }) =>
    step.fields.flatMap((field): readonly ToldAnswer[] => {
      const value = found.values[field.key] ?? null;
      // A type that marks nothing shows its lists, as types did before there was a mark.
      const isMeant = isForCustomers ? field.report === 'customer' : field.kind === 'rows' && field.report !== 'hide';
      return isMeant && !isEmpty(value) ? [{ step: found.key, field: field.key, value, definition: field }] : [];
    }),
  );
  const measured = definition.services === undefined ? asked : [];
  const measures = measured.flatMap(({ found }) =>
    found.measures
      .filter(({ limit }) => limit !== undefined)
      .map((measure): ServiceAnswer => ({ step: found.key, field: measure.field, value: measure.value, measure })),
  );
  return {
    services,
    told: answers.filter(({ definition: field }) => field.kind !== 'rows'),
    lists: answers.filter(({ definition: field }) => field.kind === 'rows'),
    measures,
  };
}

/** The input of the digest in a sign-off: canonical JSON of what the customer sees: who, what was ordered, what was done, every measure. */
export function seenText(view: Pick<OrderView, 'number' | 'fold' | 'stages'>): string {
  const { fold } = view;
  return canonicalJson({
    number: view.number,
    customer: fold.customer.name,
    address: fold.place.address,
    products: fold.products,
    steps: view.stages.flatMap(({ steps }) =>
      steps.filter(({ relevant }) => relevant).map(({ key, values, measures }) => ({ key, values, measures })),
    ),
  });
}
