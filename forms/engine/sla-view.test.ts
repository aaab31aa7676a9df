import { describe, expect, it } from 'vitest';
import type { EventDocument } from '../../domain/documents/event.ts';
import { assignmentOf, idOf, type Story, type StoryDocument, tellStory } from '../../test/builders/order-story.ts';
import { ftthInstall } from '../order-types/ftth-install/index.ts';
import { shippedSettings } from '../order-types/index.ts';
import { deriveOrder } from './derive.ts';
import { summarise } from './summary.ts';
import type { OrderTypeDefinition, OrderView, SettingsByKey, SlaClockView, SlaDefinition } from './types.ts';

const settings: SettingsByKey = Object.fromEntries(
  shippedSettings.map(({ key, version, values }) => [key, { version, values }]),
);
const hour = 3_600_000;
const plain: SlaDefinition = {
  key: 'reply',
  clock: 'working',
  limitDays: '3',
  warnAtPercent: 75,
  startsAt: 'createdAt',
  stopsAt: 'completed',
  source: 's',
};
const typeWith = (...sla: readonly Partial<SlaDefinition>[]): OrderTypeDefinition => ({
  ...ftthInstall,
  settings: [...ftthInstall.settings, 'calendar'],
  performers: { ...ftthInstall.performers, manager: 'administrator' },
  sla: sla.map((one) => ({ ...plain, ...one })),
});

const viewOf = (documents: Iterable<StoryDocument>, definition: OrderTypeDefinition): OrderView =>
  deriveOrder({ documents: [...documents], definition, settings });
const clocksOf = (story: Story, ...sla: readonly Partial<SlaDefinition>[]): readonly SlaClockView[] =>
  viewOf(story.all(), typeWith(...sla)).sla;

/** The story begins on Monday 2026-03-02 at 09:00 in China, a minute a document. */
const at = (minutes: number): string => new Date(Date.UTC(2026, 2, 2, 1) + minutes * 60_000).toISOString();
const a = assignmentOf('1');
function taken(): { story: Story; device: ReturnType<Story['device']> } {
  const story = tellStory({ createdAt: at(0) });
  const device = story.device('a');
  story.office.does('assigned', { ...a, technicianId: idOf('a') });
  device.meets(story.office);
  device.does('accepted', a);
  device.does('started', a);
  return { story, device };
}
const passed = (stage: string) => ({ stage, submissions: [], evidence: [], verdicts: [] });

describe('what a clock runs on', () => {
  it('limits in days are office hours on a working clock and 24 h on a calendar one; hours are hours', () => {
    const clocks = clocksOf(
      taken().story,
      {},
      { key: 'b', clock: 'calendar' },
      { key: 'c', limitDays: undefined as never, limitHours: '2' },
    );
    expect(clocks.map(({ key, limitMs, breachAt }) => [key, limitMs / hour, breachAt])).toEqual([
      ['reply', 21, '2026-03-05T01:00:00.000Z'],
      ['b', 72, '2026-03-05T01:00:00.000Z'],
      ['c', 2, '2026-03-02T03:00:00.000Z'],
    ]);
  });

  it('one that is not relevant, has no limit, or no calendar is not there', () => {
    const { story } = taken();
    expect(
      clocksOf(story, { relevant: 'order.priority == "urgent"' }, { key: 'b', relevant: 'order.products.x > 1' }),
    ).toEqual([]);
    expect(clocksOf(story, { relevant: 'order.priority == "normal"' })).toHaveLength(1);
    expect(clocksOf(story, { limitDays: 'order.products.uploadMbps' })).toEqual([]);
    const { calendar: _, ...without } = settings;
    expect(deriveOrder({ documents: story.all(), definition: typeWith({}), settings: without }).sla).toEqual([]);
  });

  it('says that a year is not in its calendar', () => {
    const story = tellStory({ createdAt: '2026-12-30T02:00:00.000Z' });
    expect(clocksOf(story, { limitDays: '1' }, { key: 'b' })).toMatchObject([
      { calendarKnown: true, breachAt: '2026-12-31T02:00:00.000Z' },
      { calendarKnown: false, breachAt: '2027-01-05T02:00:00.000Z' },
    ]);
  });
});

describe('where a clock starts and stops', () => {
  const between: Partial<SlaDefinition> = { startsAt: 'stage:preparation', stopsAt: 'stage:dropCable' };

  it('the first stage is reached with the acceptance, the next when the one before it was passed', () => {
    const { story, device } = taken();
    expect(clocksOf(story, { startsAt: 'stage:orderStudy' })).toMatchObject([{ startedAt: story.order.acceptedAt }]);
    expect(clocksOf(story, between)).toEqual([]);
    device.does('stagePassed', passed('orderStudy'));
    expect(clocksOf(story, between)).toMatchObject([{ startedAt: at(4), stoppedAt: null, breached: null }]);
    device.does('stagePassed', passed('preparation'));
    device.does('stagePassed', passed('dropCable'));
    expect(clocksOf(story, between)).toMatchObject([{ startedAt: at(4), stoppedAt: at(6), breached: false }]);
  });

  it('the end of the order stops every clock', () => {
    const { story, device } = taken();
    device.does('stagePassed', passed('orderStudy'));
    device.does('failed', { ...a, reasonCode: 'other', note: '' });
    expect(clocksOf(story, between, { key: 'b' }).map(({ stoppedAt }) => stoppedAt)).toEqual([at(5), at(5)]);
  });

  it('only holds whose reason pauses stand in its way, and only within it', () => {
    const { story, device } = taken();
    const hold = (reasonCode: string): void => {
      device.does('held', { reasonCode, note: '' });
      device.does('resumed', {});
    };
    hold('customer');
    device.does('stagePassed', passed('orderStudy'));
    hold('weather');
    hold('access');
    const clocks = clocksOf(story, between, {});
    expect(clocks.map(({ pausedForMs }) => pausedForMs)).toEqual([60_000, 120_000]);
  });

  it('a list shows the one that breaches first of those that run', () => {
    const { story, device } = taken();
    const sla = [{ stopsAt: 'stage:orderStudy', limitDays: '1' }, { key: 'b', limitDays: '5' }, { key: 'c' }] as const;
    const shown = () => summarise(viewOf(story.all(), typeWith(...sla)), typeWith(...sla));
    expect(shown().clocks.map(({ key }) => key)).toEqual(['reply', 'c', 'b']);
    device.does('stagePassed', passed('orderStudy'));
    expect(shown()).toMatchObject({ breachAt: '2026-03-05T01:00:00.000Z', clocks: [{ key: 'c' }, { key: 'b' }] });
    device.does('failed', { ...a, reasonCode: 'other', note: '' });
    expect(shown()).toMatchObject({ clocks: [], clock: { stoppedAt: at(5) } });
  });
});

describe('stages that are skipped', () => {
  const [first, second, third] = ftthInstall.stages;
  const skipping = (skipped: string | undefined): OrderTypeDefinition => {
    const type = typeWith({ startsAt: `stage:${third?.key}` });
    return { ...type, stages: type.stages.map((one) => (one.key === skipped ? { ...one, relevant: 'false' } : one)) };
  };

  it('a stage is reached past one that is skipped, and one that is skipped starts no clock', () => {
    const { story, device } = taken();
    const startedAt = (skipped: string | undefined) => viewOf(story.all(), skipping(skipped)).sla[0]?.startedAt;
    expect(startedAt(second?.key)).toBeUndefined();
    const passing = device.does('stagePassed', passed(first?.key ?? ''));
    expect(startedAt(second?.key)).toBe(passing.time.at);
    expect(startedAt(undefined)).toBeUndefined();
    device.does('stagePassed', passed(second?.key ?? ''));
    expect(startedAt(undefined)).toBeDefined();
    expect(startedAt(third?.key)).toBeUndefined();
  });
});

describe('escalations', () => {
  const told: Partial<SlaDefinition> = {
    clock: 'calendar',
    limitDays: undefined as never,
    limitHours: '1.0 / 6.0',
    escalations: [
      { key: 'half', atPercent: 50, to: 'manager' },
      { key: 'late', atPercent: 150, to: 'manager' },
    ],
  };
  const tells = (story: Story, escalation: string): EventDocument =>
    story.office.does(
      'escalated',
      { clock: 'reply', escalation, to: 'manager', atPercent: 50, dueAt: at(5), breachAt: at(10) },
      'office',
    );

  it('are due by what the clock has run, and recorded once they were told', () => {
    const { story, device } = taken();
    expect(clocksOf(story, told)[0]?.escalations).toEqual([
      { key: 'half', atPercent: 50, to: 'manager', dueAt: at(5), state: 'notDue', recordedAt: null },
      { key: 'late', atPercent: 150, to: 'manager', dueAt: at(15), state: 'notDue', recordedAt: null },
    ]);
    device.does('noted', { text: 'x' });
    const event = tells(story, 'half');
    expect(clocksOf(story, told)[0]?.escalations).toMatchObject([
      { state: 'recorded', recordedAt: event.time.at },
      { state: 'notDue' },
    ]);
  });

  it('a hold that arrives later overtakes one, and it is kept', () => {
    const { story, device } = taken();
    device.does('held', { reasonCode: 'customer', note: '' });
    tells(story, 'half');
    expect(clocksOf(story, told)).toMatchObject([{ pausedSince: at(4), escalations: [{ state: 'overtaken' }, {}] }]);
    device.meets(story.office);
    device.does('resumed', {});
    expect(clocksOf(story, told)).toMatchObject([{ escalations: [{ state: 'overtaken', dueAt: at(7) }, {}] }]);
  });

  it('so does an end before it', () => {
    const { story, device } = taken();
    device.does('failed', { ...a, reasonCode: 'other', note: '' });
    tells(story, 'half');
    expect(clocksOf(story, told)).toMatchObject([{ breached: false, escalations: [{ state: 'overtaken' }, {}] }]);
  });
});

describe('a clock that counts from a date by value', () => {
  const from: Partial<SlaDefinition> = { startsFrom: 'steps.dropCable.arrival.arrivedAt', limitDays: '2' };
  const withDate = (value: string | null, ...more: readonly Partial<SlaDefinition>[]): readonly SlaClockView[] => {
    const { story, device } = taken();
    if (value !== null) device.submits('dropCable.arrival', { arrivedAt: { value } });
    return clocksOf(story, ...more);
  };

  it('counts from startsAt until the date is known', () => {
    expect(withDate(null, from)).toMatchObject([{ startedAt: at(0), timeSource: 'office' }]);
  });

  it('counts from the date once it is, ahead of today or before the acceptance, and says that somebody stated it', () => {
    // The 4th of January 2027 is a Monday; two working days after its morning.
    expect(withDate('2027-01-04T01:00:00.000Z', from)).toMatchObject([
      { startedAt: '2027-01-04T01:00:00.000Z', breachAt: '2027-01-06T01:00:00.000Z', timeSource: 'stated' },
    ]);
    expect(withDate('2026-02-26T01:00:00.000Z', { ...from, clock: 'calendar' })).toMatchObject([
      { startedAt: '2026-02-26T01:00:00.000Z', breachAt: '2026-02-28T01:00:00.000Z' },
    ]);
  });

  it('what is no time leaves the clock where it was', () => {
    expect(withDate('下周一', from)).toMatchObject([{ startedAt: at(0), timeSource: 'office' }]);
  });

  it('a rule in hours says hours, also on a working clock', () => {
    expect(withDate(null, from, { key: 'b', limitDays: undefined as never, limitHours: '48' })).toMatchObject([
      { limitIn: 'days' },
      { limitIn: 'hours' },
    ]);
  });
});

describe('a device clock three days off', () => {
  const days = 3 * 24 * hour;
  const sla: readonly Partial<SlaDefinition>[] = [
    {},
    { key: 'b', startsAt: 'stage:preparation', limitDays: undefined as never, limitHours: '0.5' },
  ];
  function lived(off: number): StoryDocument[] {
    const { story, device } = taken();
    device.does('held', { reasonCode: 'customer', note: '' });
    device.does('resumed', {});
    device.does('stagePassed', passed('orderStudy'));
    device.does('failed', { ...a, reasonCode: 'other', note: '' });
    return story.all().map((one) => {
      if (one.type !== 'event' || one.deviceId === undefined) return one;
      return { ...one, time: { ...one.time, at: new Date(Date.parse(one.time.at) + off).toISOString() } };
    });
  }
  /** What the station writes at its contact: the office's time beside its own uptime. */
  function measured(documents: StoryDocument[], officeAt: string): StoryDocument[] {
    const last = documents.findLast((one): one is EventDocument => one.type === 'event' && one.deviceId !== undefined);
    if (last === undefined) throw new Error('no event of the device');
    const payload = { bootId: 'b', uptimeMs: 600 * 60_000, officeAt, uncertaintyMs: 20 };
    const fact: EventDocument = {
      ...last,
      _id: last._id.replace(/.{26}$/, idOf('zmeasured')),
      deviceSeq: last.deviceSeq + 1,
      after: [last._id],
      kind: 'clockMeasured',
      payload,
    };
    return [...documents, fact];
  }
  const verdict = (documents: StoryDocument[]) =>
    viewOf(documents, typeWith(...sla)).sla.map(({ timeSource: _, ...clock }) => clock);

  it.each([days, -days])('off by %d ms: after a contact the verdict is that of a right clock', (off) => {
    const right = lived(0);
    expect(verdict(lived(off))).not.toEqual(verdict(right));
    const corrected = measured(lived(off), at(600));
    expect(verdict(corrected)).toEqual(verdict(right));
    expect(viewOf(corrected, typeWith(...sla)).sla.map(({ timeSource }) => timeSource)).toEqual([
      'measured',
      'measured',
    ]);
    expect(summarise(viewOf(corrected, typeWith(...sla)), typeWith(...sla)).finishedAt).toBe(at(7));
  });

  it('without one it stays at its own time, and says so', () => {
    const [clock] = viewOf(lived(days), typeWith(...sla)).sla;
    expect(clock).toMatchObject({ timeSource: 'device', breached: true });
    expect(clocksOf(taken().story, {})[0]).toMatchObject({ timeSource: 'office' });
  });

  it('a measurement of another boot says nothing of this one', () => {
    const documents = measured(lived(days), at(600)).map((one) =>
      one.type === 'event' && one.kind === 'clockMeasured' ? { ...one, payload: { ...one.payload, bootId: 'c' } } : one,
    );
    expect(viewOf(documents, typeWith(...sla)).sla[0]?.timeSource).toBe('device');
  });
});
