import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../processes/poll.ts';
import { type Field, type FieldStation, openField } from './field.ts';

let field: Field;
let station: FieldStation;
let orderId: string;
beforeAll(async () => {
  field = await openField();
  station = await field.station('tech1');
  orderId = await field.create();
  await field.assign(orderId, 'tech1');
  await station.has(orderId);
  await station.call('workOrder.accept', { orderId });
  // Enough for LevelDB to write tables when it opens again.
  for (let n = 0; n < 30; n += 1)
    await station.call('workOrder.note', { orderId, text: `已确认 ${n} ${'光'.repeat(900)}` });
  await station.synchronised();
});
afterAll(() => field.close());

const folderOf = (name: string): string => {
  const technician = path.join(station.data, 'technicians');
  return path.join(technician, readdirSync(technician)[0] ?? '', name);
};
const filesLike = (pattern: RegExp): string[] =>
  readdirSync(folderOf('store'))
    .filter((name) => pattern.test(name))
    .map((name) => path.join(folderOf('store'), name));

function flip(file: string): void {
  const bytes = readFileSync(file);
  const at = Math.floor(bytes.length / 3);
  bytes[at] = (bytes[at] ?? 0) ^ 0x10;
  writeFileSync(file, bytes);
}
const halve = (file: string): void => truncateSync(file, Math.floor(readFileSync(file).length / 2));

const notesOf = async (): Promise<string[]> =>
  (await station.view(orderId)).fold.notes.map(({ text }) => text.slice(0, 40));

describe('20 unconfirmed saves, then one kind of file damaged (R-12)', () => {
  it.each([
    ['CURRENT', /^CURRENT$/, halve],
    ['MANIFEST', /^MANIFEST-/, flip],
    ['log', /\.log$/, flip],
    ['table', /\.ldb$/, flip],
  ] as const)('%s', async (kind, pattern, damage) => {
    // A start of its own moves the log into a table, so that both kinds are there with something in them.
    await station.stop();
    await station.startAgain();
    await station.synchronised();
    station.link.set('cut');
    const saved = Array.from({ length: 20 }, (_, n) => `${kind} 未同步 ${n}`);
    for (const text of saved) await station.call('workOrder.note', { orderId, text });
    await station.kill();
    const files = filesLike(pattern);
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) damage(file);

    await station.startAgain();
    const health = await station.call('device.health', {});
    expect(health.storeRebuiltAt).not.toBeNull();
    expect(readdirSync(path.dirname(folderOf('store'))).some((name) => name.startsWith('store.damaged-'))).toBe(true);
    const unsent = await station.sync();
    expect(unsent.items.filter((item) => item.about === 'noted')).toHaveLength(20);

    station.link.set('open');
    await station.synchronised();
    await station.has(orderId);
    const here = await notesOf();
    expect(here).toEqual(expect.arrayContaining(saved));
    expect(new Set(here).size).toBe(here.length);
    expect(here.filter((text) => text.startsWith('已确认'))).toHaveLength(30);
    const atOffice = await until('all notes at the office', async () => {
      const { view } = await field.dispatcher.call('workOrder.open', { orderId });
      return view.fold.notes.length === here.length ? view : null;
    });
    expect(JSON.stringify(atOffice)).toBe(JSON.stringify(await station.view(orderId)));
  });
});
