import { orderTypeId } from '../../domain/documents/catalogue.ts';
import type { OrderTypeDefinition, StepDefinition } from '../../forms/engine/types.ts';
import { ftthInstall } from '../../forms/order-types/ftth-install/index.ts';

type Step = (step: StepDefinition) => StepDefinition;

const withStep = (definition: OrderTypeDefinition, path: string, change: Step): OrderTypeDefinition => ({
  ...definition,
  stages: definition.stages.map((stage) => ({
    ...stage,
    steps: stage.steps.map((step) => (`${stage.key}.${step.key}` === path ? change(step) : step)),
  })),
});
const withoutField =
  (key: string): Step =>
  (step) => ({ ...step, fields: step.fields.filter((field) => field.key !== key) });
const withField =
  (key: string): Step =>
  (step) => ({ ...step, fields: [...step.fields, { key, kind: 'paragraph' }] });

/**
 * The install's next version as an office might publish it: the study's note is gone, the call's note has another name, the laying's note
 * is asked on arrival, and one picture's slot has another name.
 */
export function nextInstall(): OrderTypeDefinition {
  const renamed = {
    'preparation.call.callNote': 'preparation.call.agreed',
    'dropCable.laying.layingNote': 'dropCable.arrival.siteNote',
    'dropCable.photos.entry': 'dropCable.photos.entryPoint',
  };
  let next: OrderTypeDefinition = { ...ftthInstall, version: ftthInstall.version + 1 };
  next = withStep(next, 'orderStudy.services', withoutField('studyNote'));
  next = withStep(next, 'preparation.call', (step) => withField('agreed')(withoutField('callNote')(step)));
  next = withStep(next, 'dropCable.laying', withoutField('layingNote'));
  next = withStep(next, 'dropCable.arrival', withField('siteNote'));
  next = withStep(next, 'dropCable.photos', (step) => ({
    ...step,
    photos: step.photos.map((photo) => (photo.key === 'entry' ? { ...photo, key: 'entryPoint' } : photo)),
  }));
  const texts = (agreed: string, site: string, entry: string) => ({
    'field.preparation.call.agreed': agreed,
    'field.dropCable.arrival.siteNote': site,
    'photo.dropCable.photos.entryPoint': entry,
  });
  return {
    ...next,
    upgrades: [{ from: ftthInstall.version, renamed }],
    texts: {
      'zh-CN': { ...next.texts['zh-CN'], ...texts('与客户约定', '现场说明', '入户点') },
      en: { ...next.texts.en, ...texts('Agreed with the customer', 'Note on site', 'Entry point') },
    },
    samples: Object.fromEntries(
      Object.entries(next.samples).map(([step, answers]) => [
        step,
        Object.fromEntries(Object.entries(answers).filter(([key]) => !goneFrom(step).includes(key))),
      ]),
    ),
  };
}

/** The install's next version, in which one slot of a step takes clear photos only. */
export const clearPhotosOnly = (step: string, slot: string): OrderTypeDefinition =>
  withStep({ ...ftthInstall, version: ftthInstall.version + 1 }, step, (one) => ({
    ...one,
    photos: one.photos.map((photo) => (photo.key === slot ? { ...photo, mustBeClear: true } : photo)),
  }));

const goneFrom = (step: string): readonly string[] =>
  ({ 'orderStudy.services': ['studyNote'], 'preparation.call': ['callNote'], 'dropCable.laying': ['layingNote'] })[
    step
  ] ?? [];

/** As the office holds it in its catalogue. */
export const publishedAs = (definition: OrderTypeDefinition) => ({
  _id: orderTypeId(definition.key, definition.version),
  type: 'orderType',
  schemaVersion: 1,
  createdBy: 'office',
  key: definition.key,
  version: definition.version,
  definition,
});
