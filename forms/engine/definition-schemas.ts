import type { DefinitionProblem } from './definition-problem.ts';
import { schemaProblems } from './json-schema-problems.ts';
import type { FieldDefinition, JsonSchema, OrderTypeDefinition } from './types.ts';

type Placed = { readonly path: string; readonly schema: JsonSchema };

/** Every JSON Schema of a definition with the place where it stands. */
export function schemasOf(definition: OrderTypeDefinition): readonly Placed[] {
  return [
    ...definition.products.map(({ key, schema }) => ({ path: `products.${key}.schema`, schema })),
    ...definition.resources.map(({ key, schema }) => ({ path: `resources.${key}.schema`, schema })),
    ...definition.stages.flatMap((stage) =>
      stage.steps.flatMap((step) =>
        step.fields.flatMap((field) => inField(`stages.${stage.key}.${step.key}.${field.key}`, field)),
      ),
    ),
  ];
}

const inField = (path: string, field: FieldDefinition): readonly Placed[] => [
  ...(field.schema === undefined ? [] : [{ path: `${path}.schema`, schema: field.schema }]),
  ...(field.columns ?? []).flatMap((column) => inField(`${path}.${column.key}`, column)),
];

/** Schemas that cannot be run. */
export const schemasProblems = (definition: OrderTypeDefinition): readonly DefinitionProblem[] =>
  schemasOf(definition).flatMap(({ path, schema }) => schemaProblems(schema, path));
