import type { Json } from '../../domain/documents/base.ts';
import { BudgetExceeded, bounded } from './budget.ts';
import { deadEndProblems } from './dead-ends.ts';
import { problemOfSpender } from './definition-broken.ts';
import type { DefinitionProblem } from './definition-problem.ts';
import { sampleScope } from './definition-samples.ts';
import { textKeys } from './definition-texts.ts';
import { isEmpty } from './empty.ts';
import { pathsIn, resultOf, type Scope } from './expression.ts';
import { limits } from './limits.ts';
import { reasonProblems } from './reason-problems.ts';
import { against } from './shape.ts';
import { definitionSourceProblems } from './source-problems.ts';
import { stepsOf } from './steps-of.ts';
import type { CharacteristicDefinition, OrderTypeDefinition, RaiseDefinition, SettingsByKey } from './types.ts';

/** What stands beside a definition where it will be used. */
export type Surroundings = {
  readonly settings: SettingsByKey;
  /** the order type of a key as it would be raised; its own new version is the definition itself */
  readonly orderType: (key: string) => OrderTypeDefinition | null;
};

/**
 * What is wrong with a definition beside the others and in use: settings that do not exist, raised types that do not exist or do not get what they
 * require or get what they do not take (by the samples), clocks of stages that may be skipped, moves that nobody could give a reason for, choices after which an order stands still, sources that not every reader can read, and texts that nobody reads. Made for definitions that `parseDefinition` has accepted.
 */
export function catalogueProblems(
  definition: OrderTypeDefinition,
  surroundings: Surroundings,
): readonly DefinitionProblem[] {
  try {
    return bounded(definition, () => problemsAmong(definition, surroundings), limits.definitionSteps);
  } catch (error) {
    if (error instanceof BudgetExceeded) return [problemOfSpender(definition, error.spender)];
    throw error;
  }
}

function problemsAmong(definition: OrderTypeDefinition, surroundings: Surroundings): readonly DefinitionProblem[] {
  const typeOf = (key: string) => (key === definition.key ? definition : surroundings.orderType(key));
  return [
    ...settingsProblems(definition, surroundings.settings),
    ...(definition.raises ?? []).flatMap((raise) => {
      const raised = typeOf(raise.orderType);
      return [
        ...raiseProblems(raise, raised),
        ...(raised === null
          ? []
          : handedProblems(definition, raise, raised, sampleScope(definition, surroundings.settings))),
      ];
    }),
    ...clockProblems(definition),
    ...reasonProblems(definition),
    ...deadEndProblems(definition, surroundings.settings),
    ...definitionSourceProblems(definition, surroundings.settings),
    ...unusedTexts(definition),
  ];
}

function settingsProblems(definition: OrderTypeDefinition, settings: SettingsByKey): readonly DefinitionProblem[] {
  const named = new Set(definition.settings);
  return [
    ...definition.settings.flatMap((key, index) =>
      settings[key] === undefined
        ? [
            {
              path: `settings.${index}`,
              fault: 'unknownName' as const,
              reason: `no settings ${key}; publish them before this order type`,
            },
          ]
        : [],
    ),
    ...stepsOf(definition).flatMap(({ key, step }) =>
      step.fields.flatMap(({ key: field, measure }) =>
        measure === undefined || named.has(measure.settings)
          ? []
          : [
              {
                path: `stages.${key}.${field}.measure.settings`,
                fault: 'unknownName' as const,
                reason: `${measure.settings} is not among the settings of this order type`,
              },
            ],
      ),
    ),
  ];
}

/** A clock does not start with a stage that is skipped, and does not stop with it: its author says by its own `relevant` when it runs. */
function clockProblems({ stages, sla }: OrderTypeDefinition): readonly DefinitionProblem[] {
  const skippable = new Set(stages.flatMap(({ key, relevant }) => (relevant === undefined ? [] : [`stage:${key}`])));
  return sla.flatMap((clock) =>
    (['startsAt', 'stopsAt'] as const)
      .filter((end) => clock.relevant === undefined && skippable.has(clock[end]))
      .map((end) => ({
        path: `sla.${clock.key}.${end}`,
        fault: 'unfit' as const,
        reason: `${clock[end]} may be skipped; say by relevant of this clock when it runs`,
      })),
  );
}

function raiseProblems(raise: RaiseDefinition, raised: OrderTypeDefinition | null): readonly DefinitionProblem[] {
  const at = `raises.${raise.key}`;
  if (raised === null)
    return [{ path: `${at}.orderType`, fault: 'unknownName', reason: `no order type ${raise.orderType}` }];
  const handed = (
    kind: 'products' | 'resources',
    wanted: readonly CharacteristicDefinition[],
  ): readonly DefinitionProblem[] => {
    const given = raise[kind] ?? {};
    const known = new Set(wanted.map(({ key }) => key));
    return [
      ...wanted
        .filter(({ key, required }) => required && !Object.hasOwn(given, key))
        .map((one) => ({
          path: `${at}.${kind}`,
          fault: 'handedOver' as const,
          reason: `${raise.orderType} requires ${one.key} (${taken(one)}), which is not handed over`,
        })),
      ...Object.keys(given)
        .filter((key) => !known.has(key))
        .map((key) => ({
          path: `${at}.${kind}.${key}`,
          fault: 'handedOver' as const,
          reason: `${raise.orderType} knows no ${key}`,
        })),
    ];
  };
  return [...handed('products', raised.products), ...handed('resources', raised.resources)];
}

/**
 * What the raise would hand over of the sample order, and every option of a choice that it hands over, where the raised type does not take
 * it: such an order is never made.
 */
function handedProblems(
  definition: OrderTypeDefinition,
  raise: RaiseDefinition,
  raised: OrderTypeDefinition,
  samples: Scope,
): readonly DefinitionProblem[] {
  const list = raise.forEach === undefined ? null : resultOf(raise.forEach, samples);
  const scope = Array.isArray(list) && list.length > 0 ? { ...samples, item: list[0] as Json } : samples;
  return (['products', 'resources'] as const).flatMap((kind) =>
    raised[kind].flatMap((one) => {
      const text = raise[kind]?.[one.key];
      const values = new Set<Json>([resultOf(text, scope), ...optionsOf(definition, raise, text)]);
      return [...values]
        .filter((value) => !isEmpty(value) && against(one.schema, one.key, value).length > 0)
        .map((value) => ({
          path: `raises.${raise.key}.${kind}.${one.key}`,
          fault: 'handedOver' as const,
          reason: `${raise.orderType} takes no ${JSON.stringify(value)} as ${one.key} (${taken(one)})`,
        }));
    }),
  );
}

/** The options of the choice that an expression is: `steps.<stage>.<step>.<field>`, or `item.<column>` of the rows that `forEach` names. */
function optionsOf(definition: OrderTypeDefinition, raise: RaiseDefinition, text = ''): readonly string[] {
  const fieldsAt = (path: readonly string[]) =>
    stepsOf(definition)
      .filter(({ key }) => path[0] === 'steps' && key === `${path[1]}.${path[2]}`)
      .flatMap(({ step }) => step.fields.filter(({ key }) => key === path[3]));
  const path = text.trim().split('.');
  const fields =
    path[0] === 'item'
      ? pathsIn(raise.forEach ?? '')
          .flatMap(fieldsAt)
          .flatMap(({ columns = [] }) => columns.filter(({ key }) => key === path[1]))
      : fieldsAt(path);
  return fields.flatMap(({ kind, options = [] }) => (kind === 'choice' ? options : []));
}

const taken = ({ options, schema }: CharacteristicDefinition): string =>
  options?.join(', ') ?? (typeof schema.type === 'string' ? schema.type : 'any value');

/** Texts that no screen and no report asks for: those of `textKeys`, the heading of the products, and hints of fields, are. */
function unusedTexts(definition: OrderTypeDefinition): readonly DefinitionProblem[] {
  const read = new Set([...textKeys(definition), ...optionalTextKeys(definition)]);
  return (['zh-CN', 'en'] as const).flatMap((language) =>
    Object.keys(definition.texts[language])
      .filter((key) => !read.has(key))
      .map((key) => ({
        path: `texts.${language}.${key}`,
        fault: 'textUnused' as const,
        reason: 'nothing reads this text',
      })),
  );
}

/** Texts that are shown where there are any (renderer/texts/definition-words.ts). */
const optionalTextKeys = (definition: OrderTypeDefinition): readonly string[] => [
  'heading.products',
  ...['accepted', 'started', 'held', 'completed', 'partial', 'failed'].map((phase) => `phase.${phase}`),
  ...['start', 'resume', 'complete'].map((act) => `act.${act}`),
  ...definition.sla.map(({ key }) => `slaRule.${key}`),
  ...(definition.services ?? []).flatMap(({ key }) => [`result.${key}.done`, `result.${key}.notDone`]),
  ...stepsOf(definition).flatMap(({ key, step }) => step.fields.map((field) => `hint.${key}.${field.key}`)),
];
