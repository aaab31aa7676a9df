import { readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleOf } from '../builders/answers.ts';
import { type Field, type FieldStation, openField, sameEverywhere } from '../sync/field.ts';

const orders = 6;
const notesAnOrder = 50;

let field: Field;
let station: FieldStation;
let orderIds: readonly string[];
let first: string;

const folderOf = (name: string): string => {
  const technicians = path.join(station.data, 'technicians');
  return path.join(technicians, readdirSync(technicians)[0] ?? '', name);
};

/** The largest file of its kind: one damaged file among good ones is the hardest to notice. */
function fileOf(pattern: RegExp): string {
  const files = readdirSync(folderOf('store'))
    .filter((name) => pattern.test(name))
    .map((name) => path.join(folderOf('store'), name))
    .sort((a, b) => statSync(b).size - statSync(a).size);
  const [largest] = files;
  if (largest === undefined || statSync(largest).size === 0)
    throw new Error(`no file like ${pattern} with bytes in it`);
  return largest;
}

const kinds = { CURRENT: /^CURRENT$/, MANIFEST: /^MANIFEST-/, log: /^\d+\.log$/, table: /\.ldb$/ } as const;

const damages = {
  // so short that the log loses what the office has confirmed too, which the journal no longer has
  truncated: (file: string) => truncateSync(file, Math.floor(statSync(file).size / 10)),
  zeroed: (file: string) => writeFileSync(file, Buffer.alloc(statSync(file).size)),
  'flipped by one bit': (file: string) => {
    const bytes = readFileSync(file);
    const at = Math.floor(bytes.length / 3);
    bytes[at] = (bytes[at] ?? 0) ^ 0x10;
    writeFileSync(file, bytes);
  },
  removed: (file: string) => rmSync(file),
} as const;

/** Every kind of file with one damage, and every damage once; `npm run test:long` tries all sixteen. */
const shortly: readonly (readonly [keyof typeof kinds, keyof typeof damages])[] = [
  ['CURRENT', 'removed'],
  ['MANIFEST', 'zeroed'],
  ['log', 'truncated'],
  ['table', 'flipped by one bit'],
];
const damagesOf = (kind: keyof typeof kinds): readonly (keyof typeof damages)[] =>
  process.env.LINEWORK_LONG
    ? (Object.keys(damages) as (keyof typeof damages)[])
    : shortly.flatMap(([of, damage]) => (of === kind ? [damage] : []));

const asides = (): string[] =>
  readdirSync(path.dirname(folderOf('store'))).filter((name) => name.startsWith('store.damaged-'));
const textsOf = async (orderId: string): Promise<string[]> =>
  (await station.view(orderId)).fold.notes.map(({ text }) => text);
const draftOf = async (): Promise<unknown> =>
  (await station.open(first)).local.drafts['preparation.route']?.fields.routeNote;

async function together(count: number, write: (n: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let n = next++; n < count; n = next++) await write(n);
  };
  await Promise.all(Array.from({ length: 6 }, worker));
}

beforeAll(async () => {
  field = await openField();
  station = await field.station('tech1');
  orderIds = await Promise.all(Array.from({ length: orders }, () => field.create()));
  first = orderIds[0] ?? '';
  for (const orderId of orderIds) {
    await field.assign(orderId, 'tech1');
    await station.has(orderId);
    await station.call('workOrder.accept', { orderId });
  }
  await together(orders * notesAnOrder, (n) =>
    station.call('workOrder.note', { orderId: orderIds[n % orders] ?? '', text: `已确认 ${n} ${'光'.repeat(200)}` }),
  );
  await station.synchronised(60_000);
});
afterAll(() => field.close());

let round = 0;

describe.each(Object.keys(kinds) as (keyof typeof kinds)[])('%s of a store of several hundred documents', (kind) => {
  it.each(damagesOf(kind))('%s: 20 unsent saves are there, the rest is pulled again', async (damage) => {
    round += 1;
    // A start of its own moves the log into a table, so that every kind of file is there with something in it.
    await station.stop();
    await station.startAgain();
    const before = (await station.call('device.health', {})).storeRebuiltAt;
    // The log then holds what the office has confirmed as well as what only this device has.
    const confirmed = Array.from({ length: 5 }, (_, n) => `${kind} ${damage} 已同步 ${n}`);
    for (const text of confirmed) await station.call('workOrder.note', { orderId: first, text });
    const fields = sampleOf('preparation.route', { routeNote: `第 ${round} 回` });
    await station.call('step.saveDraft', { orderId: first, step: 'preparation.route', fields });
    await station.synchronised(60_000);
    const asideBefore = asides();
    station.link.set('cut');
    const unsent = Array.from({ length: 20 }, (_, n) => `${kind} ${damage} 未同步 ${n}`);
    for (const [n, text] of unsent.entries())
      await station.call('workOrder.note', { orderId: orderIds[n % orders] ?? '', text });
    await station.kill();
    damages[damage](fileOf(kinds[kind]));

    await station.startAgain();
    const waiting = (await station.sync()).items.filter((item) => item.about === 'noted');
    expect(waiting).toHaveLength(unsent.length);

    station.link.set('open');
    await station.synchronised(60_000);
    expect((await station.call('device.health', {})).storeRebuiltAt).not.toBe(before);
    expect(asides()).toHaveLength(asideBefore.length + 1);
    for (const orderId of orderIds) await station.has(orderId);
    const texts = (await Promise.all(orderIds.map(textsOf))).flat();
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts).toEqual(expect.arrayContaining([...confirmed, ...unsent]));
    expect(texts).toHaveLength(orders * notesAnOrder + round * (confirmed.length + unsent.length));
    expect(await draftOf()).toBe(`第 ${round} 回`);
    for (const orderId of orderIds) {
      const view = await sameEverywhere(orderId, field.dispatcher, [station]);
      expect(view.findings.filter(({ kind: found }) => found === 'sequenceGap')).toEqual([]);
    }
  });
});
