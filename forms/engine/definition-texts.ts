import type { DefinitionProblem } from './definition-problem.ts';
import type { FieldDefinition, OrderTypeDefinition } from './types.ts';

/** Texts that are missing in a language, and texts of one language that the other lacks. */
export function textProblems(definition: OrderTypeDefinition): readonly DefinitionProblem[] {
  const needed = textKeys(definition);
  const languages = ['zh-CN', 'en'] as const;
  return languages.flatMap((language) => {
    const here = definition.texts[language];
    const other = definition.texts[language === 'en' ? 'zh-CN' : 'en'];
    const wanted = new Set([...needed, ...Object.keys(other)]);
    return [...wanted]
      .filter((key) => !Object.hasOwn(here, key))
      .map((key) => ({ path: `texts.${language}.${key}`, fault: 'textMissing', reason: 'this text is missing' }));
  });
}

/** Every text that a screen or the report may ask for (forms/order-types/README.md). */
export function textKeys(definition: OrderTypeDefinition): readonly string[] {
  return [
    'orderType',
    // any order may have been raised by another, whose pictures came along
    'photo.origin',
    ...definition.products.flatMap(({ key, options = [] }) => [
      `product.${key}`,
      ...options.map((item) => `option.product.${key}.${item}`),
    ]),
    ...definition.resources.map(({ key }) => `resource.${key}`),
    ...Object.keys(definition.performers).map((key) => `performer.${key}`),
    ...(definition.raises ?? []).map(({ key }) => `raise.${key}`),
    ...(definition.returns ?? []).map(({ key }) => `return.${key}`),
    ...(definition.endings ?? []).map(({ key }) => `ending.${key}`),
    ...(definition.services ?? []).map(({ key }) => `service.${key}`),
    ...definition.sla.flatMap(({ key, escalations = [] }) => [
      `sla.${key}`,
      ...escalations.map((one) => `escalation.${key}.${one.key}`),
    ]),
    ...definition.scorecard.map((item) => `scorecard.${item}`),
    ...Object.entries(definition.reasons).flatMap(([move, reasons]) =>
      reasons.map(({ code }) => `reason.${move}.${code}`),
    ),
    ...definition.stages.flatMap((stage) => [
      `stage.${stage.key}`,
      ...stage.gates.flatMap((gate) => [
        `gate.${stage.key}.${gate.key}`,
        ...(gate.code === 'gate.notMet' ? [`refusal.${stage.key}.${gate.key}`] : []),
      ]),
      ...stage.steps.flatMap((step) => {
        const at = `${stage.key}.${step.key}`;
        return [
          `step.${at}`,
          ...step.fields.flatMap((field) => ofField(`${at}.${field.key}`, field)),
          ...step.photos.map((photo) => `photo.${at}.${photo.key}`),
        ];
      }),
    ]),
  ];
}

const ofField = (path: string, field: FieldDefinition): readonly string[] => [
  `field.${path}`,
  ...(field.kind === 'script' ? [`text.${path}`] : []),
  ...(field.options ?? []).map((item) => `option.${path}.${item}`),
  ...(field.constraint === undefined ? [] : [field.constraint.text]),
  ...(field.columns ?? []).flatMap((column) => ofField(`${path}.${column.key}`, column)),
];
