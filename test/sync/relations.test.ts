import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orderTypeId } from '../../domain/documents/catalogue.ts';
import type { OrderTypeDefinition } from '../../forms/engine/types.ts';
import { deviceEvent, deviceSubmission, makeId } from '../builders/device-documents.ts';
import { newOrder } from '../builders/new-order.ts';
import { jobType, requestType, worded } from '../builders/office-flow.ts';
import { smallPhoto } from '../durability/small-photo.ts';
import { http, type OfficeClient, officeClient } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
import { type Backend, backends, officeInProcess, type TestOffice } from './office-in-process.ts';

let office: TestOffice;
let dispatcher: OfficeClient;
let reviewer: OfficeClient;
let technician: OfficeClient;

const publish = async (definition: OrderTypeDefinition): Promise<void> => {
  const { catalogue, orders } = office.office().context;
  const { key, version } = definition;
  await catalogue.bulkDocs([
    {
      _id: orderTypeId(key, version),
      type: 'orderType',
      schemaVersion: 1,
      createdBy: 'office',
      key,
      version,
      definition,
    },
  ]);
  await until('the order type', () => orders.definition(key));
};
const setUp = (backend: Backend): void => {
  beforeAll(async () => {
    office = await officeInProcess(backend);
    await publish(requestType);
    await publish(jobType);
    dispatcher = await officeClient(office.url, 'disp1');
    reviewer = await officeClient(office.url, 'rev1');
    technician = await officeClient(office.url, 'tech1');
  });
  afterAll(() => office.close());
};

const viewOf = async (orderId: string) => (await dispatcher.call('workOrder.open', { orderId })).view;
const codeOf = async (asked: Promise<{ ok: boolean; problem?: { code: string } }>) =>
  (await asked).problem?.code ?? 'ok';
const request = async (orderType = 'test-request'): Promise<string> =>
  (await dispatcher.call('workOrder.create', newOrder({ orderType, products: {}, resources: {} }))).orderId;
const letter = smallPhoto(7).bytes;
const attach = (client: OfficeClient, orderId: string, requestKey: string, body: Buffer = letter) =>
  http(`${office.url()}/evidence/attach?order=${orderId}&slot=intake.form.letter&requestKey=${requestKey}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${client.session.token}`, 'content-type': 'application/octet-stream' },
    body,
  });
const needsOf = async (orderId: string) =>
  (await dispatcher.call('orders.needs', {})).needs
    .filter((need) => need.orderId === orderId)
    .map(({ reason }) => reason);

/** The office knows the request and has passed its stage. */
async function passedRequest(jobs: number, orderType?: string): Promise<string> {
  const orderId = await request(orderType);
  expect((await attach(dispatcher, orderId, 'letter')).status).toBe(200);
  await dispatcher.call('step.submit', { orderId, step: 'intake.form', fields: { said: '网速慢', jobs } });
  await dispatcher.call('stage.pass', { orderId, stage: 'intake' });
  return orderId;
}
const childrenOf = (orderId: string, count: number) =>
  until(`${count} raised orders`, async () => {
    const { children } = (await viewOf(orderId)).fold;
    return children.length === count ? children : null;
  });

describe.each(backends)('on %s', (backend) => {
  setUp(backend);

  describe('office stages', () => {
    it('keep a draft whatever is missing, and refuse what is incomplete with its field', async () => {
      const orderId = await request();
      await dispatcher.call('step.saveDraft', { orderId, step: 'intake.form', fields: { said: '网' } });
      const opened = await dispatcher.call('workOrder.open', { orderId });
      expect(opened.drafts['intake.form']?.fields).toEqual({ said: '网' });
      expect(opened.mayPerform).toEqual(['intake']);
      const refused = await dispatcher.ask('step.submit', { orderId, step: 'intake.form', fields: { said: '网' } });
      expect(refused).toMatchObject({ ok: false, problem: { code: 'step.invalid' } });
      expect((await viewOf(orderId)).fold.state).toBe('acknowledged');
    });

    it('are begun by the first submission, once however often it is sent', async () => {
      const orderId = await request();
      const submit = { orderId, step: 'intake.form', fields: { said: '网速慢', jobs: 1 }, requestKey: 'ten' };
      const tries = await Promise.all(Array.from({ length: 10 }, () => dispatcher.call('step.submit', submit)));
      expect(new Set(tries.map(({ submissionId }) => submissionId)).size).toBe(1);
      const view = await viewOf(orderId);
      expect(view.fold).toMatchObject({ phase: 'started', state: 'inProgress', assignment: null });
      expect(view.fold.history.map(({ event }) => event.kind)).toEqual(['started']);
      expect(view.stages[0]?.steps[0]?.submissions).toHaveLength(1);
      expect((await dispatcher.call('workOrder.open', { orderId })).drafts).toEqual({});
      expect(await needsOf(orderId)).toEqual(['stageWaiting']);
    });

    it('may end the order before anything is submitted, by whoever performs the open one and nobody else', async () => {
      const orderId = await request();
      const fail = { orderId, reasonCode: 'technical', note: '不受理' };
      expect(await codeOf(reviewer.ask('workOrder.fail', fail))).toBe('access.performer');
      expect(await codeOf(technician.ask('workOrder.fail', fail))).toBe('access.role');
      const tries = await Promise.all(
        Array.from({ length: 10 }, () => dispatcher.call('workOrder.fail', { ...fail, requestKey: 'ends' })),
      );
      expect(new Set(tries.map(({ eventId }) => eventId)).size).toBe(1);
      const { fold } = await viewOf(orderId);
      expect(fold.phase).toBe('failed');
      expect(fold.history.map(({ event }) => event.kind)).toEqual(['started', 'failed']);
      // An order whose open stage is in the field is rejected or cancelled by dispatch, as before.
      const field = (await dispatcher.call('workOrder.create', newOrder())).orderId;
      expect(await codeOf(dispatcher.ask('workOrder.fail', { ...fail, orderId: field }))).toBe('order.moveIllegal');
    });

    it('refuse whoever does not perform them, and gates that do not hold', async () => {
      const orderId = await request();
      const submit = { orderId, step: 'intake.form', fields: { said: '网速慢', jobs: 1 } };
      expect(await codeOf(reviewer.ask('step.submit', submit))).toBe('access.performer');
      expect(await codeOf(technician.ask('step.submit', submit))).toBe('access.role');
      expect(await codeOf(dispatcher.ask('stage.pass', { orderId, stage: 'intake' }))).toBe('gate.refused');
      expect(await codeOf(dispatcher.ask('workOrder.complete', { orderId }))).not.toBe('ok');
      expect(
        await codeOf(
          dispatcher.ask('workOrder.assign', { orderId, technicianId: technician.session.account.accountId }),
        ),
      ).toBe('order.noFieldWork');
    });

    it('are for the named when an account has names', async () => {
      const admin = await officeClient(office.url, 'admin1');
      const { accountId } = dispatcher.session.account;
      const orderId = await request();
      const submit = { orderId, step: 'intake.form', fields: { said: '网速慢', jobs: 1 } };
      await admin.call('accounts.setPerforms', { accountId, performs: ['otherDesk'] });
      expect(await codeOf(dispatcher.ask('step.submit', submit))).toBe('access.performer');
      await admin.call('accounts.setPerforms', { accountId, performs: ['desk'] });
      expect(await codeOf(dispatcher.ask('step.submit', submit))).toBe('ok');
      await admin.call('accounts.setPerforms', { accountId, performs: [] });
    });

    it('take a file once, whatever its sender hears, and nothing that is none', async () => {
      const orderId = await request();
      const answers = [await attach(dispatcher, orderId, 'one'), await attach(dispatcher, orderId, 'one')];
      expect(new Set(answers.map(({ body }) => body.toString())).size).toBe(1);
      const view = await viewOf(orderId);
      expect(view.evidence).toMatchObject([
        { slot: 'intake.form.letter', received: true, document: { source: 'file' } },
      ]);
      const file = await dispatcher.get(`/evidence/file/${view.evidence[0]?.document.sha256}?order=${orderId}`);
      expect(file.body.equals(letter)).toBe(true);
      expect((await attach(dispatcher, orderId, 'two', Buffer.from('not a picture'))).status).toBe(415);
      expect((await attach(reviewer, orderId, 'three')).status).toBe(403);
      expect((await attach(technician, orderId, 'four')).status).toBe(403);
      expect((await viewOf(orderId)).evidence).toHaveLength(1);
    });
  });

  describe('orders that raise orders', () => {
    it('raises one order an element, once, with words, values and files', async () => {
      const orderId = await passedRequest(2);
      const children = await childrenOf(orderId, 2);
      for (const [index, { orderId: childId }] of children.entries()) {
        const child = await until('its file', async () => {
          const view = await viewOf(childId);
          return view.evidence.length === 1 ? view : null;
        });
        expect(child.origin).toMatchObject({ orderId, raise: 'job', relation: 'child', values: { said: '网速慢' } });
        expect(child.fold.products).toEqual({ task: `网速慢 ${index + 1}` });
        expect(child.evidence[0]).toMatchObject({ slot: 'origin', received: true, document: { source: 'carried' } });
        const file = await dispatcher.get(`/evidence/file/${child.evidence[0]?.document.sha256}?order=${childId}`);
        expect(createHash('sha256').update(file.body).digest('hex')).toBe(child.evidence[0]?.document.sha256);
        expect(await needsOf(childId)).toEqual(['unassigned']);
      }
      // Whatever runs again finds what is there.
      const { total } = await dispatcher.call('orders.list', {});
      await dispatcher.call('workOrder.note', { orderId, text: '再看一次' });
      await office.restart();
      await dispatcher.call('workOrder.note', { orderId, text: '重启之后' });
      await until('the note to be reacted to', async () => (await viewOf(orderId)).fold.notes.length === 2);
      expect((await dispatcher.call('orders.list', {})).total).toBe(total);
      expect((await viewOf(orderId)).fold.children).toHaveLength(2);
    });

    it('raises when a person asks, and says when there is nothing to raise', async () => {
      const orderId = await request();
      const asked = await dispatcher.call('workOrder.raise', { orderId, raise: 'again' });
      expect(asked.orders).toHaveLength(1);
      expect((await dispatcher.call('workOrder.raise', { orderId, raise: 'again' })).orders).toEqual(asked.orders);
      expect(await codeOf(dispatcher.ask('workOrder.raise', { orderId, raise: 'job' }))).toBe('input.invalid');
      expect((await viewOf(orderId)).fold.children).toMatchObject([
        { raise: 'again', relation: 'follow', state: null },
      ]);
    });

    it('says what it could not raise, and waits for it until it is there or dismissed', async () => {
      const [job] = requestType.raises ?? [];
      if (job === undefined) throw new Error('the request raises nothing');
      await publish({ ...requestType, key: 'test-orphan', raises: [{ ...job, orderType: 'test-missing' }] });
      const orderId = await passedRequest(2, 'test-orphan');
      const lacking = async () => (await viewOf(orderId)).fold.notRaised;
      const [first, second] = await until('both refused', async () => {
        const found = await lacking();
        return found.length === 2 ? found : null;
      });
      const why = {
        raise: 'job',
        orderType: 'test-missing',
        code: 'order.typeUnknown',
        details: { given: 'test-missing' },
      };
      expect([first, second]).toMatchObject([why, why]);
      // The list's row follows the order by a moment.
      const mine = await until('both in the list of needs', async () => {
        const { needs } = await dispatcher.call('orders.needs', {});
        const found = needs.filter((need) => need.orderId === orderId && need.reason === 'raiseRefused');
        return found.length === 2 ? found : null;
      });
      expect(mine.map(({ detail }) => JSON.parse(detail))).toEqual([why, why]);
      expect((await reviewer.call('orders.needs', {})).needs.filter((need) => need.orderId === orderId)).toEqual([]);
      expect(await codeOf(dispatcher.ask('workOrder.complete', { orderId }))).toBe('order.childrenOpen');

      // The same reason is not told twice; one of the two is not needed.
      expect(await codeOf(dispatcher.ask('workOrder.raise', { orderId, raise: 'job' }))).toBe('order.typeUnknown');
      const dismiss = { orderId, child: first?.orderId ?? '' };
      expect(await codeOf(dispatcher.ask('workOrder.dismissRaise', { ...dismiss, note: ' ' }))).toBe(
        'order.noteRequired',
      );
      expect(await codeOf(reviewer.ask('workOrder.dismissRaise', { ...dismiss, note: '不需要' }))).toBe('access.role');
      await dispatcher.call('workOrder.dismissRaise', { ...dismiss, note: '已另行派单' });
      expect(await needsOf(orderId)).toEqual(['raiseRefused']);
      expect((await lacking()).map(({ dismissed }) => dismissed?.note ?? null)).toEqual(['已另行派单', null]);

      // The type is there now: the other is raised with the next change, the dismissed one is not.
      await publish({ ...jobType, key: 'test-missing' });
      await dispatcher.call('workOrder.note', { orderId, text: '类型已发布' });
      const [child] = await childrenOf(orderId, 1);
      expect(child?.orderId).toBe(second?.orderId);
      await until('the need to be gone', async () => (await needsOf(orderId)).length === 0);
      const kinds = (await viewOf(orderId)).fold.history.map(({ event }) => event.kind);
      expect(kinds.filter((kind) => kind === 'raiseRefused')).toHaveLength(2);
    });

    it('is sent back by its call-back, once however often it is asked for, and comes to the call-back again', async () => {
      const orderId = await passedRequest(1);
      const childId = (await childrenOf(orderId, 1))[0]?.orderId ?? '';
      const done = await workInTheField(childId);
      await reviewer.call('step.submit', { orderId: childId, step: 'callBack.call', fields: { satisfied: false } });
      const back = { orderId: childId, return: 'redo', reasonCode: 'notDone', note: '仍然慢' };
      expect(await codeOf(dispatcher.ask('stage.sendBack', back))).toBe('access.performer');
      expect(await codeOf(technician.ask('stage.sendBack', back))).toBe('access.role');
      expect(await codeOf(reviewer.ask('stage.sendBack', { ...back, note: ' ' }))).toBe('order.noteRequired');
      expect(await codeOf(reviewer.ask('stage.sendBack', { ...back, reasonCode: 'x' }))).toBe('order.reasonUnknown');
      expect(await codeOf(reviewer.ask('stage.sendBack', { ...back, return: 'undo' }))).toBe('return.unknown');

      const asked = { ...back, requestKey: 'ten' };
      const tries = await Promise.all(Array.from({ length: 10 }, () => reviewer.call('stage.sendBack', asked)));
      expect(new Set(tries.map(({ eventId }) => eventId)).size).toBe(1);
      expect(await codeOf(reviewer.ask('stage.sendBack', { ...back, requestKey: 'other' }))).toBe('return.notOpen');
      const view = await viewOf(childId);
      expect(view).toMatchObject({ turn: 'field', currentStage: 'work' });
      expect(view.fold.sentBack).toMatchObject([{ return: 'redo', note: '仍然慢', count: 1 }]);
      expect((await reviewer.call('orders.needs', {})).needs.filter((need) => need.orderId === childId)).toEqual([]);
      expect(await codeOf(reviewer.ask('stage.pass', { orderId: childId, stage: 'callBack' }))).toBe('step.notYet');

      await done.again();
      expect(await viewOf(childId)).toMatchObject({ turn: 'office', currentStage: 'callBack' });
      const { needs } = await reviewer.call('orders.needs', {});
      expect(needs.filter((need) => need.orderId === childId)).toMatchObject([{ reason: 'stageWaiting' }]);
      await office.restart();
      expect((await viewOf(childId)).currentStage).toBe('callBack');
    });

    it('closes with its children, after the call-back by another role', async () => {
      const orderId = await passedRequest(1);
      const [child] = await childrenOf(orderId, 1);
      const childId = child?.orderId ?? '';
      await workInTheField(childId);
      expect(await viewOf(childId)).toMatchObject({ turn: 'office', currentStage: 'callBack' });
      // The stage waits for whoever performs it, and bothers nobody else.
      expect(await needsOf(childId)).toEqual([]);
      const { needs } = await reviewer.call('orders.needs', {});
      expect(needs.filter((need) => need.orderId === childId)).toMatchObject([
        { reason: 'stageWaiting', detail: 'callBack' },
      ]);
      expect(await codeOf(dispatcher.ask('workOrder.complete', { orderId }))).toBe('order.childrenOpen');
      expect(await codeOf(dispatcher.ask('stage.pass', { orderId: childId, stage: 'callBack' }))).toBe(
        'access.performer',
      );
      await reviewer.call('step.submit', { orderId: childId, step: 'callBack.call', fields: { satisfied: false } });
      expect(await codeOf(reviewer.ask('workOrder.complete', { orderId: childId }))).toBe('gate.openGates');
      await reviewer.call('step.submit', { orderId: childId, step: 'callBack.call', fields: { satisfied: true } });
      await reviewer.call('stage.pass', { orderId: childId, stage: 'callBack' });
      await reviewer.call('workOrder.complete', { orderId: childId });
      expect((await viewOf(childId)).fold).toMatchObject({ phase: 'completed', reviewState: 'received' });
      const parent = await until('the request to close', async () => {
        const view = await viewOf(orderId);
        return view.fold.phase === 'completed' ? view : null;
      });
      expect(parent.fold).toMatchObject({ reviewState: null, children: [{ state: 'completed' }] });
    });

    it('passes the stage that waited for the children when they close it, as a person would', async () => {
      const ended = { key: 'ended', holds: 'children.job.open == 0', code: 'gate.notMet', overridable: false } as const;
      const field = { key: 'remark', kind: 'text', required: true } as const;
      const form = { key: 'form', kind: 'form', photos: [], fields: [field] } as const;
      const closing = { key: 'closing', performer: 'desk', steps: [form], gates: [ended] };
      await publish(worded({ ...requestType, key: 'test-closing', stages: [...requestType.stages, closing] }));
      const orderId = await passedRequest(1, 'test-closing');
      const [child] = await childrenOf(orderId, 1);
      await dispatcher.call('step.submit', { orderId, step: 'closing.form', fields: { remark: '已告知客户' } });
      expect(await codeOf(dispatcher.ask('stage.pass', { orderId, stage: 'closing' }))).toBe('gate.refused');
      const childId = child?.orderId ?? '';
      await workInTheField(childId);
      await reviewer.call('step.submit', { orderId: childId, step: 'callBack.call', fields: { satisfied: true } });
      await reviewer.call('stage.pass', { orderId: childId, stage: 'callBack' });
      await reviewer.call('workOrder.complete', { orderId: childId });
      const view = await until('the request to close', async () => {
        const found = await viewOf(orderId);
        return found.fold.phase === 'completed' ? found : null;
      });
      expect(view.stages.map(({ key, state }) => [key, state])).toEqual([
        ['intake', 'passed'],
        ['closing', 'passed'],
      ]);
      const last = view.fold.history.slice(-2).map(({ event, applied }) => [event.kind, event.createdBy, applied]);
      expect(last).toEqual([
        ['stagePassed', 'office', true],
        ['completed', 'office', true],
      ]);
      expect(view.fold.passed.closing?.payload.verdicts).toMatchObject([{ gate: 'ended', passed: true }]);
      expect(view.findings).toEqual([]);
    });

    it('leaves the decision to a person when a child did not end well, and follows up what was done in part', async () => {
      const orderId = await passedRequest(2);
      const [first, second] = await childrenOf(orderId, 2);
      await dispatcher.call('workOrder.cancel', { orderId: first?.orderId ?? '', reasonCode: 'other', note: '' });
      await until('the need', async () => (await needsOf(orderId)).includes('childFailed'));
      await workInTheField(second?.orderId ?? '');
      await dispatcher.call('workOrder.completePartially', {
        orderId: second?.orderId ?? '',
        reasonCode: 'serviceFailed',
        note: '回访未做',
        remaining: ['callBack'],
        customerWords: '可以，明天再打给我',
      });
      const ended = (await viewOf(second?.orderId ?? '')).fold.history.findLast(
        ({ event }) => event.kind === 'partiallyCompleted',
      )?.event;
      expect(ended?.payload).toMatchObject({ remaining: ['callBack'], customerWords: '可以，明天再打给我' });
      const [followUp] = await childrenOf(second?.orderId ?? '', 1);
      const view = await viewOf(followUp?.orderId ?? '');
      expect(view.origin).toMatchObject({ raise: 'followUp', relation: 'follow', values: { remaining: ['callBack'] } });
      expect(view.fold.products).toEqual({ task: '网速慢 2' });
      expect((await viewOf(orderId)).fold.phase).toBe('started');
    });
  });
});

/** What a device of the technician would have sent: accepted, started, submitted, passed. @returns how it does the stage anew when it was sent back */
async function workInTheField(orderId: string): Promise<{ readonly again: () => Promise<void> }> {
  const technicianId = technician.session.account.accountId;
  await dispatcher.call('workOrder.assign', { orderId, technicianId });
  const { work, orders } = office.office().context;
  const deviceId = makeId();
  const { assignment, frontier } = (await viewOf(orderId)).fold;
  const assignmentId = assignment?.assignmentId ?? '';
  const by = { createdBy: technicianId, deviceId };
  const seen = (deviceSeq: number, after: readonly string[]) => ({ deviceSeq, after });
  const accepted = deviceEvent(by, orderId, 'accepted', { assignmentId }, seen(1, frontier));
  const started = deviceEvent(by, orderId, 'started', { assignmentId }, seen(2, [accepted._id]));
  const answer = (what: string, supersedes: readonly string[]) => ({
    ...deviceSubmission(by, orderId, 'work.done'),
    assignmentId,
    supersedes: [...supersedes],
    fields: { what: { value: what } },
  });
  const passing = (submission: string) => ({ stage: 'work', submissions: [submission], evidence: [], verdicts: [] });
  const write = async (documents: readonly { readonly _rev?: string }[]): Promise<void> => {
    await work.bulkDocs(documents.map(({ _rev, ...document }) => document) as never);
    await orders.refresh(orderId);
  };
  const first = answer('已重启', []);
  await write([
    accepted,
    started,
    first,
    deviceEvent(by, orderId, 'stagePassed', passing(first._id), seen(3, [started._id])),
  ]);
  return {
    again: async () => {
      const second = answer('换了光猫', [first._id]);
      const now = (await viewOf(orderId)).fold.frontier;
      await write([second, deviceEvent(by, orderId, 'stagePassed', passing(second._id), seen(4, now))]);
    },
  };
}
