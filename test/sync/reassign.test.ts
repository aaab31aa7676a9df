import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { technicianFolder } from '../../main/station/session/account-files.ts';
import { openStore } from '../../storage/open-store.ts';
import { storeFolder } from '../../sync-server/open-office.ts';
import { sampleOf } from '../builders/answers.ts';
import { until } from '../processes/poll.ts';
import { type Field, type FieldStation, officeView, openField, sameEverywhere } from './field.ts';

let field: Field;
let a: FieldStation;
let b: FieldStation;
beforeAll(async () => {
  field = await openField();
  a = await field.station('tech1');
  b = await field.station('tech2');
});
afterAll(() => field.close());

const listed = async (station: FieldStation, view: 'all' | 'handedOver', orderId: string): Promise<boolean> =>
  (await station.call('orders.list', { view })).orders.some((order) => order.orderId === orderId);

const submit = (station: FieldStation, orderId: string, step: string) =>
  station.call('step.submit', { orderId, step, fields: { ...sampleOf(step) } });

/** A has accepted and begun, then loses the link; while it is away, A goes on working. */
async function begunOnA(): Promise<string> {
  const orderId = await field.assigned(a);
  await a.call('workOrder.accept', { orderId });
  await submit(a, orderId, 'orderStudy.services');
  await a.synchronised();
  a.link.set('cut');
  await submit(a, orderId, 'orderStudy.resources');
  await a.call('workOrder.note', { orderId, text: 'A 离线时的备注' });
  return orderId;
}

async function takenByB(orderId: string): Promise<void> {
  await field.assign(orderId, 'tech2');
  await b.has(orderId);
  await b.call('workOrder.accept', { orderId });
  await submit(b, orderId, 'orderStudy.services');
  await b.call('workOrder.note', { orderId, text: 'B 的备注' });
  await b.synchronised();
}

/** Every document of the order in a store at rest, by id: its revision and its body. Drafts stay where they are typed. */
async function ofOrder(folder: string, orderId: string): Promise<ReadonlyMap<string, string>> {
  const store = await openStore(folder);
  const { rows } = await store.allDocs({
    startkey: `workOrder:${orderId}`,
    endkey: `workOrder:${orderId};`,
    include_docs: true,
  });
  await store.close();
  return new Map(rows.flatMap(({ id, doc }) => (id.includes(':draft:') ? [] : [[id, JSON.stringify(doc)] as const])));
}

/** B keeps what it had when the order left it and is told nothing more: its view stops there, its documents are the office's. */
describe('reassigned A → B → A', () => {
  it('A offline until after B has it: its work arrives late, is shown, and leaves A’s day', async () => {
    const orderId = await begunOnA();
    await takenByB(orderId);
    a.link.set('open');
    await a.synchronised();
    await until('the order to leave the list of A', async () => !(await listed(a, 'all', orderId)));
    expect(await listed(a, 'handedOver', orderId)).toBe(true);

    const view = await until('the late work of A at the office', async () => {
      const now = await officeView(field.dispatcher, orderId);
      return now.fold.notes.length === 2 && now;
    });
    expect(view.fold.notes.map(({ text }) => text).sort()).toEqual(['A 离线时的备注', 'B 的备注'].sort());
    expect(
      view.fold.history.find(({ event }) => event.kind === 'noted' && event.createdBy === field.technicians.tech1)
        ?.late,
    ).toBe(true);
    const submissions = view.stages.flatMap(({ steps }) => steps.flatMap((step) => step.submissions));
    expect(submissions.filter(({ by }) => by === field.technicians.tech1)).toHaveLength(2);
    expect(submissions.filter(({ by }) => by === field.technicians.tech2)).toHaveLength(1);
    expect(view.findings.some(({ kind }) => kind === 'lateContribution' || kind === 'lateSubmission')).toBe(true);

    // Read-only on A, by call.
    const open = await a.open(orderId);
    expect(open.local).toMatchObject({ readOnly: true, grant: 'withdrawn' });
    expect(await a.ask('step.submit', { orderId, step: 'orderStudy.services', fields: {} })).toMatchObject({
      ok: false,
      problem: { code: 'order.readOnly' },
    });

    // And back to A, which goes on where everybody has got to.
    await field.assign(orderId, 'tech1');
    await until('the order back on A', () => listed(a, 'all', orderId));
    await until('the order to leave B', async () => !(await listed(b, 'all', orderId)));
    await a.call('workOrder.accept', { orderId });
    await a.synchronised();
    const end = await sameEverywhere(orderId, field.dispatcher, [a]);
    expect(end.fold.assignment).toMatchObject({ technicianId: field.technicians.tech1, state: 'accepted' });
    expect(end.fold.assignments).toHaveLength(3);
  });

  it('A offline through both: everything of both is there, and nothing is left unsent', async () => {
    const orderId = await begunOnA();
    await takenByB(orderId);
    await field.assign(orderId, 'tech1');
    await until('the order to leave B', async () => !(await listed(b, 'all', orderId)));
    // A still knows nothing, and works on under its first assignment.
    await a.call('workOrder.start', { orderId });
    a.link.set('open');
    await a.synchronised();
    await b.synchronised();
    const view = await sameEverywhere(orderId, field.dispatcher, [a]);
    expect(await listed(a, 'all', orderId)).toBe(true);
    expect(view.fold.assignment).toMatchObject({ technicianId: field.technicians.tech1 });
    expect(view.fold.notes.map(({ text }) => text).sort()).toEqual(['A 离线时的备注', 'B 的备注'].sort());
    const started = view.fold.history.find(({ event }) => event.kind === 'started');
    expect(started).toBeDefined();
    if (started && !started.applied) expect(started.notApplied).toMatch(/^(illegal|overtaken):/);
    // No orphan: what either station holds of it, the office holds.
    const submissions = view.stages.flatMap(({ steps }) => steps.flatMap((step) => step.submissions));
    expect(submissions).toHaveLength(3);
    for (const station of [a, b]) expect(await station.sync()).toMatchObject({ documents: 0, files: 0, refused: 0 });
    // A may go on under the new assignment.
    if (view.fold.phase === 'assigned') await a.call('workOrder.accept', { orderId });
    await a.synchronised();
    expect((await sameEverywhere(orderId, field.dispatcher, [a])).fold.phase).not.toBe('assigned');
  });

  it('the office is killed between the two assignments', async () => {
    const orderId = await begunOnA();
    await takenByB(orderId);
    await field.office.kill();
    await field.office.startAgain();
    await field.assign(orderId, 'tech1');
    a.link.set('open');
    await a.synchronised();
    await b.synchronised();
    const view = await sameEverywhere(orderId, field.dispatcher, [a]);
    expect(view.fold.notes).toHaveLength(2);
    expect(view.fold.assignment?.technicianId).toBe(field.technicians.tech1);
  });

  it('A offline at the third step: the order comes back while A is away, after its late work had arrived', async () => {
    const orderId = await begunOnA();
    await takenByB(orderId);
    a.link.set('open');
    await a.synchronised();
    await until('the order to leave the list of A', async () => !(await listed(a, 'all', orderId)));
    a.link.set('cut');
    await field.assign(orderId, 'tech1');
    await until('the order to leave B', async () => !(await listed(b, 'all', orderId)));
    expect(await listed(a, 'handedOver', orderId)).toBe(true);
    a.link.set('open');
    await until('the order back on A', () => listed(a, 'all', orderId));
    await a.call('workOrder.accept', { orderId });
    await a.synchronised();
    const view = await sameEverywhere(orderId, field.dispatcher, [a]);
    expect(view.fold.assignments).toHaveLength(3);
    expect(view.fold.notes).toHaveLength(2);
  });

  it('no orphan: read at rest, every document of an order on A and on B is the office’s, byte by byte, and A lacks none', async () => {
    const orderId = await begunOnA();
    await takenByB(orderId);
    await field.assign(orderId, 'tech1');
    await until('the order to leave B', async () => !(await listed(b, 'all', orderId)));
    a.link.set('open');
    await a.synchronised();
    await sameEverywhere(orderId, field.dispatcher, [a]);
    await b.synchronised();
    for (const one of [a, b, field.office]) await one.stop();
    const office = await ofOrder(path.join(storeFolder(field.officeData), 'work'), orderId);
    const storeOf = (one: FieldStation, username: string): string =>
      path.join(technicianFolder(one.data, field.technicians[username] ?? ''), 'store');
    const onA = await ofOrder(storeOf(a, 'tech1'), orderId);
    const onB = await ofOrder(storeOf(b, 'tech2'), orderId);
    for (const one of [field.office, a, b]) await one.startAgain();
    expect(onA.size).toBe(office.size);
    expect(onB.size).toBeGreaterThan(5);
    for (const [id, body] of [...onA, ...onB]) expect(office.get(id), id).toBe(body);
  });
});
