import type { TFunction } from 'i18next';
import { expect, it } from 'vitest';
import type { Json } from '../../domain/documents/base.ts';
import type { FieldDefinition } from '../../forms/engine/types.ts';
import { installDefinition } from '../../test/builders/install-definition.ts';
import { makeTexts } from '../app/i18n.ts';
import { answerWords } from './answer-words.ts';
import { definitionWords } from './definition-words.ts';
import { type DateStyle, makeFormat } from './format.ts';

function said(kind: FieldDefinition['kind'], value: Json, style: DateStyle, language: 'zh-CN' | 'en' = 'zh-CN') {
  const t = makeTexts(language).getFixedT(language, 'words') as TFunction<'words'>;
  const tools = { words: definitionWords(installDefinition, language), format: makeFormat(language, t, style), t };
  return answerWords('stage.step', 'field', { key: 'field', kind }, value, tools);
}

it('a day is a date with its year, in no zone', () => {
  expect(said('day', '2027-03-31', 'numbers')).toBe('2027-03-31');
  expect(said('day', '2027-03-31', 'words')).toMatch(/2027年3月31日/);
  expect(said('day', '2027-03-31', 'words', 'en')).toMatch(/31 Mar 2027/);
});

it('a period says its days and how many', () => {
  const period = { from: '2026-12-20', to: '2027-01-10' };
  expect(said('days', period, 'numbers')).toBe('2026-12-20 至 2027-01-10（22 天）');
  expect(said('days', period, 'numbers', 'en')).toBe('2026-12-20 – 2027-01-10 (22 days)');
});

it('a window over midnight has both dates', () => {
  const iso = (text: string) => new Date(text).toISOString();
  const night = { start: iso('2026-12-31T23:00:00'), end: iso('2027-01-01T05:00:00') };
  expect(said('timeWindow', night, 'numbers')).toBe('2026-12-31 23:00 – 2027-01-01 05:00');
});

it.each<[FieldDefinition['kind'], Json]>([
  ['day', '31 of March'],
  ['days', { from: 'soon', to: '2027-01-10' }],
  ['time', '2026-12-31 25:99'],
  ['timeWindow', { start: 'tonight', end: '' }],
])('what was typed as %s and could not be read is shown as it is', (kind, value) => {
  expect(said(kind, value, 'words')).toContain(
    String(typeof value === 'string' ? value : Object.values(value ?? {})[0]),
  );
});
