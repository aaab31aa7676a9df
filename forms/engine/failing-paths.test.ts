import { expect, it } from 'vitest';
import { shippedOrderTypes } from '../order-types/index.ts';
import { evaluate, pathsIn } from './expression.ts';
import { failingPaths } from './failing-paths.ts';

const scope = {
  steps: { a: { b: { yes: true, no: false, blank: null, list: [{ ok: false }], kind: 'x' } } },
  facts: { accepted: false },
};
const of = (text: string) => failingPaths(text, scope).map((path) => path.join('.'));

it('names only what fails', () => {
  expect(of('steps.a.b.yes == true && steps.a.b.no == true')).toEqual(['steps.a.b.no']);
  expect(of('(steps.a.b.no == true && present(steps.a.b.blank)) || facts.accepted')).toEqual([
    'steps.a.b.no',
    'steps.a.b.blank',
    'facts.accepted',
  ]);
  expect(of('steps.a.b.yes')).toEqual([]);
  expect(of('num(steps.a.b.blank) > 1.0 && steps.a.b.yes')).toEqual(['steps.a.b.blank']);
  expect(of('steps.a.b.list.all(one, one.ok == true)')).toContain('steps.a.b.list');
  expect(of('!steps.a.b.yes')).toEqual(['steps.a.b.yes']);
  expect(of('steps.a.b.kind == "x" ? steps.a.b.no : steps.a.b.blank')).toEqual(['steps.a.b.no', 'steps.a.b.kind']);
});

it('takes every shipped condition apart: with nothing known each names a path, and each part can be run', () => {
  const conditions = shippedOrderTypes.flatMap((type) =>
    type.stages.flatMap((stage) =>
      stage.gates.map(({ key, holds }) => ({ id: `${type.key}/${stage.key}/${key}`, holds })),
    ),
  );
  expect(conditions.length).toBeGreaterThan(150);
  const silent = conditions.filter(({ holds }) => !evaluate(holds, {}).known && failingPaths(holds, {}).length === 0);
  expect(silent).toEqual([]);
  const strange = conditions.filter(({ holds }) => {
    const all = new Set(pathsIn(holds).map((path) => path.join('.')));
    return failingPaths(holds, {}).some((path) => !all.has(path.join('.')));
  });
  expect(strange).toEqual([]);
});
