import type { DefinitionProblem } from './definition-problem.ts';
import { expressionError, pathsIn } from './expression.ts';
import { stepsOf, valueFields } from './steps-of.ts';
import type {
  Expression,
  FieldDefinition,
  OrderTypeDefinition,
  RaiseDefinition,
  SettingsByKey,
  StageDefinition,
  StepDefinition,
} from './types.ts';

type Placed = { readonly path: string; readonly text: Expression; readonly step?: StepDefinition };

/** Expressions that do not parse, and names in them that do not exist. */
export function expressionProblems(
  definition: OrderTypeDefinition,
  settings: SettingsByKey | undefined,
): readonly DefinitionProblem[] {
  const names = namesOf(definition, settings);
  return expressionsOf(definition).flatMap(({ path, text, step }): readonly DefinitionProblem[] => {
    const error = expressionError(text);
    if (error !== null) return [{ path, fault: 'expression', reason: `${error} in ${text}` }];
    return pathsIn(text).flatMap((words) => {
      const isStray = words[0] === 'now' && !path.includes('.bounds.');
      const wrong = isStray ? 'now' : unknownName(words, names, step);
      return wrong === null ? [] : [{ path, fault: 'unknownName', reason: `${wrong} does not exist, in ${text}` }];
    });
  });
}

/** Every expression of a definition with the place where it stands. */
export function expressionsOf(definition: OrderTypeDefinition): readonly Placed[] {
  return [
    ...definition.stages.flatMap(inStage),
    ...definition.sla.flatMap(({ key, limitHours, limitDays, relevant, startsFrom }) =>
      texts(`sla.${key}`, { limitHours, limitDays, relevant, startsFrom }),
    ),
    ...(definition.raises ?? []).flatMap(inRaise),
    ...(definition.returns ?? []).flatMap(({ key, when }) => texts(`returns.${key}`, { when })),
    ...(definition.endings ?? []).flatMap(({ key, when }) => texts(`endings.${key}`, { when })),
  ];
}

function inRaise(raise: RaiseDefinition): readonly Placed[] {
  const at = `raises.${raise.key}`;
  return [
    ...texts(at, { when: raise.when, forEach: raise.forEach, remarks: raise.remarks }),
    ...texts(`${at}.products`, raise.products ?? {}),
    ...texts(`${at}.resources`, raise.resources ?? {}),
    ...texts(`${at}.place`, raise.place ?? {}),
    ...texts(`${at}.values`, raise.values ?? {}),
  ];
}

function inStage(stage: StageDefinition): readonly Placed[] {
  const at = `stages.${stage.key}`;
  const gates = stage.gates.flatMap((gate) => [
    ...texts(`${at}.gates.${gate.key}`, { holds: gate.holds, relevant: gate.relevant }),
    ...texts(`${at}.gates.${gate.key}.details`, gate.details ?? {}),
  ]);
  const steps = stage.steps.flatMap((step) =>
    [
      ...texts(`${at}.${step.key}`, { relevant: step.relevant }),
      ...texts(`${at}.${step.key}.rings`, Object.fromEntries((step.rings ?? []).map((text, n) => [String(n), text]))),
      ...step.fields.flatMap((field) => inField(`${at}.${step.key}.${field.key}`, field)),
      ...step.photos.flatMap((photo) =>
        texts(`${at}.${step.key}.${photo.key}`, { relevant: photo.relevant, required: photo.required }),
      ),
    ].map((placed) => ({ ...placed, step })),
  );
  return [...texts(at, { relevant: stage.relevant }), ...gates, ...steps];
}

function inField(path: string, field: FieldDefinition): readonly Placed[] {
  const { settings: _, ...measure } = field.measure ?? { settings: '' };
  return [
    ...texts(path, {
      relevant: field.relevant,
      required: field.required,
      readonly: field.readonly,
      calculate: field.calculate,
      initial: field.initial,
      optionsFrom: field.optionsFrom,
      constraint: field.constraint?.expression,
    }),
    ...texts(`${path}.bounds`, field.bounds ?? {}),
    ...texts(`${path}.optionRelevant`, field.optionRelevant ?? {}),
    ...texts(`${path}.measure`, measure),
    ...(field.columns ?? []).flatMap((column) => inField(`${path}.${column.key}`, column)),
  ];
}

const texts = (path: string, given: Readonly<Record<string, string | boolean | undefined>>): readonly Placed[] =>
  Object.entries(given).flatMap(([name, text]) =>
    typeof text === 'string' ? [{ path: `${path}.${name}`, text }] : [],
  );

type Names = {
  readonly steps: ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;
  readonly slots: ReadonlySet<string>;
  readonly raises: ReadonlySet<string>;
  readonly order: Readonly<Record<string, ReadonlySet<string> | null>>;
  readonly settings: ReadonlyMap<string, unknown>;
};

const facts: ReadonlySet<string> = new Set([
  'accepted',
  'started',
  'startedAt',
  'rescheduled',
  'everHeld',
  'onHold',
  'signOff',
  'reports',
  'rework',
  'discrepancies',
]);

const childCounts: ReadonlySet<string> = new Set(['total', 'open', 'completed', 'failed']);

function namesOf(definition: OrderTypeDefinition, settings: SettingsByKey | undefined): Names {
  const keys = (list: readonly { readonly key: string }[]): ReadonlySet<string> => new Set(list.map(({ key }) => key));
  return {
    steps: new Map(
      definition.stages.map((stage) => [
        stage.key,
        new Map(stage.steps.map((step) => [step.key, keys(valueFields(step))])),
      ]),
    ),
    slots: new Set(stepsOf(definition).flatMap(({ key, step }) => step.photos.map((photo) => `${key}.${photo.key}`))),
    raises: keys(definition.raises ?? []),
    order: {
      number: null,
      acceptedAt: null,
      createdAt: null,
      origin: new Set(['orderId', 'number', 'orderType', 'raise', 'relation', 'values']),
      priority: null,
      remarks: null,
      appointment: new Set(['start', 'end']),
      products: keys(definition.products),
      resources: keys(definition.resources),
      customer: new Set(['name', 'phone', 'alternatePhone', 'grade', 'accountNumber']),
      place: new Set(['address', 'district', 'access', 'latitude', 'longitude', 'area']),
    },
    settings: new Map(definition.settings.map((key) => [key, settings?.[key]?.values])),
  };
}

const fields = new WeakMap<StepDefinition, ReadonlySet<string>>();

/** Kept by step: every expression of a step asks. */
function fieldsOf(step: StepDefinition): ReadonlySet<string> {
  const found = fields.get(step) ?? new Set(valueFields(step).map(({ key }) => key));
  fields.set(step, found);
  return found;
}

/** The first part of a path that leads nowhere, or null. `*` is a computed index: what follows cannot be checked here. */
function unknownName(path: readonly string[], names: Names, step: StepDefinition | undefined): string | null {
  const [root, first, second, third] = path;
  const lacks = (known: { has(name: string): boolean } | undefined, name: string | undefined): boolean =>
    name !== undefined && name !== '*' && known?.has(name) !== true;
  const shown = path.filter((word) => word !== '*').join('.');
  switch (root) {
    case 'fields':
      return step === undefined || lacks(fieldsOf(step), first) ? shown : null;
    case 'steps':
      if (first === '*') return null;
      if (lacks(names.steps, first)) return shown;
      if (second === '*') return null;
      return lacks(names.steps.get(first ?? ''), second) ||
        lacks(names.steps.get(first ?? '')?.get(second ?? '') ?? new Set(), third)
        ? shown
        : null;
    case 'evidence':
      return lacks(names.slots, first) ? shown : null;
    case 'children':
      return lacks(names.raises, first) || lacks(childCounts, second) ? shown : null;
    case 'facts':
      return lacks(facts, first) ? shown : null;
    case 'order': {
      if (first !== undefined && first !== '*' && !Object.hasOwn(names.order, first)) return shown;
      const below = names.order[first ?? ''];
      return below != null && lacks(below, second) ? shown : null;
    }
    case 'settings':
      return lacks(names.settings, first) || isAbsent(names.settings.get(first ?? ''), path.slice(2)) ? shown : null;
    default:
      // `value`, `row` and variables bound inside the expression (`list.all(x, …)`); the type check knows those.
      return null;
  }
}

function isAbsent(values: unknown, path: readonly string[]): boolean {
  let at = values;
  for (const word of path) {
    if (at === undefined || word === '*') return false;
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, word)) return true;
    at = (at as Readonly<Record<string, unknown>>)[word];
  }
  return false;
}
