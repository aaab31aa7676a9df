import type { Language } from '../../domain/problem.ts';
import type { OrderTypeDefinition } from '../../forms/engine/types.ts';

/** The words an order type brings along, by what they name. A text that is missing shows its key: visible, never a crash. */
export type DefinitionWords = {
  readonly type: () => string;
  readonly stage: (stage: string) => string;
  /** `step`: `<stage>.<step>` */
  readonly step: (step: string) => string;
  readonly field: (step: string, field: string) => string;
  readonly hint: (step: string, field: string) => string | null;
  readonly option: (step: string, field: string, item: string) => string;
  readonly script: (step: string, field: string) => string;
  /** `slot`: `<stage>.<step>.<slot>` */
  readonly photo: (slot: string) => string;
  readonly gate: (stage: string, gate: string) => string;
  /** what a refusing condition with code `gate.notMet` asks for; null where the order type does not say */
  readonly refusal: (details: Readonly<Record<string, unknown>>) => string | null;
  readonly performer: (key: string) => string;
  readonly raise: (key: string) => string;
  /** the name of a way back (ADR 0036) */
  readonly wayBack: (key: string) => string;
  readonly ending: (key: string) => string;
  readonly service: (key: string) => string;
  /** what a result of the service is called; null where the order type has no word of its own */
  readonly serviceResult: (key: string, state: string) => string | null;
  readonly reason: (move: string, code: string) => string;
  readonly product: (key: string) => string;
  /** what the products are together, e.g. a fault; null where the order type does not say */
  readonly products: () => string | null;
  readonly resource: (key: string) => string;
  /** a product's value as ordered: the name of an option, else the text itself */
  readonly ordered: (key: string, value: string) => string;
  readonly scoreItem: (key: string) => string;
  readonly sla: (key: string) => string;
  /** the rule that a clock follows, in the reader's language; null where the order type only names its source */
  readonly slaRule: (key: string) => string | null;
  readonly escalation: (sla: string, key: string) => string;
  /** the order type's own word for a phase or a main act (`start`, `resume`, `complete`); null where the usual one is right */
  readonly phase: (phase: string) => string | null;
  readonly act: (act: string) => string | null;
  readonly raw: (key: string) => string | null;
};

export function definitionWords(definition: OrderTypeDefinition, language: Language): DefinitionWords {
  const raw = (key: string): string | null => definition.texts[language][key] ?? definition.texts['zh-CN'][key] ?? null;
  const say = (key: string): string => raw(key) ?? lastPart(key);
  return {
    raw,
    type: () => raw('orderType') ?? definition.key,
    stage: (stage) => say(`stage.${stage}`),
    step: (step) => say(`step.${step}`),
    field: (step, field) => say(`field.${step}.${field}`),
    hint: (step, field) => raw(`hint.${step}.${field}`),
    option: (step, field, item) => say(`option.${step}.${field}.${item}`),
    script: (step, field) => say(`text.${step}.${field}`),
    // A picture whose slot this version no longer has says so by `@<version>`.
    photo: (slot) => say(`photo.${slot.replace(/@\d+$/, '')}`),
    gate: (stage, gate) => say(`gate.${stage}.${gate}`),
    refusal: ({ stage, gate }) => raw(`refusal.${String(stage)}.${String(gate)}`),
    performer: (key) => say(`performer.${key}`),
    raise: (key) => say(`raise.${key}`),
    wayBack: (key) => say(`return.${key}`),
    ending: (key) => say(`ending.${key}`),
    // An order of an older version has no word of its own for a service: what was ordered under the name, or the step in which it is opened.
    service: (key) =>
      raw(`service.${key}`) ??
      raw(`product.${key}`) ??
      definition.stages.flatMap((stage) => raw(`step.${stage.key}.${key}`) ?? [])[0] ??
      key,
    serviceResult: (key, state) => raw(`result.${key}.${state}`),
    reason: (move, code) => say(`reason.${move}.${code}`),
    product: (key) => say(`product.${key}`),
    products: () => raw('heading.products'),
    resource: (key) => say(`resource.${key}`),
    ordered: (key, value) => raw(`option.product.${key}.${value}`) ?? value,
    scoreItem: (key) => say(`scorecard.${key}`),
    sla: (key) => say(`sla.${key}`),
    slaRule: (key) => raw(`slaRule.${key}`),
    phase: (phase) => raw(`phase.${phase}`),
    act: (act) => raw(`act.${act}`),
    escalation: (sla, key) => say(`escalation.${sla}.${key}`),
  };
}

const lastPart = (key: string): string => key.slice(key.lastIndexOf('.') + 1);
