import { z } from 'zod';
import { DefinitionShape } from '../../../../../forms/engine/definition-shape.ts';
import { limits } from '../../../../../forms/engine/limits.ts';

/** The parts of an order type that have keys of their own; each key of each has a line in `texts/<language>/console-shape.ts`. */
export type ShapePart =
  | 'type'
  | 'characteristic'
  | 'stage'
  | 'step'
  | 'field'
  | 'constraint'
  | 'bounds'
  | 'measure'
  | 'photo'
  | 'gate'
  | 'reason'
  | 'clock'
  | 'escalation'
  | 'service'
  | 'raise'
  | 'wayBack'
  | 'ending'
  | 'upgrade'
  | 'texts';

export type ShapeKind = 'expression' | 'text' | 'name' | 'number' | 'integer' | 'yesNo' | 'list' | 'object' | 'any';
export type KeyHelp = {
  readonly key: string;
  readonly required: boolean;
  /** what may stand there: kinds, or the very values */
  readonly kinds: readonly ShapeKind[];
  readonly values: readonly string[];
};
export type ShapeHelp = {
  readonly part: ShapePart;
  /** path of the object, as it is written */
  readonly path: readonly (string | number)[];
  /** the key the cursor is at or in; null between keys */
  readonly at: string | null;
  readonly keys: readonly KeyHelp[];
};

type Schema = {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly required?: readonly string[];
  readonly enum?: readonly (string | number | boolean)[];
  readonly const?: string | number | boolean;
  readonly maxLength?: number;
  readonly pattern?: string;
};

/** The structure of `definition-shape.ts` as JSON Schema. */
export const definitionSchema = z.toJSONSchema(DefinitionShape) as Schema;

const parts: readonly (readonly [pattern: RegExp, part: ShapePart])[] = [
  [/^$/, 'type'],
  [/^(products|resources)\[\]$/, 'characteristic'],
  [/^stages\[\]$/, 'stage'],
  [/^stages\[\]\.steps\[\]$/, 'step'],
  [/\.fields\[\](\.columns\[\])?$/, 'field'],
  [/\.constraint$/, 'constraint'],
  [/\.bounds$/, 'bounds'],
  [/\.measure$/, 'measure'],
  [/\.photos\[\]$/, 'photo'],
  [/\.gates\[\]$/, 'gate'],
  [/^reasons\.[^.]+\[\]$/, 'reason'],
  [/^sla\[\]$/, 'clock'],
  [/\.escalations\[\]$/, 'escalation'],
  [/^services\[\]$/, 'service'],
  [/^raises\[\]$/, 'raise'],
  [/^returns\[\]$/, 'wayBack'],
  [/^endings\[\]$/, 'ending'],
  [/^upgrades\[\]$/, 'upgrade'],
  [/^texts$/, 'texts'],
];

export const partAt = (path: readonly (string | number)[]): ShapePart | null => {
  const plain = path.reduce<string>(
    (text, one) => (typeof one === 'number' ? `${text}[]` : text === '' ? one : `${text}.${one}`),
    '',
  );
  return parts.find(([pattern]) => pattern.test(plain))?.[1] ?? null;
};

/** What may stand where the cursor is: the keys of the nearest part around it. */
export function shapeHelp(cursor: readonly (string | number)[]): ShapeHelp {
  for (let length = cursor.length; length >= 0; length -= 1) {
    const path = cursor.slice(0, length);
    const part = partAt(path);
    const schema = part === null ? null : schemaAt(path);
    if (part === null || schema?.properties === undefined) continue;
    const at = cursor[length];
    return { part, path, at: typeof at === 'string' ? at : null, keys: keysOf(schema) };
  }
  return { part: 'type', path: [], at: null, keys: keysOf(definitionSchema) };
}

function schemaAt(path: readonly (string | number)[]): Schema | null {
  let schema: Schema | undefined = definitionSchema;
  for (const one of path) {
    if (schema === undefined) return null;
    const open: Schema | boolean | undefined = schema.additionalProperties;
    schema =
      typeof one === 'number'
        ? schema.items
        : (schema.properties?.[one] ?? (typeof open === 'object' ? open : undefined));
  }
  return schema ?? null;
}

const keysOf = ({ properties = {}, required = [] }: Schema): readonly KeyHelp[] =>
  Object.entries(properties).map(([key, schema]) => ({
    key,
    required: required.includes(key),
    kinds: [...new Set(branches(schema).flatMap(kindOf))],
    values: branches(schema).flatMap(({ const: only, enum: some = [] }) =>
      (only === undefined ? some : [only]).map(String),
    ),
  }));

const branches = (schema: Schema): readonly Schema[] => schema.anyOf ?? [schema];

function kindOf({ type, const: only, enum: some, maxLength, pattern }: Schema): readonly ShapeKind[] {
  if (only !== undefined || some !== undefined) return [];
  switch (type) {
    case 'string':
      // No other string of a definition may be as long (definition-shape.ts).
      return [maxLength === limits.expressionLength ? 'expression' : pattern === undefined ? 'text' : 'name'];
    case 'integer':
      return ['integer'];
    case 'number':
      return ['number'];
    case 'boolean':
      return ['yesNo'];
    case 'array':
      return ['list'];
    case 'object':
      return ['object'];
    default:
      return ['any'];
  }
}
