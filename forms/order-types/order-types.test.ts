import { describe, expect, it } from 'vitest';
import { parseDefinition } from '../engine/definition.ts';
import { textKeys } from '../engine/definition-texts.ts';
import type { SettingsByKey } from '../engine/types.ts';
import { shippedOrderTypes, shippedSettings } from './index.ts';

const settings: SettingsByKey = Object.fromEntries(shippedSettings.map((one) => [one.key, one]));

describe.each(shippedOrderTypes.map((one) => [one.key, one] as const))('%s', (_, definition) => {
  it('is well formed with all shipped settings', () => {
    const parsed = parseDefinition(definition, settings);
    expect(parsed.ok ? [] : parsed.problem.details.problems).toEqual([]);
  });

  it('has no text that nobody asks for', () => {
    const known = new Set(textKeys(definition));
    // renderer/texts/definition-words.ts reads a hint where there is one.
    const strangers = Object.keys(definition.texts['zh-CN']).filter(
      (key) => !known.has(key) && !(key.startsWith('hint.') && known.has(key.replace('hint.', 'field.'))),
    );
    expect(strangers).toEqual([]);
  });

  it('says in a refusal only what its gate has details of', () => {
    const strangers = definition.stages.flatMap((stage) =>
      stage.gates.flatMap((gate) =>
        (['zh-CN', 'en'] as const).flatMap((language) => {
          const text = definition.texts[language][`refusal.${stage.key}.${gate.key}`] ?? '';
          return [...text.matchAll(/\{(\w+)\}/g)]
            .filter(([, name]) => name !== undefined && gate.details?.[name] === undefined)
            .map(([whole]) => `${language} ${stage.key}.${gate.key} ${whole}`);
        }),
      ),
    );
    expect(strangers).toEqual([]);
  });

  it('pins every settings it names, and only shipped ones', () => {
    expect(definition.settings.filter((key) => settings[key] === undefined)).toEqual([]);
    if (definition.sla.some(({ clock }) => clock === 'working')) expect(definition.settings).toContain('calendar');
  });

  it('raises only types that ship', () => {
    const shipped = new Set(shippedOrderTypes.map(({ key }) => key));
    expect((definition.raises ?? []).filter(({ orderType }) => !shipped.has(orderType))).toEqual([]);
  });
});
