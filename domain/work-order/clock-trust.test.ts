import { describe, expect, it } from 'vitest';
import { assignmentOf, idOf, tellStory } from '../../test/builders/order-story.ts';
import type { EventDocument, EventPayload } from '../documents/event.ts';
import { doubtAtArrival, type Measured, measuredClocks } from './clock-trust.ts';
import { officeTimes } from './office-time.ts';

const zero = Date.UTC(2026, 2, 2, 1);
const minute = 60_000;
const at = (minutes: number): string => new Date(zero + minutes * minute).toISOString();

/** Given to a technician in minute 1, accepted in minute 2; the device then says this of its clock. */
function accepted(payload: Partial<EventPayload<'clockMeasured'>>) {
  const story = tellStory();
  const assigned = story.office.does('assigned', { ...assignmentOf('1'), technicianId: idOf('a') });
  const device = story.device('a');
  device.meets(story.office);
  const taken = device.does('accepted', assignmentOf('1'));
  const said = { bootId: 'b', uptimeMs: 60 * minute, officeAt: at(60), uncertaintyMs: 20, ...payload };
  const measured = device.does('clockMeasured', said) as Measured;
  return { story, device, assigned, taken, measured };
}
const whyOf = (events: readonly EventDocument[]) => measuredClocks(events).doubted.map(({ why }) => why);

describe('by what the order itself knows', () => {
  it.each<[string, number, readonly string[]]>([
    ['a right one', 60, []],
    ['one that moves everything later', 600, []],
    ['one by which he accepted half a minute before he was asked', 58.6, []],
    ['one by which he accepted long before he was asked', 50, ['beforeKnown']],
  ])('%s', (_, minutes, doubts) => {
    const { assigned, taken, measured } = accepted({ officeAt: at(minutes) });
    expect(whyOf([measured, taken, assigned])).toEqual(doubts);
  });

  it('also through another device’s words', () => {
    const { story, device, assigned, taken } = accepted({});
    const other = story.device('a2', idOf('a'));
    other.meets(device);
    const plain = other.does('noted', { text: 'x' });
    const note = { ...plain, after: [taken._id], time: { ...plain.time, bootId: 'c', uptimeMs: 0 } };
    const payload = { bootId: 'c', uptimeMs: 0, officeAt: at(-10), uncertaintyMs: 20 };
    const measured = { ...other.does('clockMeasured', payload), time: { ...note.time } } as EventDocument;
    expect(whyOf([assigned, taken, note, measured])).toEqual(['beforeKnown']);
  });

  it('what is not believed corrects nothing, and a right one beside it still does', () => {
    const { device, assigned, taken, measured } = accepted({ officeAt: at(50) });
    const timeOf = (events: readonly EventDocument[]) => officeTimes(events.map((event) => ({ event })))(taken);
    expect(timeOf([assigned, taken, measured])).toEqual({ at: taken.time.at, source: 'device' });
    const right = device.does('clockMeasured', {
      bootId: 'b',
      uptimeMs: 90 * minute,
      officeAt: at(90),
      uncertaintyMs: 20,
    });
    expect(timeOf([assigned, taken, measured, right])).toEqual({ at: taken.time.at, source: 'measured' });
  });

  it('nor what the office doubted; only the office doubts', () => {
    const { story, device, assigned, taken, measured } = accepted({});
    const doubt = { measurement: measured._id, why: 'behind', arrivedAt: at(70) } as const;
    const said = story.office.does('clockDoubted', doubt, 'office');
    expect(whyOf([assigned, taken, measured, said])).toEqual(['behind']);
    expect(whyOf([assigned, taken, measured, device.does('clockDoubted', doubt)])).toEqual([]);
  });
});

describe('at its arrival', () => {
  const { measured } = accepted({});
  const written = (more: Partial<Measured['time']>, payload: Partial<Measured['payload']> = {}): Measured => ({
    ...measured,
    time: { ...measured.time, uptimeMs: 60 * minute, ...more },
    payload: { ...measured.payload, ...payload },
  });
  const arrivedAt = zero + 61 * minute;
  it.each<[string, Measured, number | null, string | null]>([
    ['at once', written({}), null, null],
    ['from an hour that has not come', written({}, { officeAt: at(120) }), null, 'ahead'],
    ['written later than it arrived', written({ uptimeMs: 90 * minute }), null, 'ahead'],
    [
      'a claimed uncertainty excuses seconds, not minutes',
      written({}, { officeAt: at(65), uncertaintyMs: 1e9 }),
      null,
      'ahead',
    ],
    ['half an hour late, on a device not heard since', written({}, { officeAt: at(30) }), zero + 20 * minute, null],
    [
      'half an hour late, on one that has sent all it had',
      written({}, { officeAt: at(30) }),
      zero + 59 * minute,
      'behind',
    ],
    ['on one not heard before', written({}, { officeAt: at(30) }), null, null],
    [
      'written long after the contact it tells of',
      written({ uptimeMs: 60 * minute }, { uptimeMs: 0, officeAt: at(0) }),
      zero + 50 * minute,
      null,
    ],
    ['of another boot', written({ bootId: 'c' }), null, 'otherBoot'],
  ])('%s', (_, event, heardBefore, why) => {
    expect(doubtAtArrival(event, { arrivedAt, heardBefore })).toBe(why);
  });
});
