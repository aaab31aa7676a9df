import { expect, it } from 'vitest';
import { shippedOrderTypes } from '../order-types/index.ts';
import { hasFieldStages, sideOfStage } from './performers.ts';
import { isWork } from './start-place.ts';
import { stepsOf } from './steps-of.ts';

it('begins with the arrival on site, never with reading the order, the call or the tools', () => {
  const begun = Object.fromEntries(
    shippedOrderTypes
      .filter((type) => hasFieldStages(type))
      .map((type) => [type.key, stepsOf(type).find(({ key }) => isWork(type, key))?.key]),
  );
  expect(begun).toEqual({
    'ftth-install': 'dropCable.arrival',
    'app-implementation': 'install.arrival',
    'data-line-install': 'works.arrival',
    'ftth-repair': 'siteDiagnosis.arrival',
    'internal-move': 'works.arrival',
    'line-removal': 'removal.works',
    'line-survey': 'siteSurvey.arrival',
    patrol: 'checks.arrival',
    'presale-support': 'onSiteStudy.arrival',
    'project-acceptance': 'siteReadiness.arrival',
    'voice-line-install': 'works.arrival',
  });
});

it('of every shipped type no step that arranges the visit is work', () => {
  for (const type of shippedOrderTypes)
    for (const { key, stage, step } of stepsOf(type))
      if (
        sideOfStage(type, stage) === 'field' &&
        step.moves?.includes('reschedule') &&
        !step.fields.some(({ kind }) => kind === 'position')
      )
        expect([type.key, key, isWork(type, key)]).toEqual([type.key, key, false]);
});
