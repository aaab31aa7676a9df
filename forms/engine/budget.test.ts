import { describe, expect, it } from 'vitest';
import { ftthInstall } from '../order-types/ftth-install/index.ts';
import { BudgetExceeded, bounded, stepsOfCall } from './budget.ts';
import { parseDefinition } from './definition.ts';
import { problemsIn } from './definition-text.ts';
import { evaluate, expressionError } from './expression.ts';
import { limits } from './limits.ts';
import { against } from './shape.ts';
import type { JsonSchema } from './types.ts';

const rows = Array.from({ length: 500 }, (_, n) => ({ n, text: `row ${n}` }));
const scope = {
  fields: {
    rows,
    remarks: 'an ordinary sentence of a technician, with a full stop at its end.',
    long: 'x'.repeat(2_000),
  },
};

/** Twenty names, each a list of the one before twice: a million elements in a line. */
const doubled = (last: string): string =>
  `${Array.from({ length: 20 }, (_, n) => `cel.bind(v${n + 1}, ${n === 0 ? '[1, 1]' : `[v${n}, v${n}]`}, `).join('')}${last}${')'.repeat(20)}`;

describe('an expression that could take for ever', () => {
  it.each([
    [
      'doubles a text',
      'cel.bind(a, fields.long + fields.long, cel.bind(b, a + a, cel.bind(c, b + b, cel.bind(d, c + c, cel.bind(e, d + d, cel.bind(f, e + e, f))))))',
    ],
    ['doubles a list of lists', doubled('v20')],
    ['compares such lists', doubled('[v20] == [[v19, v19]]')],
    ['loops three deep over rows', 'fields.rows.map(a, fields.rows.map(b, fields.rows.map(c, c.n)))'],
    ['swallows errors in loops', 'fields.rows.exists(a, fields.rows.exists(b, fields.rows.exists(c, c.none > a.n)))'],
    ['hides it behind an or', 'fields.rows.all(a, fields.rows.all(b, fields.rows.all(c, c.n >= 0))) || true'],
    [
      'joins and splits',
      'fields.rows.map(a, fields.rows.map(b, (a.text + b.text).split("").join(",")).join(";")).join("|")',
    ],
    ['concatenates lists', 'fields.rows.map(a, fields.rows + fields.rows + fields.rows + fields.rows)'],
    [
      'brings patterns with the data',
      'fields.rows.all(a, fields.rows.all(b, !b.text.matches("(" + a.text + b.text + "+)+$")))',
    ],
  ])('%s: ends when its steps are used up', (_, text) => {
    expect(expressionError(text)).toBeNull();
    expect(() => evaluate(text, scope)).toThrow(BudgetExceeded);
  });

  it('a pattern that goes back for ever elsewhere is found, or not, in few steps', () => {
    const text = 'fields.remarks.matches("^([^.;]+ ?)+$")';
    expect(evaluate(text, scope)).toEqual({ known: true, value: false });
    expect(stepsOfCall(() => evaluate(text, scope))).toBeLessThan(1_000);
  });

  it.each([
    ['loops nested four deep', '[1].map(a, [1].map(b, [1].map(c, [1].map(d, d))))', /more than 3 deep/],
    [
      'literal lists that multiply',
      `[${rows.map(({ n }) => n)}].map(a, [${rows.map(({ n }) => n)}].map(b, a + b))`,
      /needs at least|maxAstNodes/,
    ],
    ['a pattern that RE2 does not know', 'fields.remarks.matches("(a)\\\\1")', /escape sequence/],
    ['a pattern that unfolds', 'fields.remarks.matches("((ab{90}){9}c{90}){1}")', /instructions|repeat/],
    ['brackets in brackets', `${'('.repeat(200)}1${')'.repeat(200)}`, /maxDepth/],
    ['a text that is a program', Array.from({ length: 900 }, () => '1').join('+'), /maxAstNodes|parts/],
  ])('%s: refused where it is published', (_, text, reason) => {
    expect(expressionError(text)).toMatch(reason);
  });

  it('expressions that are cheap each, but many, end with the call they belong to', () => {
    const one = () => evaluate('fields.rows.all(a, a.n >= 0)', scope);
    expect(one()).toEqual({ known: true, value: true });
    const many = () => {
      for (let n = 0; n < limits.callSteps; n += 1) one();
    };
    expect(() => bounded(null, many)).toThrow(BudgetExceeded);
    expect(one()).toEqual({ known: true, value: true });
  });

  it('counts the same whatever was parsed before', () => {
    const text = 'fields.rows.filter(a, a.text.matches("9$")).size()';
    const [cold, warm] = [stepsOfCall(() => evaluate(text, scope)), stepsOfCall(() => evaluate(text, scope))];
    expect(cold).toBe(warm);
  });
});

describe('a definition that asks for too much', () => {
  const definition = ftthInstall;
  const withRelevant = (relevant: string) => ({
    ...definition,
    sla: definition.sla.map((sla, index) => (index === 0 ? { ...sla, relevant } : sla)),
  });

  it('is refused with the place of the expression', () => {
    const parsed = parseDefinition(withRelevant('order.remarks.matches("^(?=a)")'));
    expect(parsed.ok ? [] : problemsIn(parsed.problem.details)).toMatchObject([
      { path: `sla.${definition.sla[0]?.key}.relevant`, reason: expect.stringContaining('Perl syntax') },
    ]);
  });

  it.each<[string, unknown]>([
    ['nothing', null],
    ['a list', []],
    ['a definition with a stage of no shape', { ...definition, stages: [{ __proto__: null }] }],
    ['ten thousand levels', Array.from({ length: 10_000 }).reduce<unknown>((inner) => ({ schema: inner }), 1)],
    [
      'a schema of ten thousand levels',
      {
        ...definition,
        products: [
          {
            key: 'a',
            required: false,
            tmfNames: [],
            schema: Array.from({ length: 10_000 }).reduce<unknown>((inner) => ({ items: inner }), {}),
          },
        ],
      },
    ],
  ])('%s, as it may be stored, makes no reader throw', (_, stored) => {
    expect(parseDefinition(stored)).toMatchObject({ ok: false });
  });
});

describe('an expression of any length', () => {
  const long = `fields.remarks == "${'x'.repeat(limits.expressionLength)}"`;

  it('is refused where an order type is published, and ends its evaluation where one was stored before', () => {
    expect(expressionError(long)).toMatch(/longer than 4000 characters/);
    expect(stepsOfCall(() => expressionError(`"${'x'.repeat(2_000_000)}"`))).toBeLessThan(limits.callSteps / 100);
    expect(() => evaluate(long, scope)).toThrow(BudgetExceeded);
    expect(expressionError(`fields.remarks == "${'x'.repeat(limits.expressionLength - 100)}"`)).toBeNull();
  });
});

describe('a schema that was stored before it was judged', () => {
  const around = (levels: number): JsonSchema =>
    Array.from({ length: levels }).reduce<JsonSchema>((inner) => ({ allOf: [inner] }), { type: 'string' });

  it.each<readonly [string, JsonSchema]>([
    ['refers to itself', { $ref: '#' }],
    [
      'goes round in a ring',
      { $ref: '#/$defs/a', $defs: { a: { allOf: [{ $ref: '#/$defs/b' }] }, b: { not: { $ref: '#/$defs/a' } } } },
    ],
    ['is 5 000 levels deep', around(5_000)],
  ])('%s: ends when its steps are used up, like everything that asks for too much', (_, schema) => {
    expect(() => against(schema, 'f', 'a text')).toThrow(BudgetExceeded);
    // The evaluation around the schema goes on with the steps that are left to it.
    const after = () => {
      expect(() => against(schema, 'f', 'a text')).toThrow(BudgetExceeded);
      return against({ type: 'number' }, 'f', 'a text');
    };
    expect(bounded(null, after)).toMatchObject([{ keyword: 'type' }]);
  });

  it('of every depth that may be published is judged', () => {
    expect(against(around(limits.schemaDepth), 'f', 1)).toMatchObject([{ keyword: 'type' }]);
  });
});
