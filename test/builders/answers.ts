import type { Json } from '../../domain/documents/base.ts';
import { ftthInstall } from '../../forms/order-types/ftth-install/index.ts';

export type Answers = Readonly<Record<string, Json>>;

/** The sample answers of a step that ship with the order type, with `over` put on top. */
export const sampleOf = (step: string, over: Answers = {}): Answers => ({ ...ftthInstall.samples[step], ...over });

/** Every form step of the order type in its order: `<stage>.<step>`. */
export const formSteps = (stage?: string): readonly string[] =>
  ftthInstall.stages
    .filter(({ key }) => stage === undefined || key === stage)
    .flatMap(({ key, steps }) => steps.filter(({ kind }) => kind === 'form').map((step) => `${key}.${step.key}`));

export const stageKeys: readonly string[] = ftthInstall.stages.map(({ key }) => key);

/** The photo slots that a stage's gate asks for: `<stage>.<step>.<slot>`. */
export const requiredSlots = (stage?: string): readonly string[] =>
  ftthInstall.stages
    .filter(({ key }) => stage === undefined || key === stage)
    .flatMap(({ key, steps }) =>
      steps.flatMap((step) =>
        step.photos.filter((slot) => slot.required === true).map((slot) => `${key}.${step.key}.${slot.key}`),
      ),
    );
