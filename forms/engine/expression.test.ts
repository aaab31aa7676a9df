import { describe, expect, it } from 'vitest';
import { evaluate, expressionError, isTrue, pathsIn, resultOf } from './expression.ts';

const scope = {
  order: { products: { rate: 300, voice: null } },
  settings: { speed: { percent: 90, table: { '1:8': 10.5 } } },
  fields: { down: 270, empty: null, ticked: { a: true, b: false }, rows: [{ m: 1.1 }, { m: 2.2 }], text: '-27.1' },
};

describe('expressions', () => {
  it.each([
    ['order.products.rate * settings.speed.percent / 100', 270],
    ['109.0 * 90 / 100', 98.1],
    ['0.1 + 0.2', 0.3],
    ['fields.down >= 270', true],
    ['num(fields.text) < -27', true],
    ['7 % 2', 1],
    ['fields.down % 4', 2],
    ['settings.speed.table["1:8"] + 1', 11.5],
    ['present(fields.empty)', false],
    ['present(fields.ticked)', true],
    ['present(0)', true],
    ['orElse(fields.empty, 5)', 5],
    ['orElse(fields.down, 5)', 270],
    ['count(fields.ticked)', 1],
    ['count(fields.rows)', 2],
    ['count(fields.empty)', 0],
    ['allTrue(fields.ticked, ["a"])', true],
    ['allTrue(fields.empty, ["a"])', false],
    ['missingOf(fields.ticked, ["a", "b", "c"])', ['b', 'c']],
    ['sum(fields.rows.map(r, r.m))', 3.3],
    ['least(3, 2.5)', 2.5],
    ['most(3, 2.5)', 3],
    ['abs(-3)', 3],
    ['round1(2.25)', 2.3],
    ['round2(1.005)', 1.01],
    ['round(1234.5, 0)', 1235],
    ['within(-27.0, -27, -8)', true],
    ['within(-27.1, -27, -8)', false],
    ['atLeast(98.1, 109.0 * 90 / 100)', true],
    ['atMost(150.1, 150)', false],
    ['order.?products.?fax.orValue("none")', 'none'],
    ['fields.empty == null || fields.empty > 3', true],
    ['["x", "y"].filter(s, s != "x")', ['y']],
    ['addDays("2026-02-27T16:00:00.000Z", 2)', '2026-03-01T16:00:00.000Z'],
    ['addMonths("2026-01-31T00:00:00.000Z", 1)', '2026-02-28T00:00:00.000Z'],
  ])('%s is %j', (text, value) => {
    expect(evaluate(text, scope)).toEqual({ known: true, value });
  });

  it.each([
    'fields.nothing',
    'num(fields.empty) > 3',
    'fields.empty > 3',
    'num("12 m")',
    'steps.a.b.c',
    '1 / 0',
    '1.0 / 0.0',
    'order.products[fields.empty]',
    'duration("1h")',
  ])('%s is not known', (text) => {
    expect(evaluate(text, scope)).toEqual({ known: false });
  });

  it('falls back by the policy of the place where it stands', () => {
    expect([isTrue('fields.empty > 3', scope, true), isTrue('fields.empty > 3', scope, false)]).toEqual([true, false]);
    expect([isTrue(undefined, scope, true), isTrue(false, scope, true)]).toEqual([true, false]);
    expect([isTrue('fields.down', scope, false), resultOf('fields.empty > 3', scope)]).toEqual([false, null]);
  });

  it('says what is wrong and where', () => {
    expect(expressionError('fields.down >=')).toMatch(/at character \d+/);
    expect(expressionError('nobody(1)')).toMatch(/nobody/);
    expect(expressionError('field.down > 1')).toMatch(/Unknown variable: field/);
    expect(expressionError('true ? 1 : "x"')).toMatch(/same type/);
    expect(expressionError('fields.down > 1')).toBeNull();
  });

  it('reaches nothing but its scope', () => {
    for (const text of [
      'fields.constructor',
      'fields.ticked.__proto__',
      'fields.rows.length',
      'fields.toString()',
      'globalThis',
      'order.products.constructor.constructor("return 1")()',
    ])
      expect(evaluate(text, scope), text).toEqual({ known: false });
  });

  it('works where generated code is forbidden', () => {
    const before = globalThis.Function;
    globalThis.Function = (() => {
      throw new Error('generated code');
    }) as unknown as FunctionConstructor;
    try {
      expect(evaluate('fields.down + 1.5', scope)).toEqual({ known: true, value: 271.5 });
    } finally {
      globalThis.Function = before;
    }
  });

  it('names the paths it reads, through macros and indices', () => {
    expect(
      pathsIn(
        'steps.a.b.c > 1 && settings.x[order.resources.k].y && ["p"].all(s, order.products[s] == true) && evidence["a.b.c"] > 0',
      ),
    ).toEqual([
      ['steps', 'a', 'b', 'c'],
      ['settings', 'x', '*'],
      ['order', 'resources', 'k'],
      ['s'],
      ['order', 'products', '*'],
      ['s'],
      ['evidence', 'a.b.c'],
    ]);
  });
});
