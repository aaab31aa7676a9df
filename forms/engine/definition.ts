import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { BudgetExceeded, bounded, exhausted, tooMuchWork } from './budget.ts';
import { boundsProblems } from './definition-bounds.ts';
import { problemOfSpender } from './definition-broken.ts';
import { expressionProblems } from './definition-expressions.ts';
import type { DefinitionProblem } from './definition-problem.ts';
import { relationProblems } from './definition-relations.ts';
import { sampleProblems } from './definition-samples.ts';
import { schemasProblems } from './definition-schemas.ts';
import { optionProblems, serviceProblems } from './definition-services.ts';
import { DefinitionShape } from './definition-shape.ts';
import { textProblems } from './definition-texts.ts';
import { limits } from './limits.ts';
import type { FieldDefinition, OrderTypeDefinition, SettingsByKey } from './types.ts';

/**
 * Checks an order type before it is published: its structure, that every key is unique, that every expression is well formed and names
 * only what exists, that patterns and schemas can be run in bounded work, that every text is there in both languages, that reason codes are
 * unique, and that the sample answers are accepted. Never throws, whatever it is given: what is stored is read by it at every start.
 * Problem: `input.invalid` with `where` (the first) and `problems` (all, as DefinitionProblem[]).
 *
 * @param settings the settings it will run with; without them samples and the settings' own keys are not checked
 */
export function parseDefinition(json: unknown, settings?: SettingsByKey): Result<OrderTypeDefinition> {
  try {
    return bounded(null, () => parsed(json, settings), limits.definitionSteps);
  } catch (error) {
    if (error === exhausted) return invalid([{ path: '', fault: 'tooMuchWork', reason: tooMuchWork }]);
    if (error instanceof BudgetExceeded) return invalid([problemOfSpender(json as OrderTypeDefinition, error.spender)]);
    return invalid([{ path: '', fault: 'damaged', reason: error instanceof Error ? error.message : String(error) }]);
  }
}

function parsed(json: unknown, settings: SettingsByKey | undefined): Result<OrderTypeDefinition> {
  const shape = DefinitionShape.safeParse(json);
  if (!shape.success)
    return invalid(
      shape.error.issues.map((issue) => ({
        path: [...issue.path, ...(issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])].join('.'),
        fault: 'shape',
        reason: issue.message,
      })),
    );
  // What was given, not zod's copy: text and schema objects stay the same objects, so that caches by object hold.
  const definition = json as OrderTypeDefinition;
  const problems = [
    ...structureProblems(definition),
    ...relationProblems(definition),
    ...serviceProblems(definition),
    ...expressionProblems(definition, settings),
    ...boundsProblems(definition),
    ...schemasProblems(definition),
    ...textProblems(definition),
  ];
  if (problems.length > 0) return invalid(problems);
  const wrongSamples = settings === undefined ? [] : sampleProblems(definition, settings);
  return wrongSamples.length > 0 ? invalid(wrongSamples) : ok(definition);
}

const invalid = (problems: readonly DefinitionProblem[]): Result<never> =>
  refused(
    problem('input.invalid', {
      where: `${problems[0]?.path ?? ''}: ${problems[0]?.reason ?? ''}`,
      problems: problems.slice(0, limits.problemsTold),
    }),
  );

function structureProblems(definition: OrderTypeDefinition): readonly DefinitionProblem[] {
  return [
    ...duplicates('stages', definition.stages),
    ...duplicates('products', definition.products),
    ...duplicates('resources', definition.resources),
    ...definition.stages.flatMap((stage) => [
      ...duplicates(`stages.${stage.key}.steps`, stage.steps),
      ...duplicates(`stages.${stage.key}.gates`, stage.gates),
      ...(definition.performers[stage.performer] === undefined
        ? [
            {
              path: `stages.${stage.key}.performer`,
              fault: 'unknownName' as const,
              reason: `no performer ${stage.performer}`,
            },
          ]
        : []),
      ...stage.steps.flatMap((step) => {
        const at = `stages.${stage.key}.${step.key}`;
        return [
          ...duplicates(`${at}.fields`, step.fields),
          ...duplicates(`${at}.photos`, step.photos),
          ...step.fields.flatMap((field) => fieldProblems(`${at}.${field.key}`, field)),
        ];
      }),
    ]),
    ...Object.entries(definition.reasons).flatMap(([move, reasons]) =>
      duplicates(
        `reasons.${move}`,
        reasons.map(({ code }) => ({ key: code })),
      ),
    ),
  ];
}

function duplicates(path: string, list: readonly { readonly key: string }[]): readonly DefinitionProblem[] {
  const seen = new Set<string>();
  return list.flatMap(({ key }) => {
    const again = seen.has(key);
    seen.add(key);
    return again ? [{ path: `${path}.${key}`, fault: 'usedTwice', reason: 'this key is used twice' }] : [];
  });
}

/** What only a field of its own can have: a row is answered by hand, cell by cell. */
const fieldOnly = [
  'calculate',
  'initial',
  'readonly',
  'measure',
  'recall',
  'optionRelevant',
  'optionsFrom',
  'tickAll',
] as const;
const withOptions: ReadonlySet<FieldDefinition['kind']> = new Set(['choice', 'choices', 'checklist']);

function fieldProblems(path: string, field: FieldDefinition): readonly DefinitionProblem[] {
  const found: DefinitionProblem[] = [];
  if (withOptions.has(field.kind) !== (field.options !== undefined))
    found.push({ path, fault: 'unfit', reason: `options belong to choice, choices and checklist, and only there` });
  if ((field.kind === 'rows') !== (field.columns !== undefined))
    found.push({ path, fault: 'unfit', reason: 'columns belong to rows, and only there' });
  if (field.kind === 'computed' && field.calculate === undefined)
    found.push({ path, fault: 'unfit', reason: 'a computed field needs calculate' });
  if (field.measure !== undefined && field.kind !== 'number' && field.kind !== 'integer' && field.kind !== 'computed')
    found.push({ path, fault: 'unfit', reason: 'only a number is a measure' });
  if (field.recall === true && field.kind !== 'text')
    found.push({ path, fault: 'unfit', reason: 'only the answer of a text field is offered again' });
  for (const keyword of ['if', 'then', 'else'])
    if (field.schema !== undefined && Object.hasOwn(field.schema, keyword))
      found.push({
        path: `${path}.schema.${keyword}`,
        fault: 'unfit',
        reason: 'logic belongs in expressions, not in schemas',
      });
  return [
    ...found,
    ...optionProblems(path, field),
    ...duplicates(`${path}.columns`, field.columns ?? []),
    ...(field.columns ?? []).flatMap((column) =>
      fieldOnly
        .filter((name) => column[name] !== undefined)
        .map((name) => ({
          path: `${path}.${column.key}.${name}`,
          fault: 'unfit' as const,
          reason: `a column cannot have ${name}`,
        })),
    ),
    ...(field.columns ?? []).flatMap((column) => fieldProblems(`${path}.${column.key}`, column)),
  ];
}
