import type { Json } from '../../domain/documents/base.ts';
import { SourceText, sourceMark } from '../../domain/source-text.ts';
import type { DefinitionProblem } from './definition-problem.ts';
import { sampleScope } from './definition-samples.ts';
import { withStep } from './scope.ts';
import { sourceOf } from './source-of.ts';
import { stepsOf } from './steps-of.ts';
import type { OrderTypeDefinition, SettingsByKey } from './types.ts';

/** A value of settings is a source by its name: `source`, `limitSource`. */
const isSource = (name: string): boolean => /(^s|S)ource$/.test(name);

/**
 * Sources in settings that a reader could not read, or would read a mark of the author in: each is `{ "zh-CN", "en" }`, with `marks` and `ref`
 * beside the texts where the author wants them (ADR 0029).
 */
export function settingsSourceProblems(values: Readonly<Record<string, Json>>): readonly DefinitionProblem[] {
  return sourcesIn(values, 'values').flatMap(({ path, value }) => {
    const reason = wrongWith(value);
    return reason === null ? [] : [{ path, fault: 'source' as const, reason }];
  });
}

function sourcesIn(value: Json, path: string): readonly { readonly path: string; readonly value: Json }[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    isSource(name) ? [{ path: `${path}.${name}`, value: inner }] : sourcesIn(inner, `${path}.${name}`),
  );
}

function wrongWith(value: Json): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return 'a source is { "zh-CN": …, "en": … }, a text in each language';
  const { marks, ref, ...texts } = value as { readonly [key: string]: Json };
  const read = SourceText.safeParse(texts);
  if (!read.success) {
    const missing = (['zh-CN', 'en'] as const).filter((language) => typeof texts[language] !== 'string');
    return missing.length > 0
      ? `the text in ${missing.join(' and ')} is missing`
      : 'only texts, marks and ref belong here';
  }
  if (marks !== undefined && !(Array.isArray(marks) && marks.every((mark) => typeof mark === 'string')))
    return 'marks is a list of texts';
  if (ref !== undefined && typeof ref !== 'string') return 'ref is a text';
  return Object.values(read.data).some((text) => sourceMark.test(text))
    ? 'a mark ([W], [P], [U]) stands in the text; put it under marks'
    : null;
}

/** Sources of a definition's own that are one text or none, marks in what people read, and clocks without a rule in words. */
export function definitionSourceProblems(
  definition: OrderTypeDefinition,
  settings: SettingsByKey,
): readonly DefinitionProblem[] {
  return [
    ...measureSources(definition, settings),
    ...definition.sla
      .filter(({ key }) => definition.texts['zh-CN'][`slaRule.${key}`] === undefined)
      .map(({ key }) => ({
        path: `sla.${key}.source`,
        fault: 'source' as const,
        reason: `the text slaRule.${key} is missing: what people read instead of the source`,
      })),
    ...(['zh-CN', 'en'] as const).flatMap((language) =>
      Object.entries(definition.texts[language])
        .filter(([, text]) => sourceMark.test(text))
        .map(([key]) => ({
          path: `texts.${language}.${key}`,
          fault: 'source' as const,
          reason: 'a mark ([W], [P], [U]) stands in a text that people read',
        })),
    ),
  ];
}

/** By the sample answers: which settings a source comes from may depend on them. */
function measureSources(definition: OrderTypeDefinition, settings: SettingsByKey): readonly DefinitionProblem[] {
  const samples = sampleScope(definition, settings);
  return stepsOf(definition).flatMap(({ key, stage, step }) => {
    const steps = (samples.steps ?? {}) as Readonly<
      Record<string, Readonly<Record<string, Readonly<Record<string, Json>>>>>
    >;
    const scope = withStep(samples, stage.key, step.key, steps[stage.key]?.[step.key] ?? {});
    return step.fields.flatMap(({ key: field, measure }) => {
      if (measure === undefined) return [];
      const source = sourceOf(measure.source, scope);
      return typeof source === 'string' && source !== ''
        ? [
            {
              path: `stages.${key}.${field}.measure.source`,
              fault: 'source' as const,
              reason: 'this source is one text; name a source of the settings that has one in each language',
            },
          ]
        : [];
    });
  });
}
