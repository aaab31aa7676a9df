import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ListedNews } from '../../bridge/news.ts';
import type { OfficeClient } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
import { type Field, type FieldStation, officeView, openField, sameEverywhere } from './field.ts';

let field: Field;
let a: FieldStation;
let b: FieldStation;
let second: OfficeClient;
beforeAll(async () => {
  field = await openField();
  a = await field.station('tech1');
  b = await field.station('tech2');
  for (const one of [a, b]) await one.synchronised();
  const admin = await field.office.signIn('admin1');
  await admin.call('accounts.add', {
    username: 'disp9',
    name: '李调度',
    role: 'dispatcher',
    password: 'morning-fog-37',
  });
  second = await field.office.signIn('disp9', 'morning-fog-37');
});
afterAll(() => field.close());

const kinds = async (station: FieldStation, orderId: string): Promise<readonly string[]> =>
  (await station.call('news.list', {})).items.filter((one) => one.orderId === orderId).map(({ kind }) => kind);
const tells = (station: FieldStation, orderId: string, wanted: readonly string[]) =>
  until(`${wanted.join()} on the station`, async () => {
    const told = await kinds(station, orderId);
    return JSON.stringify(told) === JSON.stringify(wanted) ? told : Promise.reject(new Error(told.join()));
  });
const news = async (station: FieldStation, orderId: string): Promise<readonly ListedNews[]> =>
  (await station.call('news.list', {})).items.filter((one) => one.orderId === orderId);
const again = async (station: FieldStation): Promise<void> => {
  await station.stop();
  await station.startAgain();
};

describe('news reaches the hand', () => {
  it('an order assigned is told with its address and urgency, once, also after a restart', async () => {
    const orderId = await field.create({ priority: 'urgent' });
    await field.assign(orderId, 'tech1');
    await tells(a, orderId, ['assigned']);
    const [told] = await news(a, orderId);
    const { place } = (await a.view(orderId)).fold;
    expect(told).toMatchObject({ priority: 'urgent', address: place.address });
    expect((await a.call('news.list', {})).badge).toBe(1);
    await again(a);
    await tells(a, orderId, ['assigned']);
    await a.call('news.dismiss', { ids: [told?.id ?? ''] });
    await again(a);
    // Put away, and still not looked at: the badge stays until the order was opened.
    expect(await kinds(a, orderId)).toEqual([]);
    expect((await a.call('news.list', {})).badge).toBe(1);
    await a.call('news.look', { orderId });
    expect((await a.call('news.list', {})).badge).toBe(0);
  });

  it('an order taken away is told to the one and brought to the other; who acts is told nothing of it', async () => {
    const orderId = await field.accepted(a);
    await a.call('news.look', { orderId });
    const hold = { orderId, reasonCode: 'customer', note: '' };
    const over = new Date(Date.now() - 60_000).toISOString();
    expect(await a.ask('workOrder.hold', { ...hold, until: over })).toMatchObject({
      problem: { code: 'order.untilPast' },
    });
    await a.call('workOrder.hold', hold);
    await a.synchronised();
    expect(await kinds(a, orderId)).toEqual([]);
    await field.assign(orderId, 'tech2');
    await tells(a, orderId, ['takenAway']);
    await tells(b, orderId, ['assigned']);
    await b.call('workOrder.decline', { orderId, reasonCode: 'skill', note: '' });
    await b.synchronised();
    await field.assign(orderId, 'tech1');
    await tells(a, orderId, ['assigned', 'takenAway']);
  });

  it('what a system notification may say has no name, phone, address or words, and answers behind the lock', async () => {
    const orderId = await field.create({ priority: 'urgent' });
    await b.call('session.lock', {});
    await field.assign(orderId, 'tech2');
    const untold = await until('the news behind the lock', async () => {
      const answer = await b.call('news.untold', {});
      return answer.items.some((one) => one.orderId === orderId) ? answer : Promise.reject(new Error('not yet'));
    });
    const view = await officeView(field.dispatcher, orderId);
    const said = JSON.stringify(untold);
    for (const secret of [view.fold.customer.name, view.fold.customer.phone, view.fold.place.address])
      expect(said).not.toContain(secret);
    expect(untold.items.find((one) => one.orderId === orderId)).toMatchObject({ isUrgent: true, number: view.number });
    expect(await b.ask('news.list', {})).toMatchObject({ ok: false, problem: { code: 'session.locked' } });
    await b.call('news.notified', { ids: untold.items.map(({ id }) => id) });
    expect((await b.call('news.untold', {})).items).toEqual([]);
    await again(b);
    expect((await b.call('news.untold', {})).items).toEqual([]);
    await b.signIn('tech2');
    // The notification is no look: the toast still stands.
    expect(await kinds(b, orderId)).toEqual(['assigned']);
  });

  it('in quiet hours a notification is held back, not lost', async () => {
    const at = (hours: number): string => {
      const time = new Date(Date.now() + hours * 3_600_000);
      return `${String(time.getHours()).padStart(2, '0')}:${String(time.getMinutes()).padStart(2, '0')}`;
    };
    await a.call('settings.set', { quietHours: { from: at(-1), to: at(1) } });
    const orderId = await field.assigned(a);
    const quiet = await a.call('news.untold', {});
    expect(quiet.quietUntil).not.toBeNull();
    expect(quiet.items.map((one) => one.orderId)).toContain(orderId);
    await a.call('settings.set', { quietHours: null });
    expect((await a.call('news.untold', {})).quietUntil).toBeNull();
  });

  it('a device that is new to the account tells nothing of what was there before it', async () => {
    const orderId = await field.assigned(a);
    const fresh = await field.station('tech1');
    await fresh.has(orderId);
    await fresh.synchronised();
    await field.dispatcher.call('workOrder.note', { orderId, text: '门禁 8#' });
    await tells(fresh, orderId, ['note']);
    expect((await fresh.call('news.list', {})).items).toHaveLength(1);
  });
});

describe('a note that asks', () => {
  const needs = async (orderId: string) =>
    (await field.dispatcher.call('orders.needs', {})).needs.filter(
      (need) => need.orderId === orderId && need.reason === 'answerWaiting',
    );
  const waiting = (orderId: string, n: number) =>
    until(`${n} notes waiting`, async () => {
      const found = await needs(orderId);
      const count = Number(found[0]?.detail ?? 0);
      return count === n ? found : Promise.reject(new Error(String(count)));
    });

  it('written offline, is a need of dispatch; two dispatchers who answer at once both stand, on both sides in one order', async () => {
    const orderId = await field.accepted(a);
    await a.call('news.look', { orderId });
    a.link.set('cut');
    await a.call('workOrder.note', { orderId, text: '箱子锁着，钥匙在哪？', asksAnswer: true, requestKey: 'n1' });
    // A retry is the same note and the same question.
    await a.call('workOrder.note', { orderId, text: '箱子锁着，钥匙在哪？', asksAnswer: true, requestKey: 'n1' });
    expect((await a.view(orderId)).fold.notes).toMatchObject([{ waits: true }]);
    a.link.set('open');
    await a.synchronised();
    const [need] = await waiting(orderId, 1);
    // A need's detail goes to logs: never the words, which it has beside it for the list.
    expect(need).toMatchObject({ detail: '1', words: '箱子锁着，钥匙在哪？' });
    const note = (await officeView(field.dispatcher, orderId)).fold.notes[0]?.eventId ?? '';
    await Promise.all([
      field.dispatcher.call('workOrder.answer', { orderId, note, text: '物业 3 号窗口' }),
      second.call('workOrder.answer', { orderId, note, text: '打 1234' }),
    ]);
    await waiting(orderId, 0);
    await tells(a, orderId, ['answer', 'answer']);
    const view = await sameEverywhere(orderId, field.dispatcher, [a]);
    const [answered] = view.fold.notes;
    expect(answered?.answers.map(({ text }) => text).sort()).toEqual(['打 1234', '物业 3 号窗口'].sort());
    expect(new Set(answered?.answers.map(({ by }) => by)).size).toBe(2);
    // Its tap is told to dispatch.
    const { local } = await a.open(orderId);
    await a.call('workOrder.markSeen', { orderId, events: local.unseen.map(({ eventId }) => eventId) });
    await until('dispatch knows that it was read', async () => {
      const { seen } = (await officeView(field.dispatcher, orderId)).fold;
      return answered?.answers.every(({ eventId }) => seen[eventId] !== undefined) === true;
    });
  });

  it('is closed by its author or by dispatch without an answer', async () => {
    const orderId = await field.accepted(a);
    for (const text of ['一', '二']) await a.call('workOrder.note', { orderId, text, asksAnswer: true });
    await a.synchronised();
    await waiting(orderId, 2);
    const [first, other] = (await a.view(orderId)).fold.notes;
    await a.call('workOrder.waiveAnswer', { orderId, note: first?.eventId ?? '' });
    await waiting(orderId, 1);
    await field.dispatcher.call('workOrder.waiveAnswer', { orderId, note: other?.eventId ?? '' });
    await waiting(orderId, 0);
    expect(
      await field.dispatcher.ask('workOrder.answer', { orderId, note: 'workOrder:none:event:none', text: 'x' }),
    ).toMatchObject({ ok: false, problem: { code: 'input.invalid' } });
  });

  it('what dispatch writes with an assignment stands there until it is read, and dispatch sees that it was', async () => {
    const orderId = await field.create();
    const technicianId = field.technicians.tech1 ?? '';
    await field.dispatcher.call('workOrder.assign', { orderId, technicianId, note: '先打电话，狗' });
    const { local } = await a.has(orderId);
    expect(local.unseen).toMatchObject([{ kind: 'assigned', payload: { note: '先打电话，狗' } }]);
    const id = local.unseen[0]?.eventId ?? '';
    expect(await a.call('workOrder.markSeen', { orderId, events: [id] })).toEqual({ unseen: 0 });
    await until('dispatch knows', async () => id in (await officeView(field.dispatcher, orderId)).fold.seen);
    const plain = await field.assigned(a);
    expect((await a.open(plain)).local.unseen).toEqual([]);
  });
});
