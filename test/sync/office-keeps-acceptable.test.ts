import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OfficeCallName, officeCalls } from '../../bridge/office.ts';
import { readDocument } from '../../domain/documents/judge-shape.ts';
import { documentLevels } from '../../domain/documents/limits.ts';
import { type DocumentType, shapes } from '../../domain/documents/parse.ts';
import { mended, plainFault } from '../../domain/documents/plain-json.ts';
import { formSteps } from '../builders/answers.ts';
import { hostileJson, hostileMoment, hostileNumber, hostileText } from '../builders/hostile.ts';
import { newOrder } from '../builders/new-order.ts';
import { type OfficeClient, officeClient } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
import { officeInProcess, type TestOffice } from './office-in-process.ts';
import { openStationFor, type StationFor } from './station-in-process.ts';

const runs = Number(process.env.LINEWORK_KEPT_RUNS ?? (process.env.LINEWORK_LONG ? 2_000 : 200));

let office: TestOffice;
let people: Readonly<Record<'dispatcher' | 'reviewer' | 'administrator', OfficeClient>>;
let station: StationFor;
let technicianId: string;
const orders: string[] = [];

beforeAll(async () => {
  office = await officeInProcess();
  const [dispatcher, reviewer, administrator] = await Promise.all(
    ['disp1', 'rev1', 'admin1'].map((name) => officeClient(office.url, name)),
  );
  people = { dispatcher, reviewer, administrator } as typeof people;
  const { technicians } = await people.dispatcher.call('people.list', {});
  technicianId = technicians.find(({ username }) => username === 'tech1')?.accountId ?? '';
  for (let n = 0; n < 6; n += 1) {
    const { orderId } = await people.dispatcher.call('workOrder.create', newOrder());
    await people.dispatcher.call('workOrder.assign', { orderId, technicianId });
    orders.push(orderId);
  }
  station = await openStationFor(office.url());
  await station.call('session.signIn', { username: 'tech1', password: 'linework' });
}, 120_000);
afterAll(async () => {
  await station?.close();
  await office?.close();
});

type Trial = {
  readonly as: keyof typeof people;
  readonly weight: number;
  readonly argument: fc.Arbitrary<object>;
  readonly onOrder: boolean;
};
const trial = (as: Trial['as'], weight: number, argument: fc.Arbitrary<object>, onOrder = true): Trial => ({
  as,
  weight,
  argument,
  onOrder,
});

const note = fc.oneof(hostileText, fc.constant('好'));
const requestKey = fc.option(hostileText, { nil: undefined });
const characteristic = fc.dictionary(fc.constantFrom('iptv', 'olt', 'loid', 'extra', 'constructor'), hostileJson, {
  maxKeys: 2,
});
const order = fc
  .record({
    name: fc.oneof(hostileText, fc.constant('黄')),
    address: fc.oneof(hostileText, fc.constant('长江西路')),
    latitude: fc.oneof(fc.constant(31.8), hostileNumber),
    remarks: note,
    externalId: fc.option(hostileText, { nil: undefined }),
    extra: characteristic,
    acceptedAt: fc.option(hostileMoment, { nil: undefined }),
    requestKey,
  })
  .map(({ name, address, latitude, extra, ...more }) => {
    const good = newOrder();
    return {
      ...good,
      customer: { ...good.customer, name },
      place: { ...good.place, address, latitude },
      resources: { ...good.resources, ...extra },
      ...more,
    };
  });
const tmf = fc
  .record({
    description: note,
    name: hostileText,
    phone: hostileText,
    latitude: fc.oneof(hostileNumber, hostileJson),
    more: hostileJson,
  })
  .map(({ description, name, phone, latitude, more }) => ({
    body: {
      description,
      workOrderItem: [
        { work: { workSpecification: { id: 'ftth-install' }, workCharacteristic: [{ name: 'olt', value: more }] } },
      ],
      relatedParty: [{ name, role: 'customer', contactMedium: [{ characteristic: { phoneNumber: phone } }] }],
      place: [{ name: description, geographicLocation: { latitude, longitude: 117 } }],
    },
  }));
const window = fc.record({ start: hostileMoment, end: hostileMoment });

/** Every call of the office that writes something which devices or other people read; the rest reads, or is of accounts and sessions. */
const trials: Readonly<Partial<Record<OfficeCallName, Trial>>> = {
  'workOrder.create': trial('dispatcher', 6, order, false),
  'workOrder.createFromTmf': trial('dispatcher', 6, tmf, false),
  'workOrder.amend': trial(
    'dispatcher',
    8,
    fc.record({
      changes: fc.array(
        fc.record({
          path: fc.constantFrom('customer.name', 'customer.phone', 'place.address', 'remarks', 'resources.olt'),
          to: hostileJson,
        }),
        { minLength: 1, maxLength: 2 },
      ),
      note,
    }),
  ),
  'workOrder.assign': trial(
    'dispatcher',
    3,
    fc.record({ note, appointment: fc.option(window, { nil: undefined }) }).map((more) => ({ ...more, technicianId })),
  ),
  'workOrder.unassign': trial('dispatcher', 2, fc.record({ reasonCode: fc.constant('other'), note })),
  'workOrder.hold': trial(
    'dispatcher',
    3,
    fc.record({ reasonCode: fc.constant('customer'), note, until: fc.option(hostileMoment, { nil: undefined }) }),
  ),
  'workOrder.resume': trial('dispatcher', 3, fc.record({ note })),
  'workOrder.reschedule': trial(
    'dispatcher',
    3,
    fc.record({ reasonCode: fc.constant('customer'), note, agreedWith: hostileText, appointment: window }),
  ),
  'workOrder.note': trial('dispatcher', 6, fc.record({ text: hostileText })),
  'step.saveDraft': trial('dispatcher', 2, fc.record({ step: fc.constantFrom(...formSteps()), fields: hostileJson })),
  'settings.publish': trial(
    'administrator',
    2,
    fc.record({
      key: fc.constantFrom('device', 'extra'),
      values: fc.dictionary(fc.constantFrom('a', 'note'), hostileJson, { maxKeys: 2 }),
    }),
    false,
  ),
  'accounts.add': trial(
    'administrator',
    2,
    fc.record({
      username: fc.uuid().map((id) => `u${id.slice(0, 8)}`),
      name: hostileText,
      role: fc.constant('dispatcher'),
      password: fc.constant('correct horse 9 battery'),
    }),
    false,
  ),
  'plans.create': trial(
    'dispatcher',
    3,
    fc
      .record({ title: hostileText, remarks: note, start: fc.oneof(hostileMoment, fc.constant('2036-03-02T09:00')) })
      .map(({ title, remarks, start }) => {
        const { customer, place, products = {}, resources = {}, orderType } = newOrder();
        const template = { customer, place, products, resources, remarks, priority: 'normal' };
        return {
          title,
          orderType,
          rule: 'FREQ=DAILY',
          start,
          onNonWorkingDay: 'keep',
          leadMinutes: 0,
          graceMinutes: null,
          template,
          technicianId: null,
        };
      }),
    false,
  ),
};

const anyTrial = fc.oneof(
  ...Object.entries(trials).map(([name, one]) => ({
    weight: one.weight,
    arbitrary: one.argument.map((argument) => ({ name: name as OfficeCallName, argument })),
  })),
);

it('the trials are calls of the contract', () => {
  for (const name of Object.keys(trials)) expect(Object.keys(officeCalls)).toContain(name);
});

it(`whatever the office writes passes its own schemas and is read on a station: ${runs} runs`, async () => {
  const kept = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(anyTrial, fc.nat(), fc.boolean(), async ({ name, argument }, pick, isWhole) => {
      const one = trials[name] as Trial;
      const orderId = orders[pick % orders.length];
      const given = one.onOrder ? { orderId, ...argument } : argument;
      // As the console sends it, and as a script does.
      const answer = await people[one.as].ask(name, (isWhole ? mended(given) : given) as never);
      if (answer.ok) kept.set(name, (kept.get(name) ?? 0) + 1);
      else expect(answer.problem.code, `${name} ${JSON.stringify(given)}`.slice(0, 3_000)).not.toBe('internal');
    }),
    { numRuns: runs, endOnFailure: true },
  );
  process.stdout.write(`office kept ${JSON.stringify(Object.fromEntries(kept))}\n`);

  const { databases } = office.office().context;
  for (const database of await databases.list())
    for (const { doc } of await databases.open(database).allDocs({ includeDocs: true })) {
      if (!doc) continue;
      expect(plainFault(doc, documentLevels), `${database} ${doc._id}`).toBeNull();
      const type = String(doc.type);
      if (!Object.hasOwn(shapes, type)) continue;
      const read = readDocument(type as DocumentType, doc);
      expect(
        read.ok,
        read.ok ? '' : `${database} ${JSON.stringify(read.problem)} ${JSON.stringify(doc)}`.slice(0, 3_000),
      ).toBe(true);
    }
  for (const orderId of orders) {
    await people.dispatcher.call('workOrder.assign', { orderId, technicianId }).catch(() => undefined);
    const { view } = await people.dispatcher.call('workOrder.open', { orderId });
    const heads = view.fold.history.length;
    await until(
      'the station to read it',
      async () => {
        const { view: here } = await station.call('workOrder.open', { orderId });
        return (
          here.fold.history.length >= heads || Promise.reject(new Error(`${here.fold.history.length} of ${heads}`))
        );
      },
      { withinMs: 60_000 },
    );
  }
}, 900_000);
