import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../processes/poll.ts';
import { type Field, type FieldStation, officeView, openField } from './field.ts';

let field: Field;
let station: FieldStation;
let orderId: string;
beforeAll(async () => {
  field = await openField();
  station = await field.station('tech1');
  orderId = await field.accepted(station);
});
afterAll(() => field.close());

const note = (text: string) => station.call('workOrder.note', { orderId, text });
const notes = async (): Promise<string[]> => (await station.view(orderId)).fold.notes.map(({ text }) => text);

/** Confirmed is what lies in the mailbox; the router has it in the order a moment later. */
const atOffice = (holds: (texts: readonly string[]) => boolean) =>
  until('the notes at the office', async () =>
    holds((await officeView(field.dispatcher, orderId)).fold.notes.map(({ text }) => text)),
  );

describe('a connected station', () => {
  it('shows a change of dispatch within 2 s, and the office a change of the field', async () => {
    await field.dispatcher.call('workOrder.note', { orderId, text: '请带梯子' });
    await until('the note on the station', async () => (await notes()).includes('请带梯子'), {
      withinMs: 2_000,
      everyMs: 50,
    });
    await note('已带梯子');
    await until(
      'the note at the office',
      async () => (await officeView(field.dispatcher, orderId)).fold.notes.some(({ text }) => text === '已带梯子'),
      { withinMs: 2_000, everyMs: 50 },
    );
  });

  it('tells what is new until it is seen', async () => {
    const { local } = await station.open(orderId);
    const unseen = local.unseen.map(({ eventId }) => eventId);
    expect(local.unseen.map(({ kind }) => kind)).toEqual(['noted']);
    expect(await station.call('workOrder.markSeen', { orderId, events: unseen })).toEqual({ unseen: 0 });
    await station.stop();
    await station.startAgain();
    expect((await station.open(orderId)).local.unseen).toEqual([]);
  });
});

describe('honest state', () => {
  it('a silent link is noticed within 15 s and never called synchronised; what is saved meanwhile goes when it speaks again', async () => {
    await station.synchronised();
    station.link.set('silent');
    await note('静默时保存');
    const silent = await until(
      'the link to be called silent',
      async () => {
        const state = await station.sync();
        expect(state.state).not.toBe('synchronised');
        return state.link === 'silent' ? state : null;
      },
      { withinMs: 15_000, everyMs: 250 },
    );
    expect(silent.documents).toBeGreaterThanOrEqual(1);
    station.link.set('open');
    await station.synchronised();
    await atOffice((texts) => texts.includes('静默时保存'));
  });

  it('a save made while others are being sent is counted when that sending ends (R-02)', async () => {
    station.link.set('cut');
    for (let n = 0; n < 30; n += 1) await note(`待发 ${n}`);
    station.link.set('open');
    const sent = station.call('sync.now', {});
    await note('发送途中');
    const after = await sent;
    // Nothing outstanding may only be said when the office has that one too.
    if (after.documents === 0) await atOffice((texts) => texts.includes('发送途中'));
    else expect(after.state).not.toBe('synchronised');
    await station.synchronised();
    const here = await notes();
    await atOffice((texts) => texts.length === here.length);
  });

  it('the link cut after every 20 KB upwards: everything arrives, once', async () => {
    station.link.set('cut');
    for (let n = 0; n < 40; n += 1) await note(`断续 ${n} ${'纤'.repeat(300)}`);
    station.link.set('open');
    station.link.cutEvery(20_000);
    await station.synchronised(60_000);
    station.link.cutEvery(null);
    await atOffice((texts) => texts.filter((text) => text.startsWith('断续')).length === 40);
    expect((await notes()).filter((text) => text.startsWith('断续'))).toHaveLength(40);
  });

  it('the office gone and back: what waited is there within 30 s', async () => {
    await field.office.kill();
    await note('调度中心离线');
    await until('the station to say it is offline', async () => (await station.sync()).link === 'offline', {
      withinMs: 15_000,
    });
    await field.office.startAgain();
    await until(
      'the note at the office',
      async () => (await officeView(field.dispatcher, orderId)).fold.notes.some(({ text }) => text === '调度中心离线'),
      { withinMs: 30_000, everyMs: 500 },
    );
  });
});
