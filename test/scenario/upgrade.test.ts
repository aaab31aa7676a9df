import { expect, it } from 'vitest';
import { parseDefinition } from '../../forms/engine/definition.ts';
import { deriveOrder } from '../../forms/engine/derive.ts';
import { nextAction } from '../../forms/engine/next-action.ts';
import { stepViewOf } from '../../forms/engine/steps-of.ts';
import type { OrderView, SettingsByKey } from '../../forms/engine/types.ts';
import { shippedSettings } from '../../forms/order-types/index.ts';
import { nextInstall } from '../builders/next-version.ts';
import { type Flow, openFlow } from './flow.ts';

const settings: SettingsByKey = Object.fromEntries(shippedSettings.map((one) => [one.key, one]));
const next = nextInstall();

/** The same documents, read under the next version. */
const upgraded = (order: Flow): OrderView => deriveOrder({ documents: order.documents(), definition: next, settings });

it('the next version of the install is one that could be published', () => {
  const parsed = parseDefinition(next, settings);
  expect(parsed.ok ? [] : parsed.problem.details.problems).toEqual([]);
});

it('an order in the middle goes on under the next version: answers, pictures and passed stages stand', () => {
  const order = openFlow('ftth-install');
  order.workStage('orderStudy', { 'orderStudy.services': { studyNote: '旧光纤可用' } });
  order.pass('orderStudy');
  order.workStage('preparation', { 'preparation.call': { callNote: '门禁 3 号' } });
  order.pass('preparation');
  order.workStage('dropCable', { 'dropCable.laying': { layingNote: '沿桥架' } });
  const view = upgraded(order);
  expect(view.orderTypeVersion).toBe(next.version);
  expect(stepViewOf(view, 'preparation.call')?.values).toMatchObject({ agreed: '门禁 3 号' });
  expect(stepViewOf(view, 'dropCable.arrival')?.values).toMatchObject({ siteNote: '沿桥架' });
  expect(stepViewOf(view, 'dropCable.arrival')?.values).toHaveProperty('arrivedAt');
  expect(view.evidence.map(({ slot }) => slot)).toContain('dropCable.photos.entryPoint');
  expect(view.unmapped.map(({ path, value }) => [path, value])).toEqual([
    ['orderStudy.services.studyNote', '旧光纤可用'],
  ]);
  expect(view.stages.filter(({ state }) => state === 'passed').map(({ key }) => key)).toEqual([
    'orderStudy',
    'preparation',
  ]);
  // Nothing has to be done twice: the stage passes as it stands.
  expect(nextAction(view, next)).toMatchObject({ kind: 'passStage', stage: 'dropCable' });
  expect(view.findings).toEqual(order.view().findings);
});

it('measures keep the limit they were judged by', () => {
  const order = openFlow('ftth-install');
  order.workUntil('activation');
  const before = stepViewOf(order.view(), 'opticalTurnup.readings')?.measures;
  expect(before?.length).toBeGreaterThan(0);
  expect(stepViewOf(upgraded(order), 'opticalTurnup.readings')?.measures).toEqual(before);
});

it('a picture whose slot is gone counts nowhere and is still there', () => {
  const order = openFlow('ftth-install');
  order.workUntil('dropCable');
  order.workStage('dropCable');
  const without = {
    ...next,
    upgrades: [{ from: next.version - 1, renamed: {} }],
  };
  const view = deriveOrder({ documents: order.documents(), definition: without, settings });
  expect(view.evidence.map(({ slot }) => slot)).toContain(`dropCable.photos.entry@${next.version - 1}`);
  expect(view.manifest).toEqual(order.view().manifest);
  expect(view.stages.find(({ key }) => key === 'dropCable')?.gates[0]).toMatchObject({
    key: 'photoMissing',
    details: { slots: ['dropCable.photos.entryPoint'] },
  });
});
