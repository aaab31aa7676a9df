import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleOf } from '../builders/answers.ts';
import type { OfficeClient } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
import { workByCalls } from '../processes/work-by-calls.ts';
import { type Field, type FieldStation, openField } from './field.ts';

const step = 'opticalTurnup.readings';

let field: Field;
let station: FieldStation;
let one: OfficeClient;
let two: OfficeClient;
let reasonCode: string;

beforeAll(async () => {
  field = await openField();
  station = await field.station('tech1');
  one = await field.office.signIn('rev1');
  const administrator = await field.office.signIn('admin1');
  const password = 'walks-through-rain';
  await administrator.call('accounts.add', { username: 'rev2', name: '郑审核', role: 'reviewer', password });
  two = await field.office.signIn('rev2', password);
  const { definitions } = await one.call('orderTypes.list', {});
  reasonCode = definitions.find(({ key }) => key === 'ftth-install')?.reasons.rework?.[0]?.code ?? '';
});
afterAll(() => field.close());

const codeOf = async (asked: Promise<{ ok: boolean; problem?: { code: string } }>) =>
  (await asked).problem?.code ?? 'ok';
const reviewStateOf = async (orderId: string) => (await one.call('workOrder.open', { orderId })).view.fold.reviewState;

/** An order that tech1 has completed on his station, once the office knows. */
async function completed(): Promise<string> {
  const orderId = await field.assigned(station);
  await workByCalls(station, { orderId, until: null });
  await until('the order in the queue', async () =>
    (await one.call('review.queue', {})).orders.some((order) => order.orderId === orderId),
  );
  return orderId;
}

const sendBack = (reviewer: OfficeClient, orderId: string) =>
  reviewer.call('review.return', { orderId, rework: [{ step, fields: [], reasonCode, note: '请复测' }] });

describe('two reviewers', () => {
  it('do not meet: who comes second sees who reviews, and decides nothing until he takes over with a word', async () => {
    const orderId = await completed();
    const { claim } = await one.call('review.claim', { orderId });
    expect(claim).toMatchObject({ accountId: one.session.account.accountId, taken: null });
    expect(await two.ask('review.claim', { orderId })).toMatchObject({
      ok: false,
      problem: { code: 'review.claimed', details: { name: one.session.account.name } },
    });
    expect(await codeOf(two.ask('review.approve', { orderId }))).toBe('review.claimed');
    expect((await two.call('review.queue', { limit: 10 })).claims).toMatchObject([{ orderId, name: claim.name }]);
    expect(await codeOf(two.ask('review.claim', { orderId, take: true }))).toBe('order.noteRequired');
    await two.call('review.claim', { orderId, take: true, note: '客户在催，我来' });
    expect(await codeOf(one.ask('review.approve', { orderId }))).toBe('review.claimed');
    expect((await one.call('review.queue', { limit: 0 })).claims).toMatchObject([
      { orderId, accountId: two.session.account.accountId, taken: { name: claim.name, note: '客户在催，我来' } },
    ]);
    await two.call('review.approve', { orderId });
    expect((await two.call('review.queue', { limit: 0 })).claims).toEqual([]);
  });

  it('a claim is given back on leaving, and the next one gets the order', async () => {
    const orderId = await completed();
    await one.call('review.claim', { orderId });
    await one.call('review.release', { orderId });
    await two.call('review.claim', { orderId });
    await two.call('review.release', { orderId });
  });
});

describe('a verdict taken back', () => {
  it('an approval: by its author alone; the order waits again, and the history says so', async () => {
    const orderId = await completed();
    const { reviewId } = await one.call('review.approve', { orderId });
    const { decided } = await one.call('review.queue', { limit: 0 });
    expect(decided.find((verdict) => verdict.reviewId === reviewId)).toMatchObject({ orderId, verdict: 'approved' });
    expect((await two.call('review.queue', { limit: 0 })).decided.map((verdict) => verdict.reviewId)).not.toContain(
      reviewId,
    );
    expect(await codeOf(two.ask('review.takeBack', { orderId, reviewId }))).toBe('review.notYours');
    await one.call('review.takeBack', { orderId, reviewId });
    expect(await reviewStateOf(orderId)).toBe('received');
    expect(await codeOf(one.ask('review.takeBack', { orderId, reviewId }))).toBe('order.changedMeanwhile');
    expect((await one.call('review.queue', {})).orders.map((order) => order.orderId)).toContain(orderId);
    const { fold } = (await one.call('workOrder.open', { orderId })).view;
    expect(fold.history.map(({ event }) => event.kind)).toContain('reviewTakenBack');
    await one.call('review.approve', { orderId });
    expect(await reviewStateOf(orderId)).toBe('approved');
  });

  it('a return: the station hears of it, and the step is read-only again', async () => {
    const orderId = await completed();
    const { reviewId } = await sendBack(one, orderId);
    await until('the return on the station', async () => (await station.view(orderId)).fold.reviewState === 'returned');
    await one.call('review.takeBack', { orderId, reviewId, note: '看错了单' });
    await until('the taking back on the station', async () => {
      const { view, local } = await station.open(orderId);
      return view.fold.reviewState === 'received' && local.unseen.some(({ kind }) => kind === 'reviewTakenBack');
    });
    const fields = { ...sampleOf(step) };
    expect(await codeOf(station.ask('step.submit', { orderId, step, fields }))).toBe('order.readOnly');
  });

  it('is refused with words once the rework has begun, and nothing of it is lost', async () => {
    const orderId = await completed();
    const { reviewId } = await sendBack(one, orderId);
    await until('the return on the station', async () => (await station.view(orderId)).fold.reviewState === 'returned');
    const fields = { ...sampleOf(step, { onuDbm: -20.1 }) };
    await station.call('step.submit', { orderId, step, fields });
    await station.synchronised();
    expect(await codeOf(one.ask('review.takeBack', { orderId, reviewId }))).toBe('review.reworkBegun');
    expect(await reviewStateOf(orderId)).toBe('returned');
  });

  it('that crosses rework done without a link: the rework wins, and the reviewer gets it', async () => {
    const orderId = await completed();
    const { reviewId } = await sendBack(one, orderId);
    await until('the return on the station', async () => (await station.view(orderId)).fold.reviewState === 'returned');
    station.link.set('cut');
    await station.call('step.submit', { orderId, step, fields: { ...sampleOf(step, { onuDbm: -20.2 }) } });
    await station.call('rework.done', { orderId });
    await one.call('review.takeBack', { orderId, reviewId });
    expect(await reviewStateOf(orderId)).toBe('received');
    station.link.set('open');
    await station.synchronised();
    await until('the mended order at the office', async () => (await reviewStateOf(orderId)) === 'resubmitted');
    const { view } = await one.call('workOrder.open', { orderId });
    const values = view.stages.flatMap((stage) => stage.steps).find(({ key }) => key === step)?.values;
    expect(values?.onuDbm).toBe(-20.2);
  });
});
