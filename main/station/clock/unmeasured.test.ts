import { describe, expect, it } from 'vitest';
import type { EventDocument } from '../../../domain/documents/event.ts';
import { assignmentOf, idOf, tellStory } from '../../../test/builders/order-story.ts';
import { type ClockMeasurement, isWorthSaying, unmeasuredBoots } from './unmeasured.ts';

// The story's time is right: uptime 0 of boot `b` is 09:00 in China.
const zero = Date.UTC(2026, 2, 2, 1);
const deviceId = idOf('devicea');
const measured = (more: Partial<ClockMeasurement> = {}): ClockMeasurement => ({
  bootId: 'b',
  uptimeMs: 3_600_000,
  officeAt: new Date(zero + 3_600_000).toISOString(),
  uncertaintyMs: 0,
  ...more,
});

/** The events of a device whose wall clock is off by so much at each of its events. */
function eventsOff(...offs: readonly number[]): EventDocument[] {
  const story = tellStory();
  const device = story.device('a');
  story.office.does('assigned', { ...assignmentOf('1'), technicianId: idOf('a') });
  device.meets(story.office);
  const office = [...device.known].filter((one): one is EventDocument => one.type === 'event');
  const own = offs.map((off) => {
    const event = device.does('noted', { text: 'x' });
    return { ...event, time: { ...event.time, at: new Date(Date.parse(event.time.at) + off).toISOString() } };
  });
  return [...office, ...own];
}
const decide = (events: readonly EventDocument[], more?: Partial<ClockMeasurement>): boolean =>
  isWorthSaying(unmeasuredBoots(events, deviceId), measured(more));

describe('what a contact says of this device’s clock', () => {
  it.each<[string, readonly number[], Partial<ClockMeasurement>, boolean]>([
    ['an honest clock: nothing', [0, 10_000, -29_000], {}, false],
    ['three days ahead', [3 * 86_400_000], {}, true],
    ['three days behind', [-3 * 86_400_000], {}, true],
    ['exactly the threshold', [30_000], {}, false],
    ['beyond it', [30_001], {}, true],
    ['within what the measurement itself does not know', [33_000], { uncertaintyMs: 3_000 }, false],
    ['set right meanwhile: the event before it is still wrong', [86_400_000, 0], {}, true],
    ['another boot than the one measured', [86_400_000], { bootId: 'c' }, false],
    ['no event of this device', [], {}, false],
  ])('%s', (_, offs, more, said) => {
    expect(decide(eventsOff(...offs), more)).toBe(said);
  });

  it('once an order and boot, for the events after it too', () => {
    const events = eventsOff(86_400_000, 86_400_000);
    const fact = { ...events.at(-1), kind: 'clockMeasured', payload: measured() } as EventDocument;
    expect(decide(events)).toBe(true);
    expect(decide([...events, fact])).toBe(false);
    expect(unmeasuredBoots([...events, fact], deviceId)).toEqual([]);
    expect(unmeasuredBoots(events, idOf('other'))).toEqual([]);
  });

  it('again when the office did not believe it, but not for ever', () => {
    const events = eventsOff(86_400_000);
    const [office] = events;
    const doubtedOnce = (count: number): EventDocument[] =>
      [...Array(count).keys()].flatMap((index) => {
        const measurement = `measurement ${index}`;
        const payload = { measurement, why: 'behind', arrivedAt: new Date(zero).toISOString() };
        return [
          { ...events.at(-1), _id: measurement, kind: 'clockMeasured', payload: measured() },
          { ...office, _id: `doubt ${index}`, kind: 'clockDoubted', payload },
        ] as EventDocument[];
      });
    expect(decide([...events, ...doubtedOnce(2)])).toBe(true);
    expect(decide([...events, ...doubtedOnce(3)])).toBe(false);
  });
});
