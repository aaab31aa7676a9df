import type {
  FieldDefinition,
  OrderTypeDefinition,
  OrderView,
  StageDefinition,
  StageView,
  StepDefinition,
  StepView,
} from './types.ts';

/** `<stage>.<step>` */
export const stepKeyOf = (stage: StageDefinition, step: StepDefinition): string => `${stage.key}.${step.key}`;

export type StepPlace = { readonly key: string; readonly stage: StageDefinition; readonly step: StepDefinition };

const places = new WeakMap<OrderTypeDefinition, readonly StepPlace[]>();

/** All steps of an order type in order. */
export function stepsOf(definition: OrderTypeDefinition): readonly StepPlace[] {
  const found = places.get(definition);
  if (found !== undefined) return found;
  const made = definition.stages.flatMap((stage) =>
    stage.steps.map((step) => ({ key: stepKeyOf(stage, step), stage, step })),
  );
  places.set(definition, made);
  return made;
}

export const placeOf = (definition: OrderTypeDefinition, key: string): StepPlace | undefined =>
  stepsOf(definition).find((place) => place.key === key);

export const stepViewOf = (view: Pick<OrderView, 'stages'>, key: string): StepView | undefined => {
  for (const stage of view.stages) for (const step of stage.steps) if (step.key === key) return step;
  return undefined;
};

export const stageViewOf = (view: Pick<OrderView, 'stages'>, key: string): StageView | undefined =>
  view.stages.find((stage) => stage.key === key);

/** The stage whose performer completes the order: the last one that is not skipped. */
export const lastStageOf = (view: OrderView, definition: OrderTypeDefinition): StageDefinition | undefined =>
  definition.stages.findLast(({ key }) => stageViewOf(view, key)?.state !== 'skipped');

/** Fields that hold a value; a script holds none. */
export function valueFields(step: StepDefinition): readonly FieldDefinition[] {
  const found = valued.get(step);
  if (found !== undefined) return found;
  const made = step.fields.filter((field) => field.kind !== 'script');
  valued.set(step, made);
  return made;
}
const valued = new WeakMap<StepDefinition, readonly FieldDefinition[]>();

/** A form waits for its submission; a signature or a report step only when it also has something to fill in. */
export const needsSubmission = (step: StepDefinition): boolean =>
  step.kind === 'form' || step.fields.some((field) => field.kind !== 'script' && field.kind !== 'computed');
