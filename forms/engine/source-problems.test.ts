import { describe, expect, it } from 'vitest';
import { Measure } from '../../domain/documents/submission.ts';
import { sourceMark, sourceWords } from '../../domain/source-text.ts';
import { ftthInstall } from '../order-types/ftth-install/index.ts';
import { shippedOrderTypes, shippedSettings } from '../order-types/index.ts';
import { sampleScope } from './definition-samples.ts';
import { sourceOf } from './source-of.ts';
import { definitionSourceProblems, settingsSourceProblems } from './source-problems.ts';
import type { OrderTypeDefinition, SettingsByKey } from './types.ts';

const settings: SettingsByKey = Object.fromEntries(shippedSettings.map((one) => [one.key, one]));
const both = { 'zh-CN': '入户光缆全长 ≤ 150 m', en: 'Whole drop ≤ 150 m' };
const reasonsOf = (source: unknown): readonly string[] =>
  settingsSourceProblems({ limits: { maxDropSource: source as never } }).map(({ reason }) => reason);

describe('sources in settings', () => {
  it('as they ship have both texts and no mark in them', () => {
    for (const { key, values } of shippedSettings) expect(settingsSourceProblems(values), key).toEqual([]);
  });

  it('are refused in one language, as one text, and with a mark in the text', () => {
    expect(reasonsOf(both)).toEqual([]);
    expect(reasonsOf({ ...both, marks: ['W'], ref: 'NORMS §4' })).toEqual([]);
    expect(reasonsOf('whole drop ≤ 150 m [W]')[0]).toContain('a text in each language');
    expect(reasonsOf({ en: both.en })[0]).toContain('zh-CN');
    expect(reasonsOf({ 'zh-CN': both['zh-CN'] })[0]).toContain('en');
    expect(reasonsOf({ ...both, en: 'Whole drop ≤ 150 m [W]' })[0]).toContain('a mark');
    expect(reasonsOf({ ...both, fr: 'x' })[0]).toContain('only texts');
  });
});

describe('sources in order types', () => {
  it('are in order as they ship', () => {
    for (const definition of shippedOrderTypes)
      expect(definitionSourceProblems(definition, settings), definition.key).toEqual([]);
  });

  it('of one text, of a clock without its rule, and with a mark in a text are refused', () => {
    const withSource = (source: string): OrderTypeDefinition => ({
      ...ftthInstall,
      stages: ftthInstall.stages.map((stage) => ({
        ...stage,
        steps: stage.steps.map((step) => ({
          ...step,
          fields: step.fields.map((field) =>
            field.key === 'metres' && field.measure ? { ...field, measure: { ...field.measure, source } } : field,
          ),
        })),
      })),
    });
    expect(definitionSourceProblems(withSource('"whole drop"'), settings)).toMatchObject([
      { path: 'stages.dropCable.laying.metres.measure.source', fault: 'source' },
    ]);
    const { 'slaRule.install': _, ...texts } = ftthInstall.texts['zh-CN'];
    const unruled = { ...ftthInstall, texts: { ...ftthInstall.texts, 'zh-CN': texts } };
    expect(definitionSourceProblems(unruled, settings)).toMatchObject([{ path: 'sla.install.source' }]);
    const marked = { ...ftthInstall.texts.en, 'slaRule.install': 'Within 48 hours [W]' };
    const withMark = { ...ftthInstall, texts: { ...ftthInstall.texts, en: marked } };
    expect(definitionSourceProblems(withMark, settings)).toMatchObject([{ path: 'texts.en.slaRule.install' }]);
  });
});

describe('what a measure stores of its source', () => {
  it('is both texts without the author’s marks, for every limit of every shipped type', () => {
    const found = sourceOf('settings.dropCable.maxDropSource', sampleScope(ftthInstall, settings));
    expect(found).toEqual(both);
    const measure = { field: 'metres', value: 38, unit: 'm', verdict: 'pass' } as const;
    expect(Measure.safeParse({ ...measure, limit: { max: 150, source: found, settings: 'dropCable@2' } }).success).toBe(
      true,
    );
    expect(sourceWords(found, 'zh-CN')).not.toMatch(sourceMark);
  });

  it('of older settings is their one text, read without its marks in either language', () => {
    const old = { ...settings, dropCable: { version: 1, values: { maxDropSource: 'whole drop ≤ 150 m [W]' } } };
    const found = sourceOf('settings.dropCable.maxDropSource', sampleScope(ftthInstall, old));
    expect(found).toBe('whole drop ≤ 150 m [W]');
    expect(sourceWords(found, 'zh-CN')).toBe('whole drop ≤ 150 m');
    expect(sourceWords('Linework product default [P]: trial', 'en')).toBe('Linework product default: trial');
  });
});
