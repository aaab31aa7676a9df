import type { ServiceAnswer, ServiceResult } from '../../forms/engine/service-results.ts';
import { placeOf } from '../../forms/engine/steps-of.ts';
import type { OrderTypeDefinition } from '../../forms/engine/types.ts';
import { type AnswerTools, answerWords, plain } from './answer-words.ts';
import type { DefinitionWords } from './definition-words.ts';

/** One answer beside a service in words: the value with its unit, or the name of the option. */
export function serviceAnswerWords(
  { step, field, value }: ServiceAnswer,
  definition: OrderTypeDefinition,
  tools: AnswerTools,
): string {
  const found = placeOf(definition, step)?.step.fields.find(({ key }) => key === field);
  return (found && answerWords(step, field, found, value, tools)) ?? plain(value);
}

/** The answer's own words where it was one of several, else done or not done. */
export function serviceStateWords(
  { key, state, answer }: ServiceResult,
  definition: OrderTypeDefinition,
  tools: AnswerTools,
): string {
  return typeof answer?.value === 'string'
    ? serviceAnswerWords(answer, definition, tools)
    : (tools.words.serviceResult(key, state) ?? tools.t(`service.state.${state}`));
}

/** Why a service is not done, in one line; says so when nobody recorded a reason. */
export function serviceReasonWords(
  { reasons }: ServiceResult,
  definition: OrderTypeDefinition,
  tools: AnswerTools,
): string {
  const said = reasons.map((one) => serviceAnswerWords(one, definition, tools)).join(' — ');
  return tools.t('service.why', { why: said === '' ? tools.t('service.noReason') : said });
}

/** What an order completed in part leaves, by name: services and stages. */
export const remainingWords = (remaining: readonly string[], { raw, stage }: DefinitionWords): string =>
  remaining.map((key) => raw(`service.${key}`) ?? stage(key)).join(' · ');
