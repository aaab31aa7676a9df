import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleOf } from '../builders/answers.ts';
import { type Field, type FieldStation, openField, sameEverywhere } from './field.ts';

let field: Field;
let a: FieldStation;
let b: FieldStation;
beforeAll(async () => {
  field = await openField();
  a = await field.station('tech1');
  b = await field.station('tech1');
});
afterAll(() => field.close());

const services = 'orderStudy.services';

/** What both stations hold before the links go: the order, accepted on A. */
async function acceptedOrder(): Promise<string> {
  const orderId = await field.assigned(a);
  await b.has(orderId);
  await a.call('workOrder.accept', { orderId });
  await sameEverywhere(orderId, field.dispatcher, [a, b]);
  return orderId;
}

describe('two stations of one technician, edits in both while offline', () => {
  it.each([
    ['A meets the office first', 0],
    ['B meets the office first', 1],
  ] as const)('%s', async (_, firstIndex) => {
    const orderId = await acceptedOrder();
    a.link.set('cut');
    b.link.set('cut');

    await a.call('step.submit', { orderId, step: services, fields: { ...sampleOf(services, { fibreInHome: 'no' }) } });
    await a.call('step.submit', {
      orderId,
      step: 'orderStudy.resources',
      fields: { ...sampleOf('orderStudy.resources') },
    });
    await a.call('workOrder.note', { orderId, text: '门口有犬，小心' });
    await b.call('step.submit', {
      orderId,
      step: services,
      fields: { ...sampleOf(services, { fibreInHome: 'yes', studyNote: '客户说有旧光纤' }) },
    });
    await b.call('workOrder.note', { orderId, text: '已电话联系' });
    expect((await a.sync()).documents).toBeGreaterThanOrEqual(3);
    expect((await a.sync()).state).not.toBe('synchronised');

    const inTurn = firstIndex === 0 ? [a, b] : [b, a];
    for (const station of inTurn) {
      station.link.set('open');
      await station.synchronised();
    }
    const view = await sameEverywhere(orderId, field.dispatcher, [a, b]);

    // Nothing is lost: both submissions, both notes, the value only one of them gave.
    const step = view.stages[0]?.steps.find(({ key }) => key === services);
    expect(step?.submissions).toHaveLength(2);
    expect(step?.state).toBe('conflict');
    expect(step?.values.studyNote).toBe('客户说有旧光纤');
    expect(view.fold.notes.map(({ text }) => text).sort()).toEqual(['已电话联系', '门口有犬，小心'].sort());

    // What differs stands side by side, with author, device and time.
    const deviceIds = await Promise.all([a, b].map(async (one) => (await one.call('session.state', {})).deviceId));
    const conflict = view.conflicts.find(({ field: name }) => name === 'fibreInHome');
    expect(conflict?.step).toBe(services);
    expect(conflict?.candidates.map(({ value }) => value).sort()).toEqual(['no', 'yes']);
    expect(conflict?.candidates.map(({ deviceId }) => deviceId).sort()).toEqual([...deviceIds].sort());
    for (const candidate of conflict?.candidates ?? []) {
      expect(candidate.by).toBe(field.technicians.tech1);
      expect(Date.parse(candidate.at)).not.toBeNaN();
    }
    const refused = await a.ask('stage.pass', { orderId, stage: 'orderStudy' });
    expect(refused).toMatchObject({ ok: false, problem: { code: 'gate.refused' } });

    // The choice is recorded and is the same for everyone.
    const chosen = conflict?.candidates.find(({ value }) => value === 'yes')?.submission ?? '';
    const rejected = conflict?.candidates.find(({ value }) => value === 'no')?.submission ?? '';
    await b.call('conflict.choose', { orderId, step: services, field: 'fibreInHome', chosen });
    const after = await sameEverywhere(orderId, field.dispatcher, [a, b]);
    expect(after.conflicts).toEqual([]);
    expect(after.stages[0]?.steps.find(({ key }) => key === services)?.values.fibreInHome).toBe('yes');
    expect(after.fold.choices[`${services}/fibreInHome`]).toMatchObject({
      chosen,
      rejected: [rejected],
      by: field.technicians.tech1,
    });
    // The value that lost stays readable.
    expect(after.settled).toMatchObject([{ chosen: 'yes', rejected: ['no'] }]);
    await a.call('stage.pass', { orderId, stage: 'orderStudy' });
    expect((await sameEverywhere(orderId, field.dispatcher, [a, b])).fold.passed).toHaveProperty('orderStudy');
  });

  it('the office may choose too, and its choice reaches both', async () => {
    const orderId = await acceptedOrder();
    for (const station of [a, b]) station.link.set('cut');
    await a.call('step.submit', { orderId, step: services, fields: { ...sampleOf(services, { fibreInHome: 'no' }) } });
    await b.call('step.submit', { orderId, step: services, fields: { ...sampleOf(services, { fibreInHome: 'yes' }) } });
    for (const station of [b, a]) {
      station.link.set('open');
      await station.synchronised();
    }
    const view = await sameEverywhere(orderId, field.dispatcher, [a, b]);
    const [conflict] = view.conflicts;
    const chosen = conflict?.candidates[0];
    await field.dispatcher.call('conflict.choose', {
      orderId,
      step: services,
      field: 'fibreInHome',
      chosen: chosen?.submission ?? '',
    });
    const after = await sameEverywhere(orderId, field.dispatcher, [a, b]);
    expect(after.conflicts).toEqual([]);
    expect(after.fold.choices[`${services}/fibreInHome`]?.by).toBe(field.dispatcher.session.account.accountId);
  });

  it('the same value twice is no conflict, and dispatch changing the window meanwhile asks nobody (R-19)', async () => {
    const orderId = await acceptedOrder();
    for (const station of [a, b]) station.link.set('cut');
    for (const station of [a, b])
      await station.call('step.submit', { orderId, step: services, fields: { ...sampleOf(services) } });
    const start = new Date(Date.now() + 86_400_000).toISOString();
    const end = new Date(Date.now() + 90_000_000).toISOString();
    await field.dispatcher.call('workOrder.reschedule', {
      orderId,
      reasonCode: 'customer',
      note: '',
      appointment: { start, end },
      agreedWith: '客户本人',
    });
    for (const station of [a, b]) {
      station.link.set('open');
      await station.synchronised();
    }
    const view = await sameEverywhere(orderId, field.dispatcher, [a, b]);
    expect(view.conflicts).toEqual([]);
    expect(view.appointment).toEqual({ start, end });
    expect(view.stages[0]?.steps.find(({ key }) => key === services)?.submissions).toHaveLength(2);
    const { local } = await a.open(orderId);
    expect(local.unseen.map(({ kind }) => kind)).toContain('rescheduled');
  });
});

describe('signing out', () => {
  it('is refused while anything is unsent, and works after', async () => {
    const orderId = await acceptedOrder();
    b.link.set('cut');
    await b.call('workOrder.note', { orderId, text: '未发送的备注' });
    expect(await b.ask('session.signOut', {})).toMatchObject({
      ok: false,
      problem: { code: 'session.unsentWork', details: { count: 1 } },
    });
    // Still open, still there.
    expect((await b.view(orderId)).fold.notes.map(({ text }) => text)).toContain('未发送的备注');
    b.link.set('open');
    await b.synchronised();
    expect((await b.call('session.signOut', {})).state).not.toBe('open');
    await b.signIn('tech1');
    await sameEverywhere(orderId, field.dispatcher, [a, b]);
  });
});
