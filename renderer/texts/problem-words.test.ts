import type { TFunction } from 'i18next';
import { expect, it } from 'vitest';
import { problem } from '../../domain/problem.ts';
import { tooMuchWork } from '../../forms/engine/budget.ts';
import { makeTexts } from '../app/i18n.ts';
import { problemSentence } from './problem-words.ts';

it.each([
  ['zh-CN', 'sla.install.relevant: 计算量超过上限'],
  ['en', 'sla.install.relevant: it takes more work than an evaluation may'],
] as const)('says in %s why a definition cannot be used', (language, said) => {
  const t = makeTexts(language).getFixedT(language, 'words') as TFunction<'words'>;
  const where = `sla.install.relevant: ${tooMuchWork}`;
  const broken = problem('order.definitionBroken', { orderType: 'looping', version: 1, line: 209, where });
  expect(problemSentence(broken, language, t)).toContain(said);
});
