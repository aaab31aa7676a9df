import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Json } from '../../domain/documents/base.ts';
import type { OrderTypeDefinition } from '../../forms/engine/types.ts';
import { makePhoto } from '../builders/photo.ts';
import { http, type OfficeClient } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
import { type Field, type FieldStation, officeView, openField, sameEverywhere } from './field.ts';

/** A type that ships with no release, written from docs/order-types.md alone: published to a running office and station, and worked from end to end. */
const folder = path.join(import.meta.dirname, '../fixtures/order-types');
const text = readFileSync(path.join(folder, 'equipment-return.json'), 'utf8');
const definition = JSON.parse(text) as OrderTypeDefinition;
const settings = JSON.parse(readFileSync(path.join(folder, 'equipment-return.settings.json'), 'utf8')) as {
  readonly key: string;
  readonly values: Record<string, Json>;
};
const tmfPath = '/tmf-api/workOrderManagement/v4/workOrder';

let field: Field;
let station: FieldStation;
let administrator: OfficeClient;
let orderId = '';

beforeAll(async () => {
  field = await openField();
  station = await field.station('tech1');
  administrator = await field.office.signIn('admin1');
});
afterAll(() => field.close());

const fieldsOf = (step: string) => definition.samples[step] ?? {};
const formsOf = (stage: string) =>
  (definition.stages.find(({ key }) => key === stage)?.steps ?? [])
    .filter(({ kind }) => kind === 'form')
    .map(({ key }) => `${stage}.${key}`);

it('is refused while its settings are not there, then published', async () => {
  const early = await administrator.ask('orderTypes.publish', { text });
  expect(early).toMatchObject({ problem: { code: 'orderType.invalid' } });
  expect(await administrator.call('settings.publish', settings)).toEqual({ key: settings.key, version: 1 });
  expect(await administrator.call('orderTypes.publish', { text })).toEqual({ key: definition.key, version: 1 });
});

it('is ordered by another system under one of its names', async () => {
  const characteristics = { 租用合同号: 'ZL-2026-00417', devicesRented: 2 };
  const body = {
    externalId: 'CRM-RETURN-1',
    place: { name: '合肥市蜀山区青桐路 1 号' },
    relatedParty: [
      {
        id: 'c-1',
        name: '丁一鸣',
        role: 'customer',
        '@referredType': 'Individual',
        contactMedium: [{ characteristic: { phoneNumber: '15400010001' } }],
      },
    ],
    workOrderItem: [
      {
        id: '1',
        action: 'delete',
        work: {
          name: '设备回收',
          workCharacteristic: Object.entries(characteristics).map(([name, value]) => ({ name, value })),
        },
      },
    ],
  };
  const made = await http(field.office.url + tmfPath, {
    method: 'POST',
    headers: { authorization: `Bearer ${field.dispatcher.session.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(made.status).toBe(201);
  orderId = (JSON.parse(made.body.toString()) as { id: string }).id;
  const view = await officeView(field.dispatcher, orderId);
  expect(view).toMatchObject({ orderType: definition.key, missing: [], currentStage: 'request', turn: 'office' });
  expect(view.fold.products).toEqual({ rentalContract: 'ZL-2026-00417', devicesRented: 2 });
});

it('has its office stage worked in the console, with the letter attached', async () => {
  const { dispatcher } = field;
  const submit = { orderId, step: 'request.rental', fields: fieldsOf('request.rental') };
  await dispatcher.call('step.submit', submit);
  const without = await dispatcher.ask('stage.pass', { orderId, stage: 'request' });
  expect(without).toMatchObject({ problem: { details: { problems: [{ code: 'gate.photoMissing' }] } } });
  const attached = await http(
    `${field.office.url}/evidence/attach?order=${orderId}&slot=request.rental.letter&requestKey=letter`,
    {
      method: 'POST',
      headers: { authorization: `Bearer ${dispatcher.session.token}`, 'content-type': 'application/octet-stream' },
      body: makePhoto(1).bytes,
    },
  );
  expect(attached.status).toBe(200);
  const fewer = { ...submit, fields: { ...submit.fields, rented: (submit.fields.rented as Json[]).slice(1) } };
  await dispatcher.call('step.submit', fewer);
  expect(await dispatcher.ask('stage.pass', { orderId, stage: 'request' })).toMatchObject({
    problem: { details: { problems: [{ code: 'gate.notMet', details: { listed: 1, rented: 2 } }] } },
  });
  await dispatcher.call('step.submit', submit);
  await dispatcher.call('stage.pass', { orderId, stage: 'request' });
  const view = await officeView(dispatcher, orderId);
  expect(view).toMatchObject({ currentStage: 'collect', turn: 'field' });
  expect(view.stages[0]?.steps[0]?.values).toMatchObject({ depositTotal: 350 });
});

it('reaches the running station, is worked there and signed', async () => {
  await field.assign(orderId, 'tech1');
  const opened = await station.has(orderId);
  expect(opened.definition.texts['zh-CN'].orderType).toBe('设备回收');
  const early = await station.ask('step.submit', { orderId, step: 'collect.arrival', fields: {} });
  expect(early.ok).toBe(false);
  await station.call('workOrder.accept', { orderId });
  await station.call('workOrder.start', { orderId });
  for (const step of formsOf('collect')) await station.call('step.submit', { orderId, step, fields: fieldsOf(step) });
  const { problems } = await station.call('stage.judge', { orderId, stage: 'collect' });
  expect(problems.map(({ code }) => code)).toEqual([
    'gate.photoMissing',
    'gate.signatureMissing',
    'gate.reportMissing',
  ]);
  for (const [index, slot] of ['collect.devices.equipment', 'collect.devices.damage'].entries()) {
    const bytes = makePhoto(10 + index).bytes.toString('base64');
    await station.call('evidence.add', { orderId, slot, source: 'live', bytes });
  }
  const { digest } = await station.call('signOff.summary', { orderId });
  const strokes = [Array.from({ length: 40 }, (_, i) => [100 + i * 9, 200 + (i % 7) * 12]).flat()];
  const signOff = { outcome: 'signed', strokes, padHeight: 400, relation: 'self', seenDigest: digest } as const;
  await station.call('signOff.sign', { orderId, signOff: { ...signOff, printedName: '丁一鸣' } });
  await station.call('report.make', { orderId });
  await station.call('stage.pass', { orderId, stage: 'collect' });
  await station.synchronised(60_000);
  expect(await station.view(orderId)).toMatchObject({ currentStage: 'store', turn: 'office' });
});

it('is completed by the store keeper with the computed deposit, the same bytes on both sides', async () => {
  await until('the field work at the office', async () => {
    const { currentStage } = await officeView(administrator, orderId);
    return currentStage === 'store' ? currentStage : null;
  });
  for (const step of formsOf('store')) {
    const submit = { orderId, step, fields: fieldsOf(step) };
    expect(await field.dispatcher.ask('step.submit', submit)).toMatchObject({ problem: { code: 'access.performer' } });
    await administrator.call('step.submit', submit);
  }
  await administrator.call('stage.pass', { orderId, stage: 'store' });
  await administrator.call('workOrder.complete', { orderId });
  const view = await sameEverywhere(orderId, administrator, [station]);
  expect(view.fold).toMatchObject({ phase: 'completed', reviewState: null });
  const deposit = view.stages.flatMap(({ steps }) => steps).find(({ key }) => key === 'store.deposit');
  expect(deposit?.values).toMatchObject({ held: 350, deducted: 80, refund: 270 });
  expect(view.manifest).toEqual({ total: 4, received: 4 });
  expect(view.findings).toEqual([]);

  expect(view.sla).toMatchObject([{ key: 'return', clock: 'working', limitMs: 5 * 7 * 3_600_000 }]);
  expect(view.sla[0]?.stoppedAt).not.toBeNull();
  const outward = JSON.parse((await field.dispatcher.get(`${tmfPath}/${orderId}`)).body.toString()) as object;
  expect(outward).toMatchObject({ externalId: 'CRM-RETURN-1', state: 'completed' });
});

it('has raised the revisit of an unhappy customer, complete and with the picture', async () => {
  const [child] = await until('the revisit', async () => {
    const { children } = (await officeView(field.dispatcher, orderId)).fold;
    return children.length === 1 ? children : null;
  });
  const revisit = await until('its picture', async () => {
    const view = await officeView(field.dispatcher, child?.orderId ?? '');
    return view.evidence.length > 0 ? view : null;
  });
  expect(revisit).toMatchObject({
    orderType: 'customer-revisit',
    missing: [],
    origin: { orderId, raise: 'unhappy', relation: 'follow', values: { said: '预约时间改了两次', rating: 2 } },
    evidence: [{ slot: 'origin', document: { source: 'carried' } }],
  });
  expect(revisit.fold.products).toMatchObject({ visitKind: 'complaintFollowUp' });
});

it('stays on the numbers it began with when the office publishes others', async () => {
  const values = { ...settings.values, limitDays: 3 };
  expect(await administrator.call('settings.publish', { key: settings.key, values })).toMatchObject({ version: 2 });
  const later = await field.create({
    orderType: definition.key,
    products: fieldsOf('order.products') as Record<string, string | number>,
    resources: {},
  });
  const limits = await Promise.all(
    [orderId, later].map(async (id) => (await officeView(administrator, id)).sla[0]?.limitMs),
  );
  expect(limits).toEqual([5 * 7 * 3_600_000, 3 * 7 * 3_600_000]);
});
