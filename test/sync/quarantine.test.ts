import { rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sampleOf } from '../builders/answers.ts';
import { buildNarrowOffice } from '../processes/office-release.ts';
import { until } from '../processes/poll.ts';
import { type Field, type FieldStation, officeView, openField } from './field.ts';

/**
 * An office release whose rule is wrong: it refuses every note longer than 20 characters. The next release mends the rule.
 * Both are real programs over the same data.
 */
let narrow: string;
let field: Field;
let station: FieldStation;
beforeAll(async () => {
  narrow = await buildNarrowOffice();
  field = await openField();
  station = await field.station('tech1');
});
afterAll(async () => {
  await field.close();
  await rm(path.dirname(narrow), { recursive: true, force: true });
});

const longNote = '客户要求在弱电箱内加装理线架，并把旧猫带走；物业要求登记后才能进入弱电井';

it('what the door refuses is quarantined with its reason, counted, stays editable, and arrives when the rule is mended (R-22, R-25)', async () => {
  const orderId = await field.accepted(station);
  await field.office.kill();
  await field.office.startAgain(narrow);

  const { eventId } = await station.call('workOrder.note', { orderId, text: longNote });
  const step = 'orderStudy.services';
  await station.call('step.submit', { orderId, step, fields: { ...sampleOf(step) } });

  // The one is set aside with its reason, the other arrives all the same.
  const refused = await until(
    'the note to be refused',
    async () => {
      const state = await station.call('sync.now', {});
      return state.refused === 1 && state.documents === 1 && state;
    },
    { withinMs: 30_000 },
  );
  expect(refused.state).toBe('refused');
  const item = refused.items.find(({ id }) => id === eventId);
  expect(item).toMatchObject({ orderId, kind: 'event', state: 'refused', problem: { code: 'door.shape' } });
  // Confirmed by the door; the router brings it into the centre a moment later.
  await until('the submission at the office', async () => {
    const { stages } = await officeView(field.dispatcher, orderId);
    return stages[0]?.steps[0]?.heads.length === 1;
  });
  expect((await officeView(field.dispatcher, orderId)).fold.notes).toEqual([]);
  expect(await station.ask('session.signOut', {})).toMatchObject({
    ok: false,
    problem: { code: 'session.unsentWork' },
  });

  // A restart of the station forgets nothing of it, and "try again" with the rule as it was is refused again.
  await station.kill();
  await station.startAgain();
  const kept = await until('the quarantine after a restart', async () => {
    const state = await station.sync();
    return state.refused === 1 && state;
  });
  expect(kept.items.find(({ id }) => id === eventId)?.problem?.code).toBe('door.shape');
  expect((await station.view(orderId)).fold.notes.map(({ text }) => text)).toEqual([longNote]);
  const before = kept.items.find(({ id }) => id === eventId)?.tries ?? 0;
  await station.call('sync.retry', { id: eventId });
  await until('a second refusal', async () => {
    const again = (await station.sync()).items.find(({ id }) => id === eventId);
    return again?.state === 'refused' && again.tries > before;
  });

  // The mended release over the same data: "try again" and it arrives.
  await field.office.kill();
  await field.office.startAgain();
  await until('the link to be back', async () => (await station.call('sync.now', {})).link === 'online', {
    withinMs: 30_000,
  });
  await station.call('sync.retry', {});
  await station.synchronised();
  const view = await until('the note at the office', async () => {
    const now = await officeView(field.dispatcher, orderId);
    return now.fold.notes.length === 1 && now;
  });
  expect(view.fold.notes.map(({ text }) => text)).toEqual([longNote]);
});
