import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Overtaken } from '../../bridge/basis.ts';
import { type OfficeCallName, officeCalls } from '../../bridge/office.ts';
import { factsOf, overtaking } from '../../bridge/overtaking.ts';
import { stationCalls } from '../../bridge/station.ts';
import { stationOvertaking } from '../../bridge/station-overtaking.ts';
import { orderTypeId } from '../../domain/documents/catalogue.ts';
import { basisOf } from '../../forms/engine/basis.ts';
import type { OrderTypeDefinition } from '../../forms/engine/types.ts';
import { newOrder } from '../builders/new-order.ts';
import { jobType, requestType, worded } from '../builders/office-flow.ts';
import { type OfficeClient, officeClient } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
import { backends, officeInProcess, type TestOffice } from './office-in-process.ts';
import { type Cast, overtakenStories, type Story } from './overtaken-stories.ts';

const withBasis = (Object.keys(overtaking) as OfficeCallName[]).filter((name) => overtaking[name].by === 'basis');

describe('the tables of calls', () => {
  it('name every call of the contracts, and no other', () => {
    expect(Object.keys(overtaking).sort()).toEqual(Object.keys(officeCalls).sort());
    expect(Object.keys(stationOvertaking).sort()).toEqual(Object.keys(stationCalls).sort());
  });

  it('agree with the arguments that the calls take', () => {
    for (const name of Object.keys(officeCalls) as OfficeCallName[]) {
      const { shape } = officeCalls[name].argument as unknown as { readonly shape: object };
      const row = overtaking[name];
      expect('basedOn' in shape, name).toBe(row.by === 'basis' || row.by === 'merge');
      if (row.by === 'seen') expect(shape, name).toHaveProperty(row.member);
      if (row.by === 'nature') expect(row.why.length, name).toBeGreaterThan(20);
    }
  });
});

let office: TestOffice;
let cast: Cast;
let admin: OfficeClient;

async function publish(definition: OrderTypeDefinition): Promise<void> {
  const { catalogue, orders } = office.office().context;
  const { key, version } = definition;
  const stored = { type: 'orderType', schemaVersion: 1, createdBy: 'office', key, version, definition };
  await catalogue.bulkDocs([{ _id: orderTypeId(key, version), ...stored }]);
  await until('the order type', () => orders.definition(key));
}

async function second(role: 'dispatcher' | 'reviewer', username: string): Promise<OfficeClient> {
  const password = 'heron-lantern-quay';
  await admin.call('accounts.add', { username, name: `同事 ${username}`, role, password });
  return officeClient(office.url, username, password);
}

describe.each(backends)('who was overtaken, on %s', (backend) => {
  beforeAll(async () => {
    office = await officeInProcess(backend);
    admin = await officeClient(office.url, 'admin1');
    const desk = worded({ ...requestType, key: 'test-desk', raises: [] });
    const { closesWith: _, ...closedByHand } = desk;
    for (const type of [requestType, jobType, closedByHand]) await publish(type);
    const dispatcher = await officeClient(office.url, 'disp1');
    const { technicians } = await dispatcher.call('people.list', {});
    cast = {
      office,
      dispatcher,
      colleague: await second('dispatcher', 'disp2'),
      reviewer: await officeClient(office.url, 'rev1'),
      secondReviewer: await second('reviewer', 'rev2'),
      technicians: technicians.map(({ accountId }) => accountId),
    };
  });
  afterAll(() => office.close());

  const ask = (by: OfficeClient, name: OfficeCallName, argument: object) => by.ask(name, argument as never);
  const written = async (orderId: string) => {
    const rows = await office.office().context.work.allDocs({
      startkey: `workOrder:${orderId}`,
      endkey: `workOrder:${orderId};`,
    });
    // What follows from an order by itself, and what somebody types, is not what was asked for.
    return rows.map(({ id = '' }) => id).filter((id) => !id.includes(':draft:') && !id.includes(':receipt:'));
  };

  it('has a story for every call with a basis', () => {
    expect(Object.keys(overtakenStories(cast)).sort()).toEqual([...withBasis].sort());
  });

  it.each(withBasis)('%s', async (name) => {
    const tell = overtakenStories(cast)[name];
    if (tell === undefined) throw new Error('no story');
    const story: Story = await tell();
    const { orderId } = story;
    const by = story.by ?? cast.dispatcher;
    const seen = (await by.call('workOrder.open', { orderId })).view;
    const mine = { orderId, ...story.argument, requestKey: `${name}-${backend}` };
    const parsed = officeCalls[name].argument.parse(mine) as never;
    const basedOn = basisOf(seen, Object.keys(factsOf(name, parsed)));
    const before = new Date().toISOString();
    await story.meanwhile();

    const held = await written(orderId);
    const refused = await ask(by, name, { ...mine, basedOn });
    expect(refused).toMatchObject({ ok: false, problem: { code: 'edit.overtaken' } });
    if (refused.ok) return;
    const overtaken = refused.problem.details.overtaken as readonly Overtaken[];
    const told = overtaken.find(({ fact }) => fact === story.fact);
    expect(told, story.fact).toBeDefined();
    expect(told?.seen).toEqual(basedOn[story.fact]);
    expect(told?.theirs).not.toEqual(told?.seen);
    // Of two reviewers or dispatchers it is the other one; in `refuseCancel` the technician asked again.
    const others = [cast.colleague.session.account, cast.secondReviewer.session.account].map((one) => one.accountId);
    expect([...others, ...cast.technicians]).toContain(told?.by);
    expect(told?.at?.slice(0, 10)).toBe(before.slice(0, 10));
    expect(await written(orderId)).toEqual(held);

    // He keeps his own: the same call under the same key, on what he has seen by now.
    const accepted = Object.fromEntries(overtaken.map(({ fact, theirs }) => [fact, theirs]));
    const again = { ...mine, basedOn: { ...basedOn, ...accepted } };
    const kept = await ask(by, name, again);
    if (story.kept !== undefined) {
      expect(kept).toMatchObject({ ok: false, problem: { code: story.kept } });
      expect(await written(orderId)).toEqual(held);
      return;
    }
    expect(kept).toMatchObject({ ok: true });
    const now = await written(orderId);
    expect(now.length).toBeGreaterThan(held.length);
    // Its answer was lost: made again, it is the one that was made.
    expect(await ask(by, name, again)).toEqual(kept);
    expect(await written(orderId)).toEqual(now);
  });

  it('both set the same: there is nothing to ask', async () => {
    const { orderId } = await cast.dispatcher.call('workOrder.create', newOrder());
    const changes = [{ path: 'place.access', to: '北门进' }];
    const basedOn = { 'value:place.access': null };
    await cast.colleague.call('workOrder.amend', { orderId, changes });
    expect(await ask(cast.dispatcher, 'workOrder.amend', { orderId, changes, basedOn })).toMatchObject({ ok: true });
  });

  it('a correction that names what it replaces is based on that; one that names nothing commands', async () => {
    const { orderId } = await cast.dispatcher.call('workOrder.create', newOrder());
    const to = (text: string, from?: string) => ({
      orderId,
      changes: [{ path: 'place.access', to: text, ...(from === undefined ? {} : { from }) }],
    });
    await cast.colleague.call('workOrder.amend', to('北门进'));
    expect(await ask(cast.dispatcher, 'workOrder.amend', to('South gate', '西门'))).toMatchObject({
      problem: { code: 'edit.overtaken' },
    });
    expect(await ask(cast.dispatcher, 'workOrder.amend', to('South gate', '北门进'))).toMatchObject({ ok: true });
    expect(await ask(cast.dispatcher, 'workOrder.amend', to('东门'))).toMatchObject({ ok: true });
  });

  it('refuses a name that nobody knows', async () => {
    const { orderId } = await cast.dispatcher.call('workOrder.create', newOrder());
    const [technicianId] = cast.technicians;
    for (const name of ['weather', 'value:', 'constructor', `value:${'x'.repeat(300)}`])
      expect(
        await ask(cast.dispatcher, 'workOrder.assign', { orderId, technicianId, basedOn: { [name]: null } }),
        name,
      ).toMatchObject({ problem: { code: 'input.invalid' } });
  });

  it('two assign the same order at once: one has it, the other is asked', async () => {
    const { orderId } = await cast.dispatcher.call('workOrder.create', newOrder());
    const basedOn = { phase: 'unassigned', assignment: null };
    // Where several offices share a database the two meet at different ones.
    const beside = backend === 'couchdb' ? await office.beside() : null;
    const there =
      beside === null ? cast.colleague : await officeClient(() => beside.url, 'disp2', 'heron-lantern-quay');
    const answers = await Promise.all([
      ask(cast.dispatcher, 'workOrder.assign', { orderId, technicianId: cast.technicians[0], basedOn }),
      ask(there, 'workOrder.assign', { orderId, technicianId: cast.technicians[1], basedOn }),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ problem: { code: 'edit.overtaken' } });
    const { fold } = (await cast.dispatcher.call('workOrder.open', { orderId })).view;
    expect(fold.history.filter(({ event }) => event.kind === 'assigned')).toHaveLength(1);
  });
});

describe('what has a member of its own', () => {
  it('performers of an account, and the next version of settings, ask who was overtaken', async () => {
    office = await officeInProcess('embedded');
    try {
      admin = await officeClient(office.url, 'admin1');
      const { accounts } = await admin.call('accounts.list', {});
      const accountId = accounts.find(({ username }) => username === 'disp1')?.accountId ?? '';
      await admin.call('accounts.setPerforms', { accountId, performs: ['desk'], seen: [] });
      const late = { accountId, performs: ['callBack'], seen: [] };
      expect(await admin.ask('accounts.setPerforms', late)).toMatchObject({
        problem: { code: 'edit.overtaken', details: { overtaken: [{ theirs: ['desk'], yours: ['callBack'] }] } },
      });
      expect(await admin.ask('accounts.setPerforms', { ...late, seen: ['desk'] })).toMatchObject({ ok: true });

      const { settings } = await admin.call('orderTypes.list', {});
      const device = settings.device;
      if (device === undefined) throw new Error('no settings of devices');
      const values = (clockToleranceMinutes: number) => ({ ...device.values, clockToleranceMinutes });
      const publish = (n: number) =>
        admin.ask('settings.publish', { key: 'device', values: values(n), seen: device.version });
      expect(await publish(6)).toMatchObject({ ok: true, value: { version: device.version + 1 } });
      expect(await publish(7)).toMatchObject({ problem: { code: 'edit.overtaken' } });
    } finally {
      await office.close();
    }
  });
});
