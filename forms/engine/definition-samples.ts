import type { Json } from '../../domain/documents/base.ts';
import type { DefinitionProblem } from './definition-problem.ts';
import type { Scope } from './expression.ts';
import type { Values } from './scope.ts';
import { blankFields } from './scope.ts';
import { formOf } from './step-form.ts';
import { stepsOf } from './steps-of.ts';
import type { CharacteristicDefinition, OrderTypeDefinition, SettingsByKey } from './types.ts';

/**
 * Sample answers by step must be accepted by the forms they are for. `order.products` and `order.resources` among them say what the sample
 * order has, `order.origin` the values that the order raising it hands over; without the first two a value is made up from each characteristic's schema.
 */
export function sampleProblems(definition: OrderTypeDefinition, settings: SettingsByKey): readonly DefinitionProblem[] {
  const places = stepsOf(definition);
  const known = new Set([...places.map(({ key }) => key), 'order.products', 'order.resources', 'order.origin']);
  const strangers = Object.keys(definition.samples).filter((key) => !known.has(key));
  const scope = sampleScope(definition, settings);
  const wrong = places.flatMap(({ key, stage, step }): readonly DefinitionProblem[] => {
    const fields = definition.samples[key];
    if (fields === undefined) return [];
    const names = new Set(step.fields.map((field) => field.key));
    const unknown = Object.keys(fields).filter((name) => !names.has(name));
    // As submitted too: a field that a later step has locked by then stands as it was submitted.
    const form = formOf({ key, stage: stage.key, step, scope, settings, fields, submitted: fields });
    return [
      ...unknown.map((name) => ({
        path: `samples.${key}.${name}`,
        fault: 'unknownName' as const,
        reason: 'no such field',
      })),
      ...form.fields.flatMap((field) =>
        field.problems.map((problem) => ({
          path: `samples.${key}.${problem.field}`,
          fault: 'sample' as const,
          reason: problem.keyword,
        })),
      ),
    ];
  });
  return [
    ...strangers.map((key) => ({ path: `samples.${key}`, fault: 'unknownName' as const, reason: 'no such step' })),
    ...wrong,
  ];
}

/** What expressions see of the sample order: its answers as the samples give them, nothing calculated. */
export function sampleScope(definition: OrderTypeDefinition, settings: SettingsByKey): Scope {
  const steps: Record<string, Record<string, Values>> = {};
  for (const { key, stage, step } of stepsOf(definition)) {
    const inStage = steps[stage.key] ?? {};
    inStage[step.key] = { ...blankFields(step), ...definition.samples[key] };
    steps[stage.key] = inStage;
  }
  return {
    order: {
      number: 'SAMPLE',
      priority: 'normal',
      remarks: '',
      appointment: null,
      acceptedAt: sampleTime,
      createdAt: sampleTime,
      origin: sampleOrigin(definition),
      customer: { name: '', phone: '', alternatePhone: null, grade: 'standard', accountNumber: null },
      place: { address: '', district: '', access: null, latitude: null, longitude: null, area: 'urban' },
      ...sampleCharacteristics(definition),
    },
    settings: Object.fromEntries(Object.entries(settings).map(([key, { values }]) => [key, values])),
    steps,
    evidence: Object.fromEntries(
      stepsOf(definition).flatMap(({ key, step }) => step.photos.map((photo) => [`${key}.${photo.key}`, 1])),
    ),
    children: Object.fromEntries(
      (definition.raises ?? []).map(({ key }) => [key, { total: 1, open: 0, completed: 1, failed: 0 }]),
    ),
    facts: {
      accepted: true,
      started: true,
      startedAt: sampleTime,
      rescheduled: false,
      everHeld: false,
      onHold: false,
      signOff: 'signed',
      reports: 1,
      rework: false,
      discrepancies: {},
    },
  };
}

/** What the sample order has: as the samples say, made up from the schemas where they do not. */
export const sampleCharacteristics = (
  definition: OrderTypeDefinition,
): { readonly products: Values; readonly resources: Values } => ({
  products: { ...madeUp(definition.products), ...definition.samples['order.products'] },
  resources: { ...madeUp(definition.resources), ...definition.samples['order.resources'] },
});

/** When the samples' order was accepted; their times lie around it. */
export const sampleTime = '2026-03-02T01:00:00.000Z';

/** What a raising order hands over stands in the samples under `order.origin`; without it the sample order was raised by nobody. */
const sampleOrigin = ({ samples }: OrderTypeDefinition): Json =>
  samples['order.origin'] === undefined
    ? null
    : { orderId: '', number: 'SAMPLE', orderType: '', raise: '', relation: 'follow', values: samples['order.origin'] };

const madeUp = (list: readonly CharacteristicDefinition[]): Record<string, Json> =>
  Object.fromEntries(list.map((one) => [one.key, exampleOf(one)]));

function exampleOf({ schema, options }: CharacteristicDefinition): Json {
  if (options?.[0] !== undefined) return options[0];
  if (schema.type === 'boolean') return true;
  if (schema.type === 'number' || schema.type === 'integer') return 100;
  return 'sample';
}
