import type { TFunction } from 'i18next';
import { expect, it } from 'vitest';
import { problem } from '../../domain/problem.ts';
import { definitionFaults } from '../../forms/engine/definition-problem.ts';
import { makeTexts } from '../app/i18n.ts';
import { faultDetail, problemSentence } from './problem-words.ts';

const broken = (fault: string) =>
  problem('order.definitionBroken', {
    orderType: 'looping',
    version: 1,
    line: 209,
    where: 'sla.install.relevant: some words of the engine',
    fault,
  });

it.each(['zh-CN', 'en'] as const)(
  'says in %s why a definition cannot be used, whatever is wrong with it',
  (language) => {
    const t = makeTexts(language).getFixedT(language, 'words') as TFunction<'words'>;
    const said = definitionFaults.map((fault) => problemSentence(broken(fault), language, t));
    expect(new Set(said).size).toBe(definitionFaults.length);
    for (const sentence of said) {
      expect(sentence).not.toMatch(/some words of the engine|fault\.|\{/);
      if (language === 'zh-CN') expect(sentence.replace('looping', '')).not.toMatch(/[a-z]{4}/);
    }
    expect(faultDetail(broken('schema'))).toBe('sla.install.relevant: some words of the engine');
    // A kind that only a newer release knows is told as it came.
    expect(problemSentence(broken('other'), language, t)).toContain('some words of the engine');
  },
);
