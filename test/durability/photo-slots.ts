import { ftthInstall } from '../../forms/order-types/ftth-install/index.ts';

/** Every place a photo from a file may take in an order of this type, once for each photo it holds. */
export const photoPlaces: readonly string[] = ftthInstall.stages.flatMap((stage) =>
  stage.steps.flatMap((step) =>
    step.photos
      .filter(({ allowFile }) => allowFile)
      .flatMap((slot) => Array.from({ length: slot.max }, () => `${stage.key}.${step.key}.${slot.key}`)),
  ),
);
