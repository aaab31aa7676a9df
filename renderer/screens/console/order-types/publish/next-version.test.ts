import { expect, it } from 'vitest';
import type { OrderTypeDefinition } from '../../../../../forms/engine/types.ts';
import { installDefinition } from '../../../../../test/builders/install-definition.ts';
import { newPaths, nextVersion, vanishedPaths } from './next-version.ts';

const [stage] = installDefinition.stages;
const [step] = stage?.steps ?? [];
const [field] = step?.fields ?? [];
if (!stage || !step || !field) throw new Error('the install has a field');
const at = (key: string) => `${stage.key}.${step.key}.${key}`;

/** The install with its first field called otherwise. */
const called = (key: string, over: Partial<OrderTypeDefinition> = {}): OrderTypeDefinition => ({
  ...installDefinition,
  stages: installDefinition.stages.map((one) =>
    one !== stage
      ? one
      : { ...one, steps: [{ ...step, fields: [{ ...field, key }, ...step.fields.slice(1)] }, ...one.steps.slice(1)] },
  ),
  ...over,
});

it('finds what has no place any more, and where it may have gone', () => {
  expect(vanishedPaths(installDefinition, called('other'))).toEqual([at(field.key)]);
  expect(newPaths(installDefinition, called('other'))).toEqual([at('other')]);
  expect(vanishedPaths(installDefinition, installDefinition)).toEqual([]);
});

it('carries renames of older versions on', () => {
  const { version: first } = installDefinition;
  const renames = { [at(field.key)]: at('other') };
  const second = nextVersion(installDefinition, called('other'), first + 1, renames);
  expect(second).toMatchObject({ version: first + 1, upgrades: [{ from: first, renamed: renames }] });
  const third = nextVersion(second, called('third', { upgrades: second.upgrades ?? [] }), first + 2, {
    [at('other')]: at('third'),
  });
  expect(third.upgrades).toEqual([
    { from: first, renamed: { [at(field.key)]: at('third') } },
    { from: first + 1, renamed: { [at('other')]: at('third') } },
  ]);
});
