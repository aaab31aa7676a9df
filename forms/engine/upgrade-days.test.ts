import { expect, it } from 'vitest';
import { idOf, tellStory } from '../../test/builders/order-story.ts';
import { ftthInstall } from '../order-types/ftth-install/index.ts';
import { deriveOrder } from './derive.ts';
import type { FieldDefinition, OrderTypeDefinition } from './types.ts';
import { inDays } from './upgrade-days.ts';
import { draftsNow } from './upgrade-drafts.ts';

const day: FieldDefinition = { key: 'due', kind: 'day' };
/** 31 December in Greenwich, 1 January at home. */
const moment = '2026-12-31T17:00:00.000Z';

it.each<[FieldDefinition, unknown, unknown]>([
  [day, moment, '2027-01-01'],
  [day, '2027-01-01', '2027-01-01'],
  [day, 'as soon as possible', 'as soon as possible'],
  [day, null, null],
  [
    { key: 'trial', kind: 'days' },
    { start: moment, end: '2027-01-08T02:00:00.000Z' },
    { from: '2027-01-01', to: '2027-01-08' },
  ],
  [
    { key: 'trial', kind: 'days' },
    { from: '2027-01-01', to: '2027-01-08' },
    { from: '2027-01-01', to: '2027-01-08' },
  ],
  [{ key: 'trial', kind: 'days' }, '72 h', '72 h'],
  [
    { key: 'list', kind: 'rows', columns: [day, { key: 'what', kind: 'text' }] },
    [{ due: moment, what: moment }, { what: 'x' }, 'odd'],
    [{ due: '2027-01-01', what: moment }, { what: 'x' }, 'odd'],
  ],
  [{ key: 'at', kind: 'time' }, moment, moment],
])('%j %j becomes %j', (field, value, now) => {
  expect(inDays(field, value as never)).toEqual(now);
});

/** The shipped type, with the moment of arrival asked for as a day in a version of its own. */
const next: OrderTypeDefinition = {
  ...ftthInstall,
  version: ftthInstall.version + 1,
  stages: ftthInstall.stages.map((stage) => ({
    ...stage,
    steps: stage.steps.map((step) => ({
      ...step,
      fields: step.fields.map((field) => (field.key === 'arrivedAt' ? { ...field, kind: 'day' as const } : field)),
    })),
  })),
};

it('a submitted moment is read as its day, and a correction is based on it', () => {
  const story = tellStory({ orderType: 'ftth-install', orderTypeVersion: ftthInstall.version });
  story.device('d', idOf('t')).submits('dropCable.arrival', { arrivedAt: { value: moment } });
  const view = deriveOrder({ documents: story.all(), definition: next, settings: {} });
  const step = view.stages.flatMap(({ steps }) => steps).find(({ key }) => key === 'dropCable.arrival');
  expect(step?.values.arrivedAt).toBe('2027-01-01');
  expect(view.unmapped).toEqual([]);
});

it('a draft of the older version has the day, too', () => {
  const [draft] = draftsNow(next, ftthInstall.version, [
    {
      step: 'dropCable.arrival',
      fields: { arrivedAt: moment },
      savedAt: '2027-01-02T00:00:00.000Z',
      basedOn: [],
    } as never,
  ]);
  expect(draft?.fields).toEqual({ arrivedAt: '2027-01-01' });
});
