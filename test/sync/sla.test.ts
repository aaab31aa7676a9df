import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { OpenOrder } from '../../bridge/station.ts';
import { officeTimes } from '../../domain/work-order/office-time.ts';
import { parseDefinition } from '../../forms/engine/definition.ts';
import type { SlaClockView, SlaDefinition } from '../../forms/engine/types.ts';
import { clockedType, orderTypeDocument } from '../builders/clocked-type.ts';
import { deviceEvent, makeId } from '../builders/device-documents.ts';
import { settings } from '../builders/install-story.ts';
import { newOrder } from '../builders/new-order.ts';
import { startCouchLike } from '../fixtures/couchdb-like/server.ts';
import { http, type OfficeClient, officeClient } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
import { type LinkProxy, openProxy } from '../processes/proxy.ts';
import { type StationProcess, startStation } from '../processes/station.ts';
import { type TemporaryFolder, temporaryFolder } from '../processes/temporary-folder.ts';
import { officeInProcess, type TestOffice } from './office-in-process.ts';

const reply: SlaDefinition = {
  key: 'reply',
  clock: 'working',
  limitDays: '3',
  warnAtPercent: 75,
  startsAt: 'acceptedAt',
  stopsAt: 'completed',
  escalations: [
    { key: 'half', atPercent: 50, to: 'manager' },
    { key: 'late', atPercent: 100, to: 'manager' },
  ],
  source: 'NORMS §1',
};
/** Short enough to run out while the test waits. */
const { limitDays: _, ...timed } = reply;
const quick: SlaDefinition = {
  ...timed,
  clock: 'calendar',
  limitHours: '15.0 / 3600.0',
  escalations: [{ key: 'late', atPercent: 100, to: 'manager' }],
};
const types = [clockedType('test-survey', [reply]), clockedType('test-quick', [quick])];

let folder: TemporaryFolder;
let office: TestOffice;
let dispatcher: OfficeClient;
let count = 0;
const running: { readonly station: StationProcess; readonly link: LinkProxy }[] = [];

beforeAll(async () => {
  folder = await temporaryFolder('sla');
  office = await officeInProcess();
  dispatcher = await officeClient(office.url, 'disp1');
  for (const type of types) expect(parseDefinition(type, settings)).toMatchObject({ ok: true });
  await office.office().context.catalogue.bulkDocs(types.map(orderTypeDocument));
  await until('the test types at the office', () => office.office().context.orders.definition('test-quick'));
});
afterEach(async () => {
  const ended = running.splice(0);
  await Promise.all(ended.map(({ station }) => station.stop()));
  await Promise.all(ended.map(({ link }) => link.close()));
});
afterAll(async () => {
  await office.close();
  await folder.remove();
});

async function stationOf(
  username: string,
  env: Record<string, string> = {},
): Promise<StationProcess & { readonly link: LinkProxy }> {
  const link = await openProxy(office.url());
  count += 1;
  const station = await startStation({
    data: path.join(folder.path, `station-${count}`),
    officeUrl: link.url,
    env,
  });
  running.push({ station, link });
  await station.signIn(username);
  return { ...station, link };
}

async function assigned(orderType: string, username: string, acceptedAt?: string): Promise<string> {
  const more = acceptedAt === undefined ? {} : { acceptedAt };
  const { orderId } = await dispatcher.call('workOrder.create', newOrder({ orderType, ...more }));
  const { technicians } = await dispatcher.call('people.list', {});
  const technicianId = technicians.find((one) => one.username === username)?.accountId ?? '';
  await dispatcher.call('workOrder.assign', { orderId, technicianId });
  return orderId;
}

const opened = (station: StationProcess, orderId: string): Promise<OpenOrder> =>
  until('the order on the station', () => station.call('workOrder.open', { orderId }), { withinMs: 20_000 });
type Opens = {
  readonly call: (
    name: 'workOrder.open',
    order: { readonly orderId: string },
  ) => Promise<{ readonly view: OpenOrder['view'] }>;
};
const clockAt = async (where: Opens, orderId: string): Promise<SlaClockView | undefined> =>
  (await where.call('workOrder.open', { orderId })).view.sla[0];
const synchronised = (station: StationProcess): Promise<unknown> =>
  until('the station to be synchronised', async () => (await station.call('sync.now', {})).state === 'synchronised', {
    withinMs: 30_000,
    everyMs: 200,
  });

it('three working days from the last one before National Day, counted by hand, the same by both calls; told once', async () => {
  const station = await stationOf('tech1');
  const orderId = await assigned('test-survey', 'tech1', '2026-09-30T10:00:00+08:00');
  await opened(station, orderId);

  // A day is 08:30–12:00 and 14:00–17:30, 7 h; three are 21 h. Wednesday the 30th from 10:00: 2 + 3.5 = 5.5 h.
  // 1 to 7 October: holidays. Thursday the 8th 7 h (12.5), Friday the 9th 7 h (19.5), Saturday the 10th makes up: 1.5 h from 08:30.
  const breachAt = '2026-10-10T02:00:00.000Z'; // 10:00 in China
  // 75 % = 15.75 h: after the 8th 12.5 h, so 3.25 h into the 9th: 11:45.
  const warnAt = '2026-10-09T03:45:00.000Z';
  // 50 % = 10.5 h: 5 h into the 8th: 3.5 h until noon, 1.5 h from 14:00: 15:30.
  const halfAt = '2026-10-08T07:30:00.000Z';
  const expected = {
    key: 'reply',
    clock: 'working',
    startedAt: '2026-09-30T02:00:00.000Z',
    limitMs: 21 * 3_600_000,
    breachAt,
    warnAt,
    calendarKnown: true,
    escalations: [
      { key: 'half', to: 'manager', dueAt: halfAt, state: 'recorded' },
      { key: 'late', to: 'manager', dueAt: breachAt, state: 'recorded' },
    ],
  };
  // Both are long past: the office tells the manager at once.
  await until('both escalations at the office', async () =>
    (await clockAt(dispatcher, orderId))?.escalations.every(({ state }) => state === 'recorded'),
  );
  expect(await clockAt(dispatcher, orderId)).toMatchObject(expected);
  await until('both escalations on the station', async () =>
    (await clockAt(station, orderId))?.escalations.every(({ state }) => state === 'recorded'),
  );
  expect(await clockAt(station, orderId)).toEqual(await clockAt(dispatcher, orderId));

  const { needs } = await dispatcher.call('orders.needs', {});
  const mine = needs.filter((need) => need.orderId === orderId).map(({ reason, detail }) => [reason, detail]);
  expect(mine).toContainEqual(['slaEscalated', 'manager']);

  const told = async () =>
    (await dispatcher.call('workOrder.open', { orderId })).view.fold.history.filter(
      ({ event }) => event.kind === 'escalated',
    );
  const before = await told();
  expect(before.map(({ event }) => [event.role, event.createdBy])).toEqual([
    ['office', 'office'],
    ['office', 'office'],
  ]);
  await office.restart();
  dispatcher = await officeClient(office.url, 'disp1');
  // Whatever it would tell, it tells with this change.
  await dispatcher.call('workOrder.note', { orderId, text: '已催办' });
  const other = await assigned('test-survey', 'tech2', '2026-09-30T10:00:00+08:00');
  await until('the next order told', async () =>
    (await clockAt(dispatcher, other))?.escalations.every(({ state }) => state === 'recorded'),
  );
  expect(await told()).toEqual(before);
});

it('a breach is provisional until the device is heard, and a hold that arrives late overtakes its escalation', async () => {
  const station = await stationOf('tech1');
  const orderId = await assigned('test-quick', 'tech1');
  await opened(station, orderId);
  await station.call('workOrder.accept', { orderId });
  await synchronised(station);
  station.link.set('cut');
  await station.call('workOrder.hold', { orderId, reasonCode: 'customer', note: '客户不在家' });

  await until(
    'the escalation',
    async () => (await clockAt(dispatcher, orderId))?.escalations[0]?.state === 'recorded',
    {
      withinMs: 30_000,
    },
  );
  const row = async () => (await dispatcher.call('orders.list', {})).orders.find((one) => one.orderId === orderId);
  expect(await row()).toMatchObject({ slaProvisional: true, slaPaused: false });
  expect((await dispatcher.call('workOrder.open', { orderId })).provisional).toEqual(['reply']);
  expect((await dispatcher.call('orders.needs', {})).needs).toContainEqual(
    expect.objectContaining({ orderId, reason: 'slaBreached', detail: 'provisional' }),
  );

  station.link.set('open');
  await synchronised(station);
  await until('the hold at the office', async () => (await row())?.slaPaused);
  expect(await row()).toMatchObject({ slaProvisional: false });
  expect((await dispatcher.call('workOrder.open', { orderId })).provisional).toEqual([]);
  const [clock] = (await dispatcher.call('workOrder.open', { orderId })).view.sla;
  expect(clock).toMatchObject({ breached: null, escalations: [{ key: 'late', state: 'overtaken' }] });
  expect(clock?.escalations[0]?.recordedAt).not.toBeNull();
  const { needs } = await dispatcher.call('orders.needs', {});
  expect(needs.filter((need) => need.orderId === orderId).map(({ reason }) => reason)).not.toContain('slaEscalated');
});

const days = 3 * 24 * 3_600_000;
/** The device's wall clock, off by so much; its uptime is right. */
async function wrongClock(name: string, off: number): Promise<Record<string, string>> {
  const file = path.join(folder.path, `${name}.cjs`);
  await writeFile(
    file,
    `const Real = Date;
     globalThis.Date = class Date extends Real {
       constructor(...given) { given.length === 0 ? super(Real.now() + ${off}) : super(...given); }
       static now() { return Real.now() + ${off}; }
     };`,
  );
  return { NODE_OPTIONS: `--require=${file}` };
}

it.each([
  ['three days ahead', days],
  ['three days behind', -days],
])('a device clock %s: the same verdict on device and office, by the office’s time', async (name, off) => {
  const station = await stationOf('tech2', await wrongClock(name.replaceAll(' ', '-'), off));
  const orderId = await assigned('test-survey', 'tech2', new Date().toISOString());
  await opened(station, orderId);
  // Without the link the device knows nothing better than its own clock.
  station.link.set('cut');
  const from = Date.now();
  await station.call('workOrder.accept', { orderId });
  await station.call('workOrder.start', { orderId });
  await station.call('workOrder.fail', { orderId, reasonCode: 'noResource', note: '无资源' });
  const to = Date.now();
  station.link.set('open');
  await synchronised(station);
  const clock = await until('the corrected clock at the office', async () => {
    const found = await clockAt(dispatcher, orderId);
    return found?.timeSource === 'measured' ? found : null;
  });
  await until('the same on the station', async () => {
    expect(await clockAt(station, orderId)).toEqual(await clockAt(dispatcher, orderId));
    return true;
  });
  expect(clock.breached).toBe(false);
  // What a contact does not know is some milliseconds of its round trip.
  expect(Date.parse(clock.stoppedAt ?? '')).toBeGreaterThan(from - 2_000);
  expect(Date.parse(clock.stoppedAt ?? '')).toBeLessThan(to + 2_000);
  const measured = async () =>
    (await station.call('workOrder.open', { orderId })).view.fold.history.filter(
      ({ event }) => event.kind === 'clockMeasured',
    );
  expect(await measured()).toHaveLength(1);
});

it('an honest clock writes nothing', async () => {
  const station = await stationOf('tech1');
  const orderId = await assigned('test-survey', 'tech1', new Date().toISOString());
  await opened(station, orderId);
  await station.call('workOrder.accept', { orderId });
  await synchronised(station);
  await station.stop();
  await station.startAgain();
  await station.signIn('tech1');
  await synchronised(station);
  const { history } = (await dispatcher.call('workOrder.open', { orderId })).view.fold;
  expect(history.map(({ event }) => event.kind)).toEqual(['assigned', 'accepted']);
  expect((await clockAt(dispatcher, orderId))?.timeSource).toBe('office');
});

it('two offices on one CouchDB tell once', async () => {
  const home = await temporaryFolder('couch');
  const couch = await startCouchLike(home.path);
  const first = await officeInProcess('couchdb', couch.url);
  const second = await officeInProcess('couchdb', couch.url);
  try {
    await first.office().context.catalogue.bulkDocs(types.map(orderTypeDocument));
    const here = await officeClient(first.url, 'disp1');
    const there = await officeClient(second.url, 'disp1');
    for (const one of [first, second])
      await until('the test types', () => one.office().context.orders.definition('test-survey'));
    const made = await Promise.all(
      [here, there, here, there].map((client) =>
        client.call(
          'workOrder.create',
          newOrder({ orderType: 'test-survey', acceptedAt: '2026-09-30T10:00:00+08:00' }),
        ),
      ),
    );
    for (const { orderId } of made) {
      await until('both told, as both offices see it', async () => {
        const seen = await Promise.all([clockAt(here, orderId), clockAt(there, orderId)]);
        return seen.every((clock) => clock?.escalations.every(({ state }) => state === 'recorded'));
      });
      const { history } = (await there.call('workOrder.open', { orderId })).view.fold;
      expect(history.filter(({ event }) => event.kind === 'escalated')).toHaveLength(2);
    }
  } finally {
    await second.close();
    await first.close();
    await couch.close();
    await home.remove();
  }
});

it('a forged measurement moves no time: kept, shown, and not believed', async () => {
  const { context } = office.office();
  const technician = await officeClient(office.url, 'tech2');
  const hand = { createdBy: technician.session.account.accountId, deviceId: makeId() };
  const orderId = await assigned('test-survey', 'tech2', new Date().toISOString());
  const mailbox = technician.session.mailbox ?? '';
  await until('the grant', () => context.databases.open(mailbox).get(`grant:${orderId}`));
  const now = Date.now();
  const time = (minutes: number) => ({
    at: new Date(now + minutes * 60_000).toISOString(),
    uptimeMs: (600 + minutes) * 60_000,
    bootId: 'boot',
  });
  const send = async (...docs: readonly object[]) => {
    const headers = { authorization: `Bearer ${technician.session.token}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ docs, new_edits: false });
    const answer = await http(`${office.url()}/db/${mailbox}/_bulk_docs`, { method: 'POST', headers, body });
    expect([answer.status, answer.body.toString()]).toEqual([201, expect.not.stringContaining('error')]);
  };
  const first = deviceEvent(hand, orderId, 'noted', { text: '到场' }, { time: time(0) });
  await send(first);
  const hour = 3_600_000;
  office.ahead(hour);
  try {
    // It has sent all it had an hour ago; this says it was written two hours ago.
    const behind = { bootId: 'boot', uptimeMs: 660 * 60_000, officeAt: time(-60).at, uncertaintyMs: 20 };
    const ahead = { ...behind, officeAt: time(180).at };
    const more = (deviceSeq: number) => ({ time: time(60), deviceSeq, after: [first._id] });
    await send(
      deviceEvent(hand, orderId, 'clockMeasured', behind, more(2)),
      deviceEvent(hand, orderId, 'clockMeasured', ahead, more(3)),
    );
    const view = await until('both doubted', async () => {
      const { view: found } = await dispatcher.call('workOrder.open', { orderId });
      return found.fold.history.filter(({ event }) => event.kind === 'clockDoubted').length === 2 ? found : null;
    });
    const why = view.findings.filter(({ kind }) => kind === 'clockDoubted').map(({ details }) => details.why);
    expect(why.toSorted()).toEqual(['ahead', 'behind']);
    const noted = view.fold.history.find(({ event }) => event._id === first._id);
    expect(noted && officeTimes(view.fold.history)(noted.event)).toEqual({ at: first.time.at, source: 'device' });
    // One that agrees with what the office saw is believed as ever.
    const right = { ...behind, officeAt: time(60).at };
    await send(deviceEvent(hand, orderId, 'clockMeasured', right, more(4)));
    await until('the right one', async () => {
      const { history } = (await dispatcher.call('workOrder.open', { orderId })).view.fold;
      return noted && officeTimes(history)(noted.event).source === 'measured';
    });
  } finally {
    office.ahead(0);
  }
});
