import type { NotRaised } from '../../../../bridge/office.ts';
import { type Language, type ProblemCode, problem } from '../../../../domain/problem.ts';
import type { DefinitionWords } from '../../../texts/definition-words.ts';
import { problemSentence } from '../../../texts/problem-words.ts';
import { pathWords } from './path-words.ts';
import type { ConsoleT, useWords } from './use-words.ts';

export type NotRaisedTools = {
  readonly t: ConsoleT;
  readonly tw: ReturnType<typeof useWords>['tw'];
  readonly language: Language;
  /** by the texts of the order that raises */
  readonly words: DefinitionWords;
  /** of the type that was to be raised; null: there is none */
  readonly wordsOf: (orderType: string) => DefinitionWords | null;
};

/** What was not raised, and why, for its reader. A path is called what the type that was to be raised calls it. */
export function notRaisedWords(
  { raise, orderType, code, details }: NotRaised,
  { t, tw, language, words, wordsOf }: NotRaisedTools,
): { readonly what: string; readonly why: string } {
  const raised = wordsOf(orderType);
  const { where } = details;
  const named = typeof where === 'string' ? { ...details, where: pathWords(where, raised, t) } : details;
  return {
    what: words.raw(`raise.${raise}`) ?? raised?.type() ?? t('relations.followUp'),
    why: problemSentence(problem(code as ProblemCode, named), language, tw, raised ?? words),
  };
}

/** The detail of a need; null where an office of another release wrote something else. */
export function readNotRaised(detail: string): NotRaised | null {
  try {
    const read: Partial<NotRaised> | null = JSON.parse(detail);
    const { raise, orderType, code, details } = read ?? {};
    if (typeof raise !== 'string' || typeof orderType !== 'string' || typeof code !== 'string') return null;
    return { raise, orderType, code, details: details ?? {} };
  } catch {
    return null;
  }
}
