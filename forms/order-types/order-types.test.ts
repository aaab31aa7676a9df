import { expect, it } from 'vitest';
import { parseDefinition } from '../engine/definition.ts';
import { textKeys } from '../engine/definition-texts.ts';
import { stepsOf } from '../engine/steps-of.ts';
import type { OrderTypeDefinition, SettingsByKey } from '../engine/types.ts';
import { shippedOrderTypes, shippedSettings } from './index.ts';

const settings: SettingsByKey = Object.fromEntries(shippedSettings.map((one) => [one.key, one]));
const types = shippedOrderTypes.map((one) => [one.key, one] as const);

/** `hint.<stage>.<step>.<field>` may be there (renderer/texts/definition-words.ts). */
const hints = (definition: OrderTypeDefinition): readonly string[] =>
  stepsOf(definition).flatMap(({ key, step }) => step.fields.map((field) => `hint.${key}.${field.key}`));

it.each(types)('%s is well formed with the shipped settings', (_, definition) => {
  const parsed = parseDefinition(definition, settings);
  expect(parsed.ok ? [] : parsed.problem.details.problems).toEqual([]);
});

it.each(types)('%s has no text that nobody reads', (_, definition) => {
  const read = new Set([...textKeys(definition), ...hints(definition)]);
  for (const words of Object.values(definition.texts))
    expect(Object.keys(words).filter((key) => !read.has(key))).toEqual([]);
});

it.each(types)('%s pins only settings that ship, and each key once', (_, definition) => {
  expect(definition.settings.filter((key) => settings[key] === undefined)).toEqual([]);
  expect(new Set(definition.settings).size).toBe(definition.settings.length);
});

it.each(types)('%s refuses in sentences that name only what their gates tell', (_, definition) => {
  const untold = definition.stages.flatMap((stage) =>
    stage.gates.flatMap((gate) => {
      const told = new Set(['stage', 'gate', ...Object.keys(gate.details ?? {})]);
      return Object.values(definition.texts).flatMap((words) =>
        [...(words[`refusal.${stage.key}.${gate.key}`] ?? '').matchAll(/\{(\w+)\}/g)]
          .filter(([, name = '']) => !told.has(name))
          .map(([placeholder]) => `${stage.key}.${gate.key} ${placeholder}`),
      );
    }),
  );
  expect(untold).toEqual([]);
});

it.each(types)('%s raises orders with products and resources that their types know', (_, definition) => {
  const unknown = (definition.raises ?? []).flatMap((raise) => {
    const target = shippedOrderTypes.find(({ key }) => key === raise.orderType);
    const known = new Set([...(target?.products ?? []), ...(target?.resources ?? [])].map(({ key }) => key));
    return Object.keys({ ...raise.products, ...raise.resources })
      .filter((key) => target !== undefined && !known.has(key))
      .map((key) => `${raise.key}.${key}`);
  });
  expect(unknown).toEqual([]);
});
