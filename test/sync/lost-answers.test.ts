import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleOf } from '../builders/answers.ts';
import { newOrder } from '../builders/new-order.ts';
import { makePhoto } from '../builders/photo.ts';
import { http, type StationClient, stationClient } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
import { type LinkProxy, openProxy } from '../processes/proxy.ts';
import { stationToken } from '../processes/station.ts';
import { type Field, type FieldStation, officeView, openField } from './field.ts';

/**
 * a caller that hears nothing tries again. Ten tries reach the door and lose their answer on the way back, the eleventh is
 * heard; there is one record, and it is the one the first try made.
 */
const tries = 10;

let field: Field;
let station: FieldStation;
let officeLink: LinkProxy;
let stationLink: LinkProxy;
let throughLink: StationClient;
let orderId: string;

beforeAll(async () => {
  field = await openField();
  station = await field.station('tech1');
  officeLink = await openProxy(field.office.url);
  stationLink = await openProxy(station.url);
  throughLink = stationClient(() => stationLink.url, stationToken);
  orderId = await field.assigned(station);
});
afterAll(async () => {
  await officeLink.close();
  await stationLink.close();
  await field.close();
});

/** Ten times without an answer, then once with. Every try must have reached the door. */
async function blindly<T>(link: LinkProxy, attempt: () => Promise<T>): Promise<T> {
  link.set('loseAnswers');
  const before = link.lost();
  for (let i = 0; i < tries; i += 1) await expect(attempt()).rejects.toThrow();
  expect(link.lost() - before).toBe(tries);
  link.set('open');
  return attempt();
}

const post = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
  const answer = await http(`${officeLink.url}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${field.dispatcher.session.token}`,
      ...headers,
    },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: JSON.parse(answer.body.toString('utf8')) };
};

const total = async () => (await field.dispatcher.call('orders.list', {})).total;

describe('at the office', () => {
  it('creating an order by /api makes one', async () => {
    const before = await total();
    const order = newOrder({ number: 'LOST-ANSWERS-1' });
    const key = randomUUID();
    const first = await blindly(officeLink, () =>
      post('/api/call/workOrder.create', order, { 'idempotency-key': key }),
    );
    expect(first.body.ok).toBe(true);
    expect(await total()).toBe(before + 1);
    const again = await post('/api/call/workOrder.create', order, { 'idempotency-key': key });
    expect(again.body.value).toEqual(first.body.value);
    const other = await post('/api/call/workOrder.create', newOrder({ remarks: '另一张' }), { 'idempotency-key': key });
    expect(other.body).toMatchObject({ ok: false, problem: { code: 'order.keyReused' } });
    expect(await total()).toBe(before + 1);
  });

  it('creating an order by TMF697 makes one', async () => {
    const before = await total();
    const asked = newOrder();
    const characteristics = { ...asked.products, ...asked.resources } as Readonly<Record<string, unknown>>;
    const body = {
      '@type': 'WorkOrder',
      externalId: `BSS-${randomUUID()}`,
      description: '新装',
      place: [
        {
          role: 'installation',
          place: {
            '@type': 'GeographicAddress',
            streetName: '长江西路',
            streetNr: '118',
            city: '合肥市',
            locality: '蜀山区',
          },
        },
      ],
      relatedParty: [{ role: 'customer', name: '黄嘉怡' }],
      workOrderItem: [
        {
          id: '1',
          action: 'add',
          '@type': 'WorkOrderItem',
          work: {
            '@type': 'Work',
            name: 'ftth-install',
            workSpecification: { id: 'ftth-install' },
            workCharacteristic: Object.entries(characteristics).map(([name, value]) => ({ name, value })),
          },
        },
      ],
    };
    const first = await blindly(officeLink, () => post('/tmf-api/workOrderManagement/v4/workOrder', body));
    expect(first.status).toBe(201);
    expect(await total()).toBe(before + 1);
    const again = await post('/tmf-api/workOrderManagement/v4/workOrder', body);
    expect(again.status).toBe(201);
    expect(again.body.id).toBe(first.body.id);
    const other = await post('/tmf-api/workOrderManagement/v4/workOrder', { ...body, description: '别的内容' });
    expect(other.status).toBe(409);
    expect(await total()).toBe(before + 1);
  });

  it('three clicks at once make one', async () => {
    const before = await total();
    const order = newOrder();
    const key = randomUUID();
    const answers = await Promise.all(
      [1, 2, 3].map(() => post('/api/call/workOrder.create', order, { 'idempotency-key': key })),
    );
    expect(new Set(answers.map(({ body }) => body.value?.orderId)).size).toBe(1);
    expect(await total()).toBe(before + 1);
  });
});

describe('at the station', () => {
  it('submitting a step makes one submission', async () => {
    await throughLink.call('workOrder.accept', { orderId, requestKey: 'accept-1' });
    const step = 'orderStudy.services';
    const requestKey = randomUUID();
    await blindly(stationLink, () =>
      throughLink.call('step.submit', { orderId, step, fields: { ...sampleOf(step) }, requestKey }),
    );
    const view = await station.view(orderId);
    expect(view.stages[0]?.steps.find(({ key }) => key === step)?.submissions).toHaveLength(1);
  });

  it('a photo of 2 MB is kept once', async () => {
    await station.call('workOrder.start', { orderId });
    const bytes = makePhoto(5).bytes.toString('base64');
    const slot = 'dropCable.photos.start';
    const requestKey = randomUUID();
    const added = await blindly(stationLink, () =>
      throughLink.call('evidence.add', { orderId, slot, bytes, source: 'file', requestKey }),
    );
    const evidence = (await station.view(orderId)).evidence.filter((item) => item.slot === slot);
    expect(evidence.map(({ id }) => id)).toEqual([added.evidenceId]);
  });

  it('the sign-off is one event', async () => {
    const { digest } = await station.call('signOff.summary', { orderId });
    const requestKey = randomUUID();
    const signOff = {
      outcome: 'signed' as const,
      strokes: [[100, 100, 300, 220, 520, 90]],
      padHeight: 380,
      printedName: '黄嘉怡',
      relation: 'self' as const,
      seenDigest: digest,
    };
    await blindly(stationLink, () => throughLink.call('signOff.sign', { orderId, signOff, requestKey }));
    const { fold } = await station.view(orderId);
    expect(fold.history.filter(({ event }) => event.kind === 'signedOff')).toHaveLength(1);
  });

  it('and the office holds each of them once, though its own answers were lost too', async () => {
    station.link.set('loseAnswers');
    const lostBefore = station.link.lost();
    await station.call('workOrder.note', { orderId, text: '答复丢失时写的' });
    await until('a push to lose its answer', () => station.link.lost() >= lostBefore + 3, { withinMs: 60_000 });
    expect((await station.sync()).documents).toBeGreaterThan(0);
    station.link.set('open');
    await station.synchronised(60_000);
    const view = await officeView(field.dispatcher, orderId);
    const kinds = view.fold.history.map(({ event }) => event.kind);
    for (const kind of ['accepted', 'started', 'signedOff', 'noted'] as const)
      expect([kind, kinds.filter((one) => one === kind).length]).toEqual([kind, 1]);
    expect(view.evidence).toHaveLength(1);
    expect(view.manifest).toEqual({ total: 1, received: 1 });
  });
});
