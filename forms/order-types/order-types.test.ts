import { describe, expect, it } from 'vitest';
import { parseDefinition } from '../engine/definition.ts';
import { textKeys } from '../engine/definition-texts.ts';
import type { SettingsByKey } from '../engine/types.ts';
import { shippedOrderTypes, shippedSettings } from './index.ts';

const settings: SettingsByKey = Object.fromEntries(shippedSettings.map((one) => [one.key, one]));

describe.each(shippedOrderTypes.map((one) => [one.key, one] as const))('%s', (_, definition) => {
  it('is well formed with the settings that ship', () => {
    const parsed = parseDefinition(definition, settings);
    expect(parsed.ok ? [] : parsed.problem.details.problems).toEqual([]);
  });

  it('pins no settings that do not ship', () => {
    expect(definition.settings.filter((key) => settings[key] === undefined)).toEqual([]);
  });

  it('has the calendar where a clock counts working time', () => {
    const working = definition.sla.some(({ clock }) => clock === 'working');
    expect(!working || definition.settings.includes('calendar')).toBe(true);
  });

  it('has no text that nothing asks for', () => {
    const asked = new Set(textKeys(definition));
    for (const { key } of definition.sla) asked.add(`slaRule.${key}`);
    for (const { key } of definition.services ?? [])
      for (const state of ['done', 'notDone']) asked.add(`result.${key}.${state}`);
    const idle = Object.keys(definition.texts.en).filter(
      (key) => !asked.has(key) && !/^(hint|phase|act)\./.test(key) && key !== 'heading.products',
    );
    expect(idle).toEqual([]);
  });

  it('says the rule of every clock in both languages', () => {
    for (const language of ['zh-CN', 'en'] as const)
      for (const { key } of definition.sla) expect(definition.texts[language][`slaRule.${key}`]).toMatch(/\S/);
  });

  it('fills every placeholder of a refusal from the details of its gate', () => {
    const unfilled = definition.stages.flatMap((stage) =>
      stage.gates.flatMap((gate) =>
        (['zh-CN', 'en'] as const).flatMap((language) => {
          const text = definition.texts[language][`refusal.${stage.key}.${gate.key}`] ?? '';
          const names = [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
          return names.filter((name) => gate.details?.[name] === undefined).map((name) => `${gate.key} ${name}`);
        }),
      ),
    );
    expect(unfilled).toEqual([]);
  });

  it('raises only types that ship, with products and resources that they know', () => {
    const unknown = (definition.raises ?? []).flatMap((raise) => {
      const target = shippedOrderTypes.find(({ key }) => key === raise.orderType);
      if (target === undefined) return [raise.orderType];
      const known = new Set([...target.products, ...target.resources].map(({ key }) => key));
      return Object.keys({ ...raise.products, ...raise.resources })
        .filter((key) => !known.has(key))
        .map((key) => `${raise.key}.${key}`);
    });
    expect(unknown).toEqual([]);
  });

  it('has sample answers for every form that asks something', () => {
    const without = definition.stages
      .flatMap((stage) => stage.steps.map((step) => ({ key: `${stage.key}.${step.key}`, step })))
      .filter(({ step }) => step.relevant === undefined)
      .filter(({ step }) => step.fields.some(({ kind, required }) => kind !== 'script' && required !== undefined))
      .filter(({ key }) => definition.samples[key] === undefined);
    expect(without.map(({ key }) => key)).toEqual([]);
  });
});

it('no name on a TMF order means two types', () => {
  const names = shippedOrderTypes.flatMap(({ key, tmfNames }) => [...new Set([key, ...tmfNames])]);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
