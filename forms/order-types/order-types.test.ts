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

  it('pins every settings it names, and only shipped ones', () => {
    expect(definition.settings.filter((key) => settings[key] === undefined)).toEqual([]);
    if (definition.sla.some(({ clock }) => clock === 'working')) expect(definition.settings).toContain('calendar');
  });

  it('raises only types that ship', () => {
    const shipped = new Set(shippedOrderTypes.map(({ key }) => key));
    expect((definition.raises ?? []).filter(({ orderType }) => !shipped.has(orderType))).toEqual([]);
  });
});
