import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenOrder } from '../../bridge/station.ts';
import { stepViewOf } from '../../forms/engine/steps-of.ts';
import type { OrderView } from '../../forms/engine/types.ts';
import { sampleOf } from '../builders/answers.ts';
import { newOrder } from '../builders/new-order.ts';
import { nextInstall, publishedAs } from '../builders/next-version.ts';
import { type OfficeClient, officeClient } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
import { type LinkProxy, openProxy } from '../processes/proxy.ts';
import { type StationProcess, startStation } from '../processes/station.ts';
import { type TemporaryFolder, temporaryFolder } from '../processes/temporary-folder.ts';
import { type Backend, backends, officeInProcess, type TestOffice } from './office-in-process.ts';

const services = 'orderStudy.services';
const call = 'preparation.call';
const laying = 'dropCable.laying';

const { version: next } = nextInstall();
/** orders begin with it */
const shipped = next - 1;

let office: TestOffice;
let dispatcher: OfficeClient;
let folder: TemporaryFolder;
let link: LinkProxy;
let station: StationProcess;
/** accepted orders that begin with the shipped version */
let first: string;
let second: string;

const setUp = (backend: Backend): void => {
  beforeAll(async () => {
    folder = await temporaryFolder('upgrade');
    office = await officeInProcess(backend);
    dispatcher = await officeClient(office.url, 'disp1');
    link = await openProxy(office.url());
    station = await startStation({ data: path.join(folder.path, 'station'), officeUrl: link.url });
    await station.signIn('tech1');
    first = await acceptedOrder();
    second = await acceptedOrder();
  });
  afterAll(async () => {
    await station.stop();
    await office.close();
    await link.close();
    await folder.remove();
  });
};

/** On the station, accepted, both sides the same. */
async function acceptedOrder(): Promise<string> {
  const { orderId } = await dispatcher.call('workOrder.create', newOrder());
  const { technicians } = await dispatcher.call('people.list', {});
  const technicianId = technicians.find(({ username }) => username === 'tech1')?.accountId ?? '';
  await dispatcher.call('workOrder.assign', { orderId, technicianId });
  await until('the order on the station', () => station.call('workOrder.open', { orderId }), { withinMs: 30_000 });
  await station.call('workOrder.accept', { orderId });
  await synchronised();
  return orderId;
}

const synchronised = (): Promise<unknown> =>
  until(
    'the station to be synchronised',
    async () => (await station.call('sync.now', {})).state === 'synchronised' || Promise.reject(new Error('not yet')),
    { withinMs: 30_000, everyMs: 200 },
  );

async function sameOnBothSides(orderId: string): Promise<OrderView> {
  return until(
    'the same bytes on both sides',
    async () => {
      await station.call('sync.now', {});
      const here = (await station.call('workOrder.open', { orderId })).view;
      const there = (await dispatcher.call('workOrder.open', { orderId })).view;
      if (JSON.stringify(here) !== JSON.stringify(there)) throw new Error('different bytes');
      return there;
    },
    { withinMs: 30_000, everyMs: 250 },
  );
}

const publish = async (): Promise<void> => {
  await office.office().context.catalogue.bulkDocs([publishedAs(nextInstall())]);
  const published = nextInstall();
  await until('the office to know the next version', async () => {
    const { definitions } = await dispatcher.call('orderTypes.list', {});
    return definitions.some(({ key, version }) => key === published.key && version === published.version);
  });
};

describe.each(backends)('a newer version of the form (%s)', (backend) => {
  setUp(backend);

  it('R-21: a station that is offline writes under version 1 while the office moves the order to version 2', async () => {
    const orderId = first;
    link.set('cut');
    const study = { ...sampleOf(services, { studyNote: '旧光纤可用' }) };
    await station.call('step.submit', { orderId, step: services, fields: study });
    await station.call('step.saveDraft', {
      orderId,
      step: call,
      fields: { callNote: '门禁 3 号', outcome: 'confirmed' },
    });
    await station.call('step.saveDraft', { orderId, step: laying, fields: { layingNote: '沿桥架', metres: 41 } });

    const before = await dispatcher.ask('workOrder.planUpgrade', { orderId });
    expect(before).toMatchObject({ problem: { code: 'order.versionNotNewer' } });
    await publish();
    const plan = await dispatcher.call('workOrder.planUpgrade', { orderId });
    expect(plan).toEqual({ from: shipped, to: next, losses: [] });
    await dispatcher.call('workOrder.upgrade', { orderId, requestKey: 'up', note: '新版表单' });
    await dispatcher.call('workOrder.upgrade', { orderId, requestKey: 'up', note: '新版表单' });

    link.set('open');
    await synchronised();
    const view = await sameOnBothSides(orderId);
    expect(view.orderTypeVersion).toBe(next);
    expect(view.fold.upgrades).toHaveLength(1);
    // The submission of the shipped version: every answer in its place or listed.
    const { studyNote, ...kept } = study;
    expect(stepViewOf(view, services)?.values).toMatchObject(kept);
    expect(view.unmapped).toMatchObject([{ path: `${services}.studyNote`, value: studyNote }]);

    // The drafts of the shipped version stand in the form of the next, over to another step where it is asked there now.
    const opened = await station.call('workOrder.open', { orderId });
    expect(draftIn(opened, call)).toMatchObject({ agreed: '门禁 3 号', outcome: 'confirmed' });
    expect(draftIn(opened, laying)).toEqual({ metres: 41 });
    expect(draftIn(opened, 'dropCable.arrival')).toEqual({ siteNote: '沿桥架' });

    // Typing on keeps all of it, also what is in another step's document by now.
    await station.call('step.saveDraft', { orderId, step: laying, fields: { metres: 42 }, orderTypeVersion: next });
    const typed = await station.call('workOrder.open', { orderId });
    expect(draftIn(typed, laying)).toEqual({ metres: 42 });
    expect(draftIn(typed, 'dropCable.arrival')).toEqual({ siteNote: '沿桥架' });
    expect(draftIn(typed, call)).toMatchObject({ agreed: '门禁 3 号' });
  });

  it('a form that was open when the upgrade came loses nothing, and is looked at again before it counts', async () => {
    const orderId = second;
    expect(await dispatcher.call('workOrder.open', { orderId })).toMatchObject({
      newestVersion: next,
      view: { orderTypeVersion: shipped },
    });
    await dispatcher.call('workOrder.upgrade', { orderId });
    await until('the next version on the station', async () => {
      const { view } = await station.call('workOrder.open', { orderId });
      return view.orderTypeVersion === next || Promise.reject(new Error('still the older version'));
    });
    const fields = { ...sampleOf(services, { studyNote: '刚刚输入' }) };
    const refused = await station.ask('step.submit', { orderId, step: services, fields, orderTypeVersion: shipped });
    expect(refused).toMatchObject({ ok: false, problem: { code: 'step.formUpgraded' } });
    const opened = await station.call('workOrder.open', { orderId });
    const { studyNote, ...kept } = fields;
    expect(draftIn(opened, services)).toEqual(kept);
    expect(opened.local.unmapped).toMatchObject([{ path: `${services}.studyNote`, value: studyNote }]);
    // What has no place stays in the draft's document through saving and submitting.
    await station.call('step.submit', { orderId, step: services });
    expect((await station.call('workOrder.open', { orderId })).local.unmapped).toHaveLength(1);
    await synchronised();
    await sameOnBothSides(orderId);
  });

  it('only dispatch and administration may move an order, only to a newer version that exists', async () => {
    const { orderId } = await dispatcher.call('workOrder.create', newOrder());
    const reviewer = await officeClient(office.url, 'rev1');
    expect(await reviewer.ask('workOrder.upgrade', { orderId })).toMatchObject({ problem: { code: 'access.role' } });
    expect(await dispatcher.ask('workOrder.upgrade', { orderId, to: 99 })).toMatchObject({
      problem: { code: 'order.versionUnknown' },
    });
    expect(await dispatcher.ask('workOrder.upgrade', { orderId, to: shipped })).toMatchObject({
      problem: { code: 'order.versionNotNewer' },
    });
  });
});

const draftIn = (opened: OpenOrder, step: string) => opened.local.drafts[step]?.fields;
