import { createHash, randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SyncState } from '../../bridge/sync-state.ts';
import { formSteps, requiredSlots, sampleOf } from '../builders/answers.ts';
import { makePhoto } from '../builders/photo.ts';
import { http, type OfficeClient } from '../processes/calls.ts';
import type { OfficeProcess } from '../processes/office.ts';
import { until } from '../processes/poll.ts';
import { backUp, startRestored } from '../processes/restore.ts';
import { type TemporaryFolder, temporaryFolder } from '../processes/temporary-folder.ts';
import { type Field, type FieldStation, officeView, openField, sameEverywhere } from './field.ts';

const checkpointOf = (field: Field, { data }: FieldStation, username: string): string =>
  path.join(data, 'technicians', field.technicians[username] ?? '', 'checkpoint.json');

describe('an office restored from an older backup behind the same address (R-29)', () => {
  let folder: TemporaryFolder;
  let field: Field;
  let station: FieldStation;
  let other: FieldStation;
  let restored: OfficeProcess | undefined;
  let dispatcher: OfficeClient;
  let orderId: string;
  let forgotten: string;
  let forgottenPhoto: { readonly sha256: string };
  const slots = requiredSlots();
  const photo = (n: number, slot: string, of = orderId) =>
    station.call('evidence.add', {
      orderId: of,
      slot,
      source: 'live',
      bytes: makePhoto(n).bytes.toString('base64'),
    });
  const stopped = async (one: FieldStation): Promise<SyncState> =>
    until('the station to stop and ask', async () => {
      const state = await one.call('sync.now', {});
      return state.newOffice === null ? null : state;
    });
  const textsOf = async (): Promise<string[]> =>
    (await officeView(dispatcher, orderId)).fold.notes.map(({ text }) => text).sort();

  beforeAll(async () => {
    folder = await temporaryFolder('new-office');
    field = await openField();
    station = await field.station('tech1');
    other = await field.station('tech2');
    orderId = await field.assigned(station);
    await station.call('workOrder.accept', { orderId });
    await station.call('workOrder.start', { orderId });
    await station.call('workOrder.note', { orderId, text: '备份之前' });
    await photo(1, slots[0] ?? '');
    await station.synchronised(60_000);
    await other.synchronised();
    const office = path.join(path.dirname(station.data), 'office');
    const copy = path.join(folder.path, 'copy');
    await backUp(office, copy);

    // Everything below is confirmed, and the backup has none of it.
    await station.call('workOrder.note', { orderId, text: '备份之后' });
    await photo(2, slots[1] ?? '');
    const [step = ''] = formSteps('orderStudy');
    await station.call('step.submit', { orderId, step, fields: sampleOf(step) });
    await field.dispatcher.call('workOrder.note', { orderId, text: '调度，备份之后' });
    forgotten = await field.accepted(station);
    await station.call('workOrder.start', { orderId: forgotten });
    await station.call('workOrder.note', { orderId: forgotten, text: '调度中心会忘记的单' });
    forgottenPhoto = await photo(3, slots[0] ?? '', forgotten);
    await station.synchronised(60_000);
    await other.stop();
    await rm(checkpointOf(field, other, 'tech2'));

    await field.office.stop();
    restored = await startRestored(copy, path.join(folder.path, 'restored'), field.office.port);
    dispatcher = await restored.signIn('disp1');
  }, 180_000);
  afterAll(async () => {
    await field.close();
    await restored?.stop();
    await folder.remove();
  });

  it('stops the station, which says so, sends nothing and goes on working', async () => {
    const state = await stopped(station);
    expect(state.state).toBe('stopped');
    await station.call('workOrder.note', { orderId, text: '停止期间' });
    await station.call('sync.now', {});
    expect((await station.sync()).documents).toBeGreaterThan(0);
    expect(await textsOf()).toEqual(['备份之前']);
  });

  it('stops a station too that has lost its checkpoint', async () => {
    await other.startAgain();
    expect((await stopped(other)).state).toBe('stopped');
  });

  it('is accepted by its own number only', async () => {
    expect(await station.ask('sync.acceptOffice', { generation: 'another' })).toMatchObject({
      ok: false,
      problem: { code: 'sync.noNewOffice' },
    });
  });

  it('gets everything back that this device ever wrote, once, and sends nothing that it has', async () => {
    const { newOffice } = await stopped(station);
    const before = station.link.carried();
    const accepted = await station.call('sync.acceptOffice', { generation: newOffice?.generation ?? '' });
    expect(accepted.state).not.toBe('synchronised');
    expect(accepted.documents).toBeGreaterThan(5);
    await until(
      'the station to have offered everything',
      async () => {
        const { documents, files, refused, pulling } = await station.call('sync.now', {});
        return documents + files === refused && !pulling;
      },
      { withinMs: 60_000 },
    );
    const view = await sameEverywhere(orderId, dispatcher, [station]);
    // What only the office had written after the backup is gone, on both sides.
    expect(await textsOf()).toEqual(['停止期间', '备份之前', '备份之后'].sort());
    expect(view.stages.flatMap(({ steps }) => steps).flatMap(({ submissions }) => submissions)).toHaveLength(1);
    expect(view.evidence).toHaveLength(2);
    expect(view.evidence.every(({ received }) => received)).toBe(true);
    for (const { document } of view.evidence) {
      const file = await http(`${field.office.url}/evidence/file/${document.sha256}?order=${orderId}`, {
        headers: { authorization: `Bearer ${dispatcher.session.token}` },
      });
      expect(createHash('sha256').update(file.body).digest('hex')).toBe(document.sha256);
    }
    const sizes = view.evidence.map(({ document }) => document.bytes);
    const up = station.link.carried().up - before.up;
    process.stdout.write(`after the acceptance: ${up} bytes up; pictures of ${sizes.join(' and ')} bytes\n`);
    // The second picture alone; the first one is held.
    expect(up).toBeLessThan(sizes.reduce((sum, one) => sum + one, 0) - Math.min(...sizes) / 2);
  });

  it('keeps what belongs to an order that the office has forgotten, and says so', async () => {
    const state = await station.sync();
    expect(state.state).toBe('refused');
    const left = state.items.filter((item) => item.orderId === forgotten);
    expect(new Set(left.map(({ problem }) => problem?.code))).toEqual(new Set(['door.notGranted']));
    const kinds = left.map(({ kind }) => kind).sort();
    expect(kinds).toEqual(['bytes', 'event', 'event', 'event', 'evidence', 'thumbnail']);
    expect(state.refused).toBe(left.length);
  });

  it('lists that order by its name, and hands all of it over as one file, photos too', async () => {
    const { orders } = await station.call('sync.formerOrders', {});
    const [former] = orders;
    expect(orders).toHaveLength(1);
    expect(former).toMatchObject({ orderId: forgotten, records: 3, photos: 1 });
    expect(former?.number).not.toBe('');
    const { json } = await station.call('sync.exportOrder', { orderId: forgotten });
    const file = JSON.parse(json) as { documents: unknown[]; files: { base64: string }[]; missing: unknown[] };
    expect(json).toContain('调度中心会忘记的单');
    expect(file).toMatchObject({ format: 'linework-order/1', order: former, missing: [] });
    expect(file.documents).toHaveLength(4);
    const bytes = Buffer.from(file.files[0]?.base64 ?? '', 'base64');
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(forgottenPhoto.sha256);
    // Of an order that is here there is nothing to hand over.
    expect(await station.ask('sync.exportOrder', { orderId })).toMatchObject({ ok: false });
  });

  it('lets it be discarded as one, and every piece of it can be exported afterwards', async () => {
    const argument = { orderId: forgotten, reason: '已导出交调度', confirmed: true } as const;
    await station.call('sync.discardOrder', argument);
    await station.synchronised();
    expect(await station.call('sync.formerOrders', {})).toEqual({ orders: [] });
    const { discarded } = await station.call('sync.discarded', {});
    expect(discarded.length).toBeGreaterThanOrEqual(4);
    const photographed = discarded.find(({ kind }) => kind === 'evidence');
    const { json } = await station.call('sync.export', { id: photographed?.id ?? '' });
    expect((JSON.parse(json) as { files: unknown[] }).files).toHaveLength(1);
  });

  it('is taken over by a station killed in the middle of it', async () => {
    const { newOffice } = await stopped(other);
    const generation = newOffice?.generation ?? '';
    const asked = other.ask('sync.acceptOffice', { generation }).catch(() => null);
    await other.kill();
    await asked;
    await other.startAgain();
    await until(
      'the station to be the new office’s',
      async () => {
        const state = await other.call('sync.now', {});
        if (state.newOffice !== null) await other.call('sync.acceptOffice', { generation });
        return state.state === 'synchronised';
      },
      { withinMs: 60_000 },
    );
  });
});

describe('a lost checkpoint (R-29)', () => {
  let field: Field;
  beforeAll(async () => {
    field = await openField();
  });
  afterAll(() => field.close());

  it('costs metadata only, in both directions', async () => {
    const station = await field.station('tech1');
    const orderId = await field.assigned(station);
    await station.call('workOrder.accept', { orderId });
    const notes = 150;
    // Text that no compression makes small.
    for (let n = 0; n < notes; n += 1)
      await station.call('workOrder.note', { orderId, text: randomBytes(1_200).toString('base64') });
    await station.call('workOrder.start', { orderId });
    const [slot = ''] = requiredSlots();
    const bytes = makePhoto(5).bytes.toString('base64');
    await station.call('evidence.add', { orderId, slot, source: 'live', bytes });
    await station.synchronised(60_000);
    await station.stop();
    await rm(checkpointOf(field, station, 'tech1'));
    const before = station.link.carried();
    await station.startAgain();
    await station.synchronised();
    const { up, down } = station.link.carried();
    const carried = { up: up - before.up, down: down - before.down };
    process.stdout.write(`after the loss of the checkpoint: ${JSON.stringify(carried)} bytes for ${notes} notes\n`);
    expect(carried.up).toBeLessThan(10_000);
    expect(carried.down).toBeLessThan(notes * 1_600 * 0.1);
    expect((await station.view(orderId)).fold.notes).toHaveLength(notes);
  });
});
