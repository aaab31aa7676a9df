import type { Json } from '../../domain/documents/base.ts';
import type { Measure } from '../../domain/documents/submission.ts';
import { isEmpty } from './empty.ts';
import { stageViewOf, stepViewOf } from './steps-of.ts';
import type { OrderTypeDefinition, OrderView, ServiceDefinition, StepView } from './types.ts';

/** One answer of the order, by where it stands. */
export type ServiceAnswer = {
  /** `<stage>.<step>` */
  readonly step: string;
  readonly field: string;
  readonly value: Json;
  readonly measure?: Measure;
};

/** What became of one service of an order (ADR 0029). */
export type ServiceResult = {
  readonly key: string;
  /** `open`: nobody has said so far */
  readonly state: 'done' | 'notDone' | 'open';
  readonly answer: ServiceAnswer | null;
  /** why it is not done, as far as somebody said; empty for the others */
  readonly reasons: readonly ServiceAnswer[];
  readonly figures: readonly ServiceAnswer[];
};

type Order = Pick<OrderView, 'stages' | 'fold'>;

/** The services that this order has, in the definition's order, each with what the submitted answers say of it. Empty where the type names none. */
export const serviceResults = (view: Order, definition: OrderTypeDefinition): readonly ServiceResult[] =>
  (definition.services ?? []).flatMap((service) => {
    const result = resultOf(view, service);
    return result === null ? [] : [result];
  });

/** Services of the order that are not done: what a partial completion leaves for the order that follows it up. */
export const undoneServices = (view: Order, definition: OrderTypeDefinition): readonly ServiceResult[] =>
  serviceResults(view, definition).filter(({ state }) => state !== 'done');

/** How an order whose services stand like this should end: services that nobody has reported on decide nothing. */
export function endingProposed(view: Order, definition: OrderTypeDefinition): 'complete' | 'partial' | 'fail' {
  const results = serviceResults(view, definition);
  if (results.every(({ state }) => state !== 'notDone')) return 'complete';
  return results.every(({ state }) => state === 'notDone') ? 'fail' : 'partial';
}

function resultOf(view: Order, service: ServiceDefinition): ServiceResult | null {
  const { key, product, done, notOrdered = [], reasons = [], figures = [] } = service;
  if (product !== undefined && !isOrdered(view.fold.products[product])) return null;
  const step = askedStep(view, service.result);
  if (step === null) return null;
  const answer = answerAt(view, service.result);
  if (typeof answer?.value === 'string' && notOrdered.includes(answer.value)) return null;
  const state = answer === null ? 'open' : done.some((one) => one === answer.value) ? 'done' : 'notDone';
  const answersAt = (paths: readonly string[]): readonly ServiceAnswer[] =>
    paths.flatMap((path) => answerAt(view, path) ?? []);
  return {
    key,
    state,
    answer,
    reasons: state === 'notDone' ? answersAt(reasons) : [],
    figures: answersAt(figures),
  };
}

/** A rate above nothing, a name, or yes. */
const isOrdered = (value: Json | undefined): boolean =>
  value !== undefined && !isEmpty(value) && value !== false && value !== 0;

/** The step of a path, where this order asks for it. */
function askedStep(view: Order, path: string): StepView | null {
  const step = stepViewOf(view, stepOf(path));
  const stage = stageViewOf(view, path.split('.')[0] ?? '');
  return step?.relevant === true && stage?.state !== 'skipped' ? step : null;
}

function answerAt(view: Order, path: string): ServiceAnswer | null {
  const step = askedStep(view, path);
  const field = path.slice(path.lastIndexOf('.') + 1);
  const value = step?.values[field] ?? null;
  if (step === null || isEmpty(value)) return null;
  const measure = step.measures.find((one) => one.field === field);
  return { step: step.key, field, value, ...(measure && { measure }) };
}

const stepOf = (path: string): string => path.slice(0, path.lastIndexOf('.'));
