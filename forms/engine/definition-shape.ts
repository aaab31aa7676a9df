import { z } from 'zod';
import { JsonValue } from '../../domain/documents/base.ts';
import { type ProblemCode, problemCatalogue } from '../../domain/problem/catalogue.ts';
import { limits } from './limits.ts';
import type { OrderTypeDefinition } from './types.ts';

/** The structure of an order type as zod sees it; the meaning is checked in definition.ts. */
const Name = z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{0,63}$/);
/** Items of lists may begin with a digit, e.g. `2.4`. */
const Item = z.string().min(1).max(64);
const Expression = z.string().min(1).max(limits.expressionLength);
const Condition = z.union([z.boolean(), Expression]);
const Schema = z.record(z.string(), JsonValue);

const Measure = z.strictObject({
  min: Expression.optional(),
  max: Expression.optional(),
  warnBelow: Expression.optional(),
  source: Expression,
  settings: Name,
  method: Expression.optional(),
  instrument: Expression.optional(),
});

const kinds = [
  'text',
  'paragraph',
  'number',
  'integer',
  'yesNo',
  'choice',
  'choices',
  'checklist',
  'timeWindow',
  'time',
  'day',
  'days',
  'position',
  'serial',
  'rating',
  'rows',
  'resources',
  'script',
  'computed',
] as const;

const Bounds = z.strictObject({
  earliest: Expression.optional(),
  latest: Expression.optional(),
  longest: Expression.optional(),
  shortest: Expression.optional(),
});

const plainField = {
  key: Name,
  kind: z.enum(kinds),
  schema: Schema.optional(),
  options: z.array(Item).min(1).optional(),
  optionRelevant: z.record(Item, Expression).optional(),
  optionsFrom: Expression.optional(),
  tickAll: z.literal(true).optional(),
  exclusive: z.array(Item).min(1).optional(),
  undecided: z.array(Item).min(1).optional(),
  relevant: Expression.optional(),
  required: Condition.optional(),
  constraint: z.strictObject({ expression: Expression, text: z.string() }).optional(),
  readonly: Expression.optional(),
  calculate: Expression.optional(),
  initial: Expression.optional(),
  recall: z.boolean().optional(),
  unit: z.string().max(20).optional(),
  measure: Measure.optional(),
  bounds: Bounds.optional(),
  report: z.enum(['show', 'hide', 'customer']).optional(),
};
const Column = z.strictObject(plainField);
const Field = z.strictObject({ ...plainField, columns: z.array(Column).min(1).optional() });

const Photo = z.strictObject({
  key: Name,
  required: Condition.optional(),
  relevant: Expression.optional(),
  max: z.number().int().positive(),
  allowFile: z.boolean(),
  mustBeClear: z.boolean().optional(),
});

const Step = z.strictObject({
  key: Name,
  kind: z.enum(['form', 'signOff', 'report']),
  fields: z.array(Field),
  photos: z.array(Photo),
  relevant: Expression.optional(),
  moves: z.array(z.string()).optional(),
  rings: z.array(Expression).min(1).max(5).optional(),
});

const gateCodes = Object.keys(problemCatalogue).filter((code) => code.startsWith('gate.')) as [
  ProblemCode,
  ...ProblemCode[],
];

const Gate = z.strictObject({
  key: Name,
  holds: Expression,
  relevant: Expression.optional(),
  code: z.enum(gateCodes),
  details: z.record(z.string(), Expression).optional(),
  overridable: z.boolean(),
});

const Stage = z.strictObject({
  key: Name,
  performer: Name,
  steps: z.array(Step).min(1),
  gates: z.array(Gate),
  relevant: Expression.optional(),
  notBefore: Expression.optional(),
});
const Reason = z.strictObject({ code: Name, side: z.enum(['customer', 'ours']), pausesSla: z.boolean() });

const atStage = z.string().regex(/^stage:[a-zA-Z][a-zA-Z0-9]{0,63}$/);
const Percent = z.number().min(1).max(1000);

const Sla = z.strictObject({
  key: Name,
  clock: z.enum(['calendar', 'working']),
  limitHours: Expression.optional(),
  limitDays: Expression.optional(),
  relevant: Expression.optional(),
  warnAtPercent: z.number().min(1).max(100),
  startsAt: z.union([z.literal(['acceptedAt', 'createdAt']), atStage]),
  startsFrom: Expression.optional(),
  stopsAt: z.union([z.literal('completed'), atStage]),
  escalations: z.array(z.strictObject({ key: Name, atPercent: Percent, to: Name })).optional(),
  source: z.string().min(1),
});

const Expressions = z.record(Name, Expression);
const TypeKey = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/);
const Path = z.string().regex(/^[a-zA-Z][a-zA-Z0-9]*\.[a-zA-Z][a-zA-Z0-9]*\.[a-zA-Z][a-zA-Z0-9]*$/);

const Raise = z.strictObject({
  key: Name,
  orderType: TypeKey,
  relation: z.enum(['child', 'follow']),
  on: z.union([z.literal(['completed', 'partiallyCompleted', 'asked']), atStage]),
  when: Expression.optional(),
  recurs: z.literal(true).optional(),
  forEach: Expression.optional(),
  products: Expressions.optional(),
  resources: Expressions.optional(),
  remarks: Expression.optional(),
  place: Expressions.optional(),
  values: Expressions.optional(),
  evidence: z.array(Path).optional(),
  acceptedAt: z.enum(['now', 'inherit']).optional(),
});
const StepPath = z.string().regex(/^[a-zA-Z][a-zA-Z0-9]*\.[a-zA-Z][a-zA-Z0-9]*$/);
const Return = z.strictObject({
  key: Name,
  from: Name,
  to: Name,
  when: Expression.optional(),
  asksAnew: z.array(StepPath).min(1).max(100).optional(),
  clock: z.enum(['runs', 'waits']),
});
const Ending = z.strictObject({ key: Name, from: Name, when: Expression, reasonCode: Item });
const Upgrade = z.strictObject({ from: z.number().int().positive(), renamed: z.record(Path, Path) });

const Characteristic = z.strictObject({
  key: Name,
  schema: Schema,
  required: z.boolean(),
  options: z.array(Item).optional(),
  tmfNames: z.array(z.string()),
});
const Service = z.strictObject({
  key: Name,
  product: Name.optional(),
  result: Path,
  done: z.array(z.union([z.string(), z.boolean(), z.number()])).min(1),
  notOrdered: z.array(Item).optional(),
  reasons: z.array(Path).optional(),
  figures: z.array(Path).optional(),
});
const Words = z.record(z.string(), z.string().min(1));

export const DefinitionShape = z.strictObject({
  key: TypeKey,
  version: z.number().int().positive(),
  settings: z.array(Name),
  tmfNames: z.array(z.string()),
  performers: z.record(Name, z.enum(['technician', 'dispatcher', 'reviewer', 'administrator'])),
  products: z.array(Characteristic),
  resources: z.array(Characteristic),
  stages: z.array(Stage).min(1),
  reasons: z.record(z.string(), z.array(Reason)),
  sla: z.array(Sla),
  scorecard: z.array(Name),
  services: z.array(Service).optional(),
  raises: z.array(Raise).optional(),
  returns: z.array(Return).optional(),
  endings: z.array(Ending).optional(),
  closesWith: z.literal('children').optional(),
  reviewed: z.boolean().optional(),
  upgrades: z.array(Upgrade).optional(),
  texts: z.strictObject({ 'zh-CN': Words, en: Words }),
  samples: z.record(z.string(), z.record(z.string(), JsonValue)),
}) as unknown as z.ZodType<OrderTypeDefinition>;
