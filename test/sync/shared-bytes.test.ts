import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePhoto } from '../builders/photo.ts';
import { type Field, type FieldStation, officeView, openField } from './field.ts';

let field: Field;
let stations: readonly FieldStation[];
let orderId: string;
beforeAll(async () => {
  field = await openField();
  stations = [await field.station('tech1'), await field.station('tech1')];
  orderId = await field.create();
  await field.assign(orderId, 'tech1');
  for (const station of stations) await station.has(orderId);
  await stations[0]?.call('workOrder.accept', { orderId });
  for (const station of stations) await station.synchronised();
});
afterAll(() => field.close());

const add = (station: FieldStation, seed: number) =>
  station.call('evidence.add', {
    orderId,
    slot: 'dropCable.photos.route',
    source: 'file',
    bytes: makePhoto(seed).bytes.toString('base64'),
  });

describe('two devices of one technician', () => {
  it('send the same bytes at the same time over links that break: whole once, confirmed to both (R-09)', async () => {
    for (const station of stations) station.link.set('cut');
    const added = await Promise.all(stations.map((station) => add(station, 41)));
    const [hash = ''] = added.map(({ sha256 }) => sha256);
    expect(added.map(({ sha256 }) => sha256)).toEqual([hash, hash]);
    for (const station of stations) {
      station.link.cutEvery(60_000);
      station.link.set('open');
    }
    await Promise.all(stations.map((station) => station.synchronised(120_000)));
    const { manifest, evidence } = await officeView(field.dispatcher, orderId);
    expect(evidence).toHaveLength(2);
    expect(manifest.received).toBe(manifest.total);
    const bytes = path.join(stations[0]?.data ?? '', '..', 'office', 'evidence', 'bytes');
    const names = await readdir(bytes, { recursive: true });
    expect(names.filter((name) => name.endsWith(hash))).toHaveLength(1);
  });
});
