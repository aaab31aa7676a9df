import type { Json } from '../../../../../domain/documents/base.ts';
import { sameJson } from '../../../../../forms/engine/canonical.ts';
import type { FieldDefinition, OrderTypeDefinition } from '../../../../../forms/engine/types.ts';

/** What of an order type differs: parts that a person would name. */
export type PartKind =
  | 'type'
  | 'performer'
  | 'product'
  | 'resource'
  | 'stage'
  | 'step'
  | 'field'
  | 'photo'
  | 'gate'
  | 'reason'
  | 'clock'
  | 'raise'
  | 'text'
  | 'sample';

export type PropertyChange = { readonly property: string; readonly before: Json; readonly after: Json };
export type Change = {
  readonly part: PartKind;
  /** `stage.step.field`, `stage.gate`, a text's key … */
  readonly path: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** of a changed part only */
  readonly properties: readonly PropertyChange[];
};

type Part = { readonly part: PartKind; readonly path: string; readonly properties: Readonly<Record<string, unknown>> };

/** What the second definition has that the first had not, has lost, or has otherwise; in the order of the second, what is lost at the end of its kind. */
export function diffDefinitions(before: OrderTypeDefinition, after: OrderTypeDefinition): readonly Change[] {
  const old = new Map(partsOf(before).map((part) => [nameOf(part), part]));
  const now = partsOf(after);
  const names = new Set(now.map(nameOf));
  const changes = now.flatMap((part): readonly Change[] => {
    const was = old.get(nameOf(part));
    if (was === undefined) return [{ part: part.part, path: part.path, kind: 'added', properties: [] }];
    const properties = changedProperties(was, part);
    return properties.length === 0 ? [] : [{ part: part.part, path: part.path, kind: 'changed', properties }];
  });
  const lost = [...old.values()]
    .filter((part) => !names.has(nameOf(part)))
    .map(({ part, path }): Change => ({ part, path, kind: 'removed', properties: [] }));
  return kinds.flatMap((kind) => [...changes, ...lost].filter(({ part }) => part === kind));
}

/** `stage.step.field` and `stage.step.slot` of a definition: where answers and pictures lie. */
export function answerPaths(definition: OrderTypeDefinition): readonly string[] {
  return definition.stages.flatMap((stage) =>
    stage.steps.flatMap((step) =>
      [...step.fields.filter(({ kind }) => kind !== 'script'), ...step.photos].map(
        ({ key }) => `${stage.key}.${step.key}.${key}`,
      ),
    ),
  );
}

const kinds: readonly PartKind[] = [
  'type',
  'performer',
  'stage',
  'step',
  'field',
  'photo',
  'gate',
  'product',
  'resource',
  'clock',
  'raise',
  'reason',
  'text',
  'sample',
];

const nameOf = ({ part, path }: Part): string => `${part} ${path}`;

function changedProperties(before: Part, after: Part): readonly PropertyChange[] {
  const names = [...new Set([...Object.keys(before.properties), ...Object.keys(after.properties)])];
  return names.flatMap((property) => {
    const [was, is] = [valueIn(before, property), valueIn(after, property)];
    if (property === 'order') {
      // Adding or removing one is said where it stands; only a changed order of the others is news.
      const [left, right] = [common(was, is), common(is, was)];
      return sameJson(left, right) ? [] : [{ property, before: left, after: right }];
    }
    return sameJson(was, is) ? [] : [{ property, before: was, after: is }];
  });
}

const valueIn = (part: Part, property: string): Json => (part.properties[property] ?? null) as Json;
const common = (list: Json, other: Json): Json =>
  Array.isArray(list) ? list.filter((one) => Array.isArray(other) && other.includes(one)) : [];

const keysOf = (list: readonly { readonly key: string }[]): readonly string[] => list.map(({ key }) => key);

function partsOf(definition: OrderTypeDefinition): readonly Part[] {
  const { stages, products, resources, performers, reasons, sla, raises = [], texts, samples, ...type } = definition;
  const { version: _, ...rest } = type;
  const keyed = (part: PartKind, list: readonly { readonly key: string }[]): readonly Part[] =>
    list.map(({ key, ...properties }) => ({ part, path: key, properties }));
  return [
    { part: 'type', path: definition.key, properties: { ...rest, order: keysOf(stages) } },
    ...Object.entries(performers).map(([path, role]): Part => ({ part: 'performer', path, properties: { role } })),
    ...keyed('product', products),
    ...keyed('resource', resources),
    ...stages.flatMap(({ key, steps, gates, ...own }): readonly Part[] => [
      { part: 'stage', path: key, properties: { ...own, order: keysOf(steps) } },
      ...gates.map(({ key: gate, ...properties }): Part => ({ part: 'gate', path: `${key}.${gate}`, properties })),
      ...steps.flatMap(({ key: step, fields, photos, ...ofStep }): readonly Part[] => [
        { part: 'step', path: `${key}.${step}`, properties: { ...ofStep, order: keysOf(fields) } },
        ...fields.flatMap((field) => fieldParts(`${key}.${step}`, field)),
        ...photos.map(
          ({ key: slot, ...of }): Part => ({ part: 'photo', path: `${key}.${step}.${slot}`, properties: of }),
        ),
      ]),
    ]),
    ...keyed('clock', sla),
    ...keyed('raise', raises),
    ...Object.entries(reasons).flatMap(([move, list]) =>
      list.map(({ code, ...properties }): Part => ({ part: 'reason', path: `${move}.${code}`, properties })),
    ),
    ...[...new Set([...Object.keys(texts['zh-CN']), ...Object.keys(texts.en)])].map(
      (path): Part => ({ part: 'text', path, properties: { 'zh-CN': texts['zh-CN'][path], en: texts.en[path] } }),
    ),
    ...Object.entries(samples).map(([path, fields]): Part => ({ part: 'sample', path, properties: { ...fields } })),
  ];
}

/** A field and its columns, which are fields too. */
function fieldParts(at: string, { key, columns = [], ...properties }: FieldDefinition): readonly Part[] {
  const path = `${at}.${key}`;
  const order = columns.length > 0 ? { order: keysOf(columns) } : {};
  return [
    { part: 'field', path, properties: { ...properties, ...order } },
    ...columns.flatMap((column) => fieldParts(path, column)),
  ];
}
