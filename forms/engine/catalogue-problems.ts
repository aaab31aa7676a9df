import type { DefinitionProblem } from './definition.ts';
import { textKeys } from './definition-texts.ts';
import { stepsOf } from './steps-of.ts';
import type { CharacteristicDefinition, OrderTypeDefinition, RaiseDefinition, SettingsByKey } from './types.ts';

/** What stands beside a definition where it will be used. */
export type Surroundings = {
  readonly settings: SettingsByKey;
  /** the order type of a key as it would be raised; its own new version is the definition itself */
  readonly orderType: (key: string) => OrderTypeDefinition | null;
};

/**
 * What is wrong with a definition beside the others: settings that do not exist, raised types that do not exist or do not get what they
 * require, and texts that nobody reads. Made for definitions that `parseDefinition` has accepted.
 */
export function catalogueProblems(
  definition: OrderTypeDefinition,
  surroundings: Surroundings,
): readonly DefinitionProblem[] {
  const typeOf = (key: string) => (key === definition.key ? definition : surroundings.orderType(key));
  return [
    ...settingsProblems(definition, surroundings.settings),
    ...(definition.raises ?? []).flatMap((raise) => raiseProblems(raise, typeOf(raise.orderType))),
    ...unusedTexts(definition),
  ];
}

function settingsProblems(definition: OrderTypeDefinition, settings: SettingsByKey): readonly DefinitionProblem[] {
  const named = new Set(definition.settings);
  return [
    ...definition.settings.flatMap((key, index) =>
      settings[key] === undefined ? [{ path: `settings.${index}`, reason: `no settings ${key}` }] : [],
    ),
    ...stepsOf(definition).flatMap(({ key, step }) =>
      step.fields.flatMap(({ key: field, measure }) =>
        measure === undefined || named.has(measure.settings)
          ? []
          : [
              {
                path: `stages.${key}.${field}.measure.settings`,
                reason: `${measure.settings} is not among the settings of this order type`,
              },
            ],
      ),
    ),
  ];
}

function raiseProblems(raise: RaiseDefinition, raised: OrderTypeDefinition | null): readonly DefinitionProblem[] {
  const at = `raises.${raise.key}`;
  if (raised === null) return [{ path: `${at}.orderType`, reason: `no order type ${raise.orderType}` }];
  const handed = (
    kind: 'products' | 'resources',
    wanted: readonly CharacteristicDefinition[],
  ): readonly DefinitionProblem[] => {
    const given = raise[kind] ?? {};
    const known = new Set(wanted.map(({ key }) => key));
    return [
      ...wanted
        .filter(({ key, required }) => required && !Object.hasOwn(given, key))
        .map(({ key }) => ({
          path: `${at}.${kind}`,
          reason: `${raise.orderType} requires ${key}, which is not handed over`,
        })),
      ...Object.keys(given)
        .filter((key) => !known.has(key))
        .map((key) => ({ path: `${at}.${kind}.${key}`, reason: `${raise.orderType} knows no ${key}` })),
    ];
  };
  return [...handed('products', raised.products), ...handed('resources', raised.resources)];
}

/** Texts that no screen and no report asks for: those of `textKeys`, and hints of fields, are. */
function unusedTexts(definition: OrderTypeDefinition): readonly DefinitionProblem[] {
  const read = new Set([...textKeys(definition), ...optionalTextKeys(definition)]);
  return (['zh-CN', 'en'] as const).flatMap((language) =>
    Object.keys(definition.texts[language])
      .filter((key) => !read.has(key))
      .map((key) => ({ path: `texts.${language}.${key}`, reason: 'nothing reads this text' })),
  );
}

/** Texts that are shown where there are any (renderer/texts/definition-words.ts). */
const optionalTextKeys = (definition: OrderTypeDefinition): readonly string[] =>
  stepsOf(definition).flatMap(({ key, step }) => step.fields.map((field) => `hint.${key}.${field.key}`));
