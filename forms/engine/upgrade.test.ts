import { expect, it } from 'vitest';
import type { ReworkItem } from '../../domain/documents/review.ts';
import { nextInstall } from '../../test/builders/next-version.ts';
import { idOf, tellStory } from '../../test/builders/order-story.ts';
import { deriveOrder } from './derive.ts';
import type { OrderTypeDefinition } from './types.ts';
import { reworkNow, slotNow } from './upgrade.ts';

const next = nextInstall();
const before = next.version - 1;
const item = (step: string, fields: readonly string[]): ReworkItem => ({
  step,
  fields: [...fields],
  reasonCode: 'photoUnclear',
  note: step,
});

it('what a reviewer asked for is asked where the newer version has it', () => {
  const asked = [
    item('dropCable.laying', ['metres', 'layingNote']),
    item('dropCable.arrival', ['conduct']),
    item('dropCable.photos', ['entry']),
    item('orderStudy.services', ['studyNote']),
    item('gone.step', []),
  ];
  expect(reworkNow(next, before, asked)).toEqual([
    item('dropCable.laying', ['metres']),
    { ...item('dropCable.arrival', ['siteNote', 'conduct']), note: 'dropCable.laying\ndropCable.arrival' },
    item('dropCable.photos', ['entryPoint']),
    // The field is gone: the whole step is looked at again, rather than nothing.
    item('orderStudy.services', []),
    item('gone.step', []),
  ]);
  expect(reworkNow(next, next.version, asked)).toBe(asked);
});

it('pictures stay in their slot, or in none', () => {
  expect(slotNow(next, before, 'dropCable.photos.entry')).toBe('dropCable.photos.entryPoint');
  expect(slotNow(next, before, 'dropCable.photos.start')).toBe('dropCable.photos.start');
  expect(slotNow(next, before, 'dropCable.photos.nowhere')).toBe(`dropCable.photos.nowhere@${before}`);
  expect(slotNow(next, next.version, 'dropCable.photos.entryPoint')).toBe('dropCable.photos.entryPoint');
  expect(slotNow(next, before, 'report')).toBe('report');
});

it('what the field wrote in a stage that is the office’s now does not count there, and is listed', () => {
  const officeNow: OrderTypeDefinition = {
    ...next,
    performers: { ...next.performers, desk: 'dispatcher' },
    stages: next.stages.map((stage) => (stage.key === 'orderStudy' ? { ...stage, performer: 'desk' } : stage)),
  };
  const story = tellStory({ orderType: 'ftth-install', orderTypeVersion: before });
  story.device('d', idOf('t')).submits('orderStudy.services', { fibreInHome: { value: 'no' } });
  const view = deriveOrder({ documents: story.all(), definition: officeNow, settings: {} });
  expect(view.stages[0]?.steps[0]).toMatchObject({ state: 'empty', values: {} });
  expect(view.unmapped).toMatchObject([{ path: 'orderStudy.services.fibreInHome', value: 'no', by: idOf('t') }]);
  expect(view.findings.map(({ kind }) => kind)).toContain('wrongPerformer');
});
