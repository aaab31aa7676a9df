import type { Json } from '../../domain/documents/base.ts';
import type { Origin } from '../../domain/documents/work-order.ts';
import type { OrderFold } from '../../domain/work-order/types.ts';
import type { Scope } from './expression.ts';
import { stepsOf, valueFields } from './steps-of.ts';
import type {
  CharacteristicDefinition,
  EvidenceItem,
  OrderTypeDefinition,
  OrderView,
  SettingsByKey,
  StepDefinition,
} from './types.ts';

export type Values = Readonly<Record<string, Json>>;

export type ScopeParts = {
  readonly number: string;
  readonly priority: string;
  readonly acceptedAt: string;
  readonly createdAt: string;
  readonly origin: Origin | null;
  readonly fold: OrderFold;
  readonly definition: OrderTypeDefinition;
  readonly settings: SettingsByKey;
  /** by `<stage>.<step>` */
  readonly values: Readonly<Record<string, Values>>;
  readonly evidence: readonly Pick<EvidenceItem, 'slot' | 'withdrawn'>[];
};

/** What expressions can see, as the head of types.ts lists it. Everything the definition declares is there, null where it is empty. */
export function scopeOf(parts: ScopeParts): Scope {
  const { fold, definition } = parts;
  return {
    order: {
      number: parts.number,
      priority: parts.priority,
      products: { ...blank(definition.products), ...fold.products },
      resources: { ...blank(definition.resources), ...fold.resources },
      customer: { alternatePhone: null, accountNumber: null, ...fold.customer },
      place: { access: null, latitude: null, longitude: null, ...fold.place },
      appointment: fold.appointment,
      remarks: fold.remarks,
      acceptedAt: parts.acceptedAt,
      createdAt: parts.createdAt,
      origin: parts.origin,
    },
    children: childCounts(definition, fold),
    settings: Object.fromEntries(Object.entries(parts.settings).map(([key, { values }]) => [key, values])),
    steps: stepValues(definition, parts.values),
    evidence: photoCounts(definition, parts.evidence),
    facts: factsFor(fold),
  };
}

/** The scope of a derived order; `typing` lays what is being typed over what was submitted. */
export const scopeOfView = (
  view: OrderView,
  definition: OrderTypeDefinition,
  settings: SettingsByKey,
  typing: Readonly<Record<string, Values>> = {},
): Scope =>
  scopeOf({
    number: view.number,
    priority: view.priority,
    acceptedAt: view.acceptedAt,
    createdAt: view.createdAt,
    origin: view.origin,
    fold: view.fold,
    definition,
    settings,
    evidence: view.evidence,
    values: {
      ...Object.fromEntries(view.stages.flatMap((stage) => stage.steps.map((step) => [step.key, step.values]))),
      ...typing,
    },
  });

/** The same scope with other values in one step. */
export function withStep(scope: Scope, stage: string, step: string, fields: Values): Scope {
  const steps = (scope.steps ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  return { ...scope, fields, steps: { ...steps, [stage]: { ...steps[stage], [step]: fields } } };
}

const blank = (characteristics: readonly CharacteristicDefinition[]): Record<string, null> =>
  Object.fromEntries(characteristics.map(({ key }) => [key, null]));

function stepValues(
  definition: OrderTypeDefinition,
  values: ScopeParts['values'],
): Record<string, Record<string, Values>> {
  const stages: Record<string, Record<string, Values>> = {};
  for (const { key, stage, step } of stepsOf(definition)) {
    const inStage = stages[stage.key] ?? {};
    inStage[step.key] = { ...blankFields(step), ...values[key] };
    stages[stage.key] = inStage;
  }
  return stages;
}

/** Every field of a step that holds a value, empty. */
export function blankFields(step: StepDefinition): Values {
  const found = blanks.get(step);
  if (found !== undefined) return found;
  const made = Object.fromEntries(valueFields(step).map(({ key }) => [key, null]));
  blanks.set(step, made);
  return made;
}
const blanks = new WeakMap<StepDefinition, Values>();

/** Of the orders raised under each key: how many there are, have not ended, ended well, ended otherwise. */
function childCounts(definition: OrderTypeDefinition, { children }: OrderFold): Record<string, Record<string, number>> {
  const counted = (raise: string): Record<string, number> => {
    const raised = children.filter((child) => child.raise === raise);
    const open = raised.filter(({ relation, state }) => relation === 'child' && state === null).length;
    const completed = raised.filter(({ state }) => state === 'completed' || state === 'partial').length;
    const failed = raised.filter(({ state }) => state !== null).length - completed;
    return { total: raised.length, open, completed, failed };
  };
  return Object.fromEntries((definition.raises ?? []).map(({ key }) => [key, counted(key)]));
}

function photoCounts(definition: OrderTypeDefinition, evidence: ScopeParts['evidence']): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { key, step } of stepsOf(definition)) for (const photo of step.photos) counts[`${key}.${photo.key}`] = 0;
  for (const item of evidence) if (item.withdrawn === null) counts[item.slot] = (counts[item.slot] ?? 0) + 1;
  return counts;
}

const factsFor = (fold: OrderFold): Readonly<Record<string, unknown>> => ({
  accepted: fold.accepted,
  started: fold.started,
  startedAt: fold.startedAt,
  rescheduled: fold.rescheduled,
  everHeld: fold.everHeld,
  onHold: fold.hold !== null,
  signOff: fold.signOff?.signOff.outcome ?? '',
  reports: fold.reports.length,
  rework: fold.reviewState === 'returned',
  discrepancies: Object.fromEntries(fold.discrepancies.map(({ resource }) => [resource, true])),
});

/** How many photos count in a slot. */
export const photosIn = (scope: Scope, slot: string): number =>
  ((scope.evidence ?? {}) as Readonly<Record<string, number>>)[slot] ?? 0;
