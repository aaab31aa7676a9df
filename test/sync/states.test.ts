import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ProblemCode } from '../../domain/problem.ts';
import { sampleOf } from '../builders/answers.ts';
import { until } from '../processes/poll.ts';
import { workByCalls } from '../processes/work-by-calls.ts';
import { type Field, type FieldStation, officeView, openField } from './field.ts';

/** States are said by people and mean what they say (ADR 0028). */
let field: Field;
let station: FieldStation;
beforeAll(async () => {
  field = await openField();
  station = await field.station('tech1');
});
afterAll(() => field.close());

const phase = async (orderId: string): Promise<string> => (await station.view(orderId)).fold.phase;
const refusal = async (call: Promise<unknown>): Promise<ProblemCode | undefined> =>
  call.then(
    () => undefined,
    (error: { problem?: { code: ProblemCode } }) => error.problem?.code,
  );

it('a phone call days before begins nothing; what was said too early is taken back until something was done', async () => {
  const orderId = await field.accepted(station);
  const call = { orderId, step: 'preparation.call' };
  for (const step of ['orderStudy.services', 'orderStudy.resources'])
    await station.call('step.submit', { orderId, step, fields: { ...sampleOf(step) } });
  await station.call('stage.pass', { orderId, stage: 'orderStudy' });
  await station.call('step.saveDraft', { ...call, fields: { outcome: 'confirmed' } });
  expect(await phase(orderId)).toBe('accepted');
  await station.call('step.submit', { ...call, fields: { ...sampleOf('preparation.call') } });
  expect(await phase(orderId)).toBe('accepted');

  await station.call('workOrder.start', { orderId });
  expect(await phase(orderId)).toBe('started');
  await station.call('workOrder.undoStart', { orderId });
  const taken = await station.view(orderId);
  expect([taken.fold.phase, taken.fold.started, taken.fold.state]).toEqual(['accepted', false, 'inProgress']);
  await until(
    'the office to know',
    async () => (await officeView(field.dispatcher, orderId)).fold.phase === 'accepted',
  );

  await station.call('workOrder.start', { orderId });
  await station.call('step.submit', { orderId, step: 'preparation.kit', fields: { ...sampleOf('preparation.kit') } });
  expect(await refusal(station.call('workOrder.undoStart', { orderId }))).toBe('order.startStands');
});

it('the first step of the work says that it has begun', async () => {
  const orderId = await field.assigned(station);
  await workByCalls(station, { orderId, until: 'preparation' });
  for (const step of ['preparation.call', 'preparation.kit', 'preparation.route'])
    await station.call('step.submit', { orderId, step, fields: { ...sampleOf(step) } });
  await station.call('stage.pass', { orderId, stage: 'preparation' });
  expect(await phase(orderId)).toBe('accepted');
  const arrival = { orderId, step: 'dropCable.arrival', fields: { ...sampleOf('dropCable.arrival') } };
  await station.call('step.saveDraft', arrival);
  expect(await phase(orderId)).toBe('accepted');
  await station.call('step.submit', arrival);
  expect(await phase(orderId)).toBe('started');
});

it('partial completion needs something done, something that remains, and keeps the customer’s words', async () => {
  const orderId = await field.assigned(station);
  await workByCalls(station, { orderId, until: 'dropCable' });
  const partial = { orderId, reasonCode: 'material', note: '', customerWords: '周五再来' };
  const all = ['dropCable', 'opticalTurnup', 'activation', 'demoSpeedTest', 'signOff'];
  const tried = (over: object) => refusal(station.call('workOrder.completePartially', { ...partial, ...over }));
  expect(await tried({ remaining: all })).toBe('order.nothingDone');
  await station.call('step.submit', {
    orderId,
    step: 'dropCable.arrival',
    fields: { ...sampleOf('dropCable.arrival') },
  });
  expect(await tried({ remaining: [] })).toBe('order.nothingRemains');
  expect(await tried({ remaining: ['orderStudy'] })).toBe('order.nothingRemains');
  expect(await tried({ remaining: ['iptv'] })).toBeUndefined();
  const { fold } = await station.view(orderId);
  expect(fold.phase).toBe('partial');
  expect(fold.history.at(-1)?.event.payload).toMatchObject({ remaining: ['iptv'], customerWords: '周五再来' });
});

it('a hand-over waits for dispatch on both sides, with the colleague named', async () => {
  const orderId = await field.assigned(station);
  await station.call('workOrder.accept', { orderId });
  const colleague = field.technicians.tech2 ?? '';
  await station.call('workOrder.handOver', { orderId, reasonCode: 'shiftEnd', note: '', toTechnicianId: colleague });
  const seen = await until('the need at dispatch', async () => {
    const { orders } = await field.dispatcher.call('orders.list', {});
    return orders.find((order) => order.orderId === orderId && order.phase === 'returned');
  });
  expect([seen.handedTo, seen.clock?.stoppedAt]).toEqual([colleague, null]);
});

it('dispatch is asked for an override with a reason only', async () => {
  const orderId = await field.assigned(station);
  await workByCalls(station, { orderId, until: 'opticalTurnup' });
  const readings = { ...sampleOf('opticalTurnup.readings'), onuDbm: -29 };
  await station.call('step.submit', { orderId, step: 'opticalTurnup.readings', fields: readings });
  const asked = { orderId, stage: 'opticalTurnup', gate: 'powerWindow' };
  expect(await refusal(station.call('stage.askOverride', { ...asked, note: ' ' }))).toBe('order.noteRequired');
  expect(await refusal(station.call('stage.askOverride', { ...asked, note: '分光器老化' }))).toBeUndefined();
});
