import type { TFunction } from 'i18next';
import { fillIn, type Language, type Problem, problemText } from '../../domain/problem.ts';
import { type DefinitionFault, definitionFaults } from '../../forms/engine/definition-problem.ts';
import type { DefinitionWords } from './definition-words.ts';

/**
 * A problem's sentence for its reader. Details that carry keys (stages, steps, slots, states, moves) are put into words,
 * lists are joined; what is known of an order type comes from its own texts.
 */
export function problemSentence(
  problem: Problem,
  language: Language,
  t: TFunction<'words'>,
  words?: DefinitionWords,
): string {
  const said = Object.fromEntries(
    Object.entries(problem.details).map(([name, value]) => [name, inWords(name, value, language, t, words)]),
  );
  const fault = faultOf(problem);
  const details = fault === null ? said : { ...said, where: t(`fault.${fault}`) };
  // A condition of an order type says itself what to do about it.
  const own = problem.code === 'gate.notMet' ? words?.refusal(problem.details) : null;
  return own ? fillIn(own, details) : problemText(problem.code, details, language);
}

/** Names the kind of fault in the definition of a broken order, for whoever opens the order. Null: the problem is another one. */
function faultOf({ code, details }: Problem): DefinitionFault | null {
  if (code !== 'order.definitionBroken') return null;
  return definitionFaults.find((fault) => fault === details.fault) ?? null;
}

/** The place and the engine's own words of a broken definition, in English: they are for whoever wrote it. Null: there is no more to say. */
export const faultDetail = (problem: Problem): string | null =>
  faultOf(problem) === null || typeof problem.details.where !== 'string' ? null : problem.details.where;

function inWords(
  name: string,
  value: unknown,
  language: Language,
  t: TFunction<'words'>,
  words?: DefinitionWords,
): unknown {
  if (Array.isArray(value))
    return value.map((item) => inWords(name, item, language, t, words)).join(language === 'zh-CN' ? '、' : ', ');
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value !== 'string') return value ?? '–';
  if (name === 'state') return tOrKey(t, 'phase', value) ?? tOrKey(t, 'state', value) ?? value;
  if (name === 'move') return tOrKey(t, 'event', value) ?? value;
  if (!words) return value;
  const lookUp: Record<string, string> = {
    slots: 'photo',
    slot: 'photo',
    steps: 'step',
    step: 'step',
    stages: 'stage',
    stage: 'stage',
    services: 'service',
    performer: 'performer',
    missing: 'product',
  };
  const kind = lookUp[name];
  if (!kind) return value;
  return value
    .split(/[,、]\s*/)
    .map(
      (key) =>
        (kind === 'service' ? words.service(key) : null) ??
        words.raw(`${kind}.${key}`) ??
        words.raw(`resource.${key}`) ??
        words.raw(`product.${key}`) ??
        key,
    )
    .join(language === 'zh-CN' ? '、' : ', ');
}

const formatNumber = (value: number): string => String(Math.round(value * 100) / 100).replace('-', '−');

function tOrKey(t: TFunction<'words'>, group: 'phase' | 'state' | 'event', key: string): string | null {
  const said = (t as unknown as (path: string) => string)(`words:${group}.${key}`);
  return said.endsWith(`.${key}`) ? null : said;
}
