import { expect, it } from 'vitest';
import { idOf, tellStory } from '../../test/builders/order-story.ts';
import type { EventDocument, EventOf } from '../documents/event.ts';
import { leastCertain, officeTimes } from './office-time.ts';

const start = Date.UTC(2026, 2, 2, 1);
const at = (minutes: number): string => new Date(start + minutes * 60_000).toISOString();
const entries = (...events: readonly EventDocument[]) => events.map((event) => ({ event }));

/** A device an hour behind: its event of uptime 1 min, and measurements of it. */
function behind(...measured: readonly Partial<EventOf<'clockMeasured'>['payload']>[]) {
  const story = tellStory();
  const device = story.device('a');
  const plain = device.does('noted', { text: 'x' });
  const event = { ...plain, time: { ...plain.time, at: at(-59) } };
  const facts = measured.map((more) =>
    device.does('clockMeasured', { bootId: 'b', uptimeMs: 0, officeAt: at(0), uncertaintyMs: 0, ...more }),
  );
  return { event, timeOf: officeTimes(entries(event, ...facts)), office: story.office.does('noted', { text: 'y' }) };
}

it('takes the office’s time at the measurement, less the uptime between', () => {
  const { event, timeOf } = behind({ uptimeMs: 5 * 60_000, officeAt: at(5) });
  expect(timeOf(event)).toEqual({ at: at(1), source: 'measured' });
});

it('the nearest of several measurements counts, before or after the event', () => {
  const far = { uptimeMs: 600 * 60_000, officeAt: at(700) };
  const near = { uptimeMs: 0, officeAt: at(0) };
  for (const both of [
    [far, near],
    [near, far],
  ])
    expect(behind(...both).timeOf(behind().event)).toEqual({ at: at(1), source: 'measured' });
});

it('says where a time comes from', () => {
  const { event, timeOf, office } = behind();
  expect(timeOf(event)).toEqual({ at: at(-59), source: 'device' });
  expect(timeOf(office)).toEqual({ at: office.time.at, source: 'office' });
  const other = { ...event, deviceId: idOf('another') };
  expect(behind({}).timeOf(other)).toEqual({ at: at(-59), source: 'device' });
  expect(leastCertain([])).toBe('office');
  expect(leastCertain(['office', 'measured'])).toBe('measured');
  expect(leastCertain(['measured', 'device', 'office'])).toBe('device');
});
