import type { OfficeOrder } from '../../../../bridge/office.ts';
import type { Json, TimeWindow } from '../../../../domain/documents/base.ts';
import type { OrderPhase } from '../../../../domain/work-order/types.ts';
import type { DefinitionWords } from '../../../texts/definition-words.ts';
import { pathWords } from './path-words.ts';
import { windowWords } from './time-words.ts';
import type { ConsoleT, SharedT } from './use-words.ts';
import { valueWords } from './value-words.ts';

type Tools = {
  readonly order: OfficeOrder;
  readonly words: DefinitionWords;
  readonly t: ConsoleT;
  readonly tw: SharedT;
  readonly language: 'zh-CN' | 'en';
  readonly now: number;
};

const plain = ['phase', 'assignment', 'appointment', 'hold', 'cancelAsked', 'version', 'review'] as const;
const named = ['override', 'choice', 'evidence', 'raise'] as const;

const parted = (fact: string): readonly [string, string] => {
  const at = fact.indexOf(':');
  return at < 0 ? [fact, ''] : [fact.slice(0, at), fact.slice(at + 1)];
};

/** What a `ShownFact` is called on a screen. */
export function factName(fact: string, { words, t }: Pick<Tools, 'words' | 't'>): string {
  const [kind, about] = parted(fact);
  const own = plain.find((one) => one === kind);
  if (own !== undefined) return t(`overtaken.fact.${own}`);
  if (kind === 'value') return pathWords(about, words, t);
  if (kind === 'step') return words.step(about);
  if (kind === 'stage') return words.stage(about);
  const [stage = '', gate = ''] = about.split('.');
  if (kind === 'override') return `${words.stage(stage)} · ${words.gate(stage, gate)}`;
  const rest = named.find((one) => one === kind);
  return rest === undefined ? fact : t(`overtaken.fact.${rest}`);
}

/** What stands under it, where that can be shown as a value; null: only that it was changed can be said. */
export function factValue(fact: string, value: Json, tools: Tools): string | null {
  const { order, words, t, tw, language, now } = tools;
  const [kind, about] = parted(fact);
  switch (kind) {
    case 'phase':
      return typeof value === 'string' ? tw(`phase.${value as OrderPhase}`) : null;
    case 'assignment':
      return typeof value === 'string' ? (order.people[value] ?? value.slice(-6)) : t('overtaken.nobody');
    case 'appointment':
      return value === null ? t('overtaken.noWindow') : windowWords(value as unknown as TimeWindow, now, language);
    case 'hold':
      return value === null
        ? t('overtaken.notHeld')
        : words.reason('held', String((value as { readonly reasonCode?: Json }).reasonCode ?? ''));
    case 'version':
      return typeof value === 'number' ? t('overtaken.version', { n: value }) : null;
    case 'value':
      return valueWords(about, value, words, tw);
    default:
      return null;
  }
}
