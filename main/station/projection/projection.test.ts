import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Pinned } from '../../../domain/work-order/pinned-version.ts';
import { shippedOrderTypes, shippedSettings } from '../../../forms/order-types/index.ts';
import { assignmentOf, idOf, type StoryDocument, tellStory } from '../../../test/builders/order-story.ts';
import type { Definitions } from '../catalogue/catalogue.ts';
import { nextRevision } from '../store/revisions.ts';
import { openTechnicianStore, type TechnicianStore } from '../store/technician-store.ts';
import { openProjection, type Projection } from './projection.ts';

const technicianId = idOf('tech');
const quiet = (): void => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
const [definition] = shippedOrderTypes;
const settings = Object.fromEntries(shippedSettings.map(({ key, version, values }) => [key, { version, values }]));
const pinnedBy = (): Definitions | null => (definition ? { definition, settings } : null);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linework-projection-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Lists = { readonly store: TechnicianStore; readonly projection: Projection; readonly close: () => Promise<void> };

async function open(data: string, pinned: (pinned: Pinned) => Definitions | null = pinnedBy): Promise<Lists> {
  let touch: (ids: readonly string[] | null) => void = quiet;
  const store = await openTechnicianStore({ folder: data, now: Date.now, log, changed: (ids) => touch(ids) });
  const parts = {
    store,
    folder: data,
    technicianId,
    deviceId: idOf('deviced'),
    pinnedBy: pinned,
    brokenBy: () => null,
    nameOf: () => null,
    appVersion: '1',
    log,
    changed: quiet,
  };
  const projection = await openProjection(parts);
  touch = projection.touch;
  const close = async (): Promise<void> => {
    await projection.close();
    await store.close();
  };
  return { store, projection, close };
}

const received = (document: StoryDocument) => {
  const { rev, revisions } = nextRevision(document, null);
  return { ...document, _rev: rev, _revisions: { start: revisions.start, ids: [...revisions.ids] } };
};

async function rowsOf({ projection }: Lists): Promise<string> {
  await projection.settled(20_000);
  return JSON.stringify([...projection.rows()].sort((a, b) => (a.summary.orderId < b.summary.orderId ? -1 : 1)));
}

function story(name: string): StoryDocument[] {
  const told = tellStory({ orderId: idOf(name), number: name, orderType: 'ftth-install' });
  const device = told.device('d', technicianId);
  told.office.does('assigned', { ...assignmentOf('a'), technicianId });
  device.meets(told.office);
  device.does('accepted', assignmentOf('a'));
  device.does('started', assignmentOf('a'));
  device.submits('orderStudy.services', { fibreInHome: { value: 'no' } });
  told.office.does('noted', { text: '请先电话' });
  return told.all();
}

it('is the same however the documents came, kept, and made from scratch', async () => {
  const all = ['w1', 'w2', 'w3'].flatMap(story);
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(all, { minLength: all.length }),
      fc.integer({ min: 1, max: 7 }),
      async (shuffled, size) => {
        run += 1;
        const data = join(folder, `run-${run}`);
        const first = await open(data);
        for (let at = 0; at < shuffled.length; at += size) {
          await first.store.receive(shuffled.slice(at, at + size).map(received));
        }
        const incremental = await rowsOf(first);
        expect(JSON.parse(incremental)).toHaveLength(3);
        await first.close();

        const kept = await open(data);
        expect([...kept.projection.rows()]).toHaveLength(3);
        expect(await rowsOf(kept)).toBe(incremental);
        await kept.close();

        rmSync(join(data, 'projection.ndjson'));
        const scratch = await open(data);
        expect(await rowsOf(scratch)).toBe(incremental);
        await scratch.close();
      },
    ),
    { numRuns: 6 },
  );
});

it('catches up with what was stored after it was saved, as after a kill', async () => {
  const lists = await open(folder);
  await lists.store.receive(story('w1').map(received));
  await lists.projection.settled(20_000);
  await lists.projection.close();
  // The process dies before the lists are saved again.
  await lists.store.receive(story('w2').map(received));
  await lists.store.close();
  const again = await open(folder);
  expect([...again.projection.rows()]).toHaveLength(1);
  expect(JSON.parse(await rowsOf(again))).toHaveLength(2);
  await again.close();
});

it('is made again when its file is torn or of another kind', async () => {
  const lists = await open(folder);
  await lists.store.receive(story('w1').map(received));
  const rows = await rowsOf(lists);
  await lists.close();
  for (const wrong of ['', '{"version":1', '{"version":99}\n', 'null\nnull']) {
    writeFileSync(join(folder, 'projection.ndjson'), wrong);
    const again = await open(folder);
    expect(await rowsOf(again)).toBe(rows);
    await again.close();
  }
});

it('lists an order whose definition has not arrived, and says so', async () => {
  const lists = await open(folder, () => null);
  await lists.store.receive(story('w1').map(received));
  await lists.projection.settled(20_000);
  const [row] = [...lists.projection.rows()];
  expect(row?.summary).toMatchObject({ definitionArriving: true, phase: 'started', grant: 'active' });
  expect(row?.news).toHaveLength(1);
  await lists.close();
});

it('an order that cannot be read is shown as such, holds up no other, and is read again when something of it comes', async () => {
  let broken = true;
  const lists = await open(folder, () => {
    if (broken) throw new Error('cannot be read now');
    return pinnedBy();
  });
  const plain = story('w1').filter(({ type }) => type === 'workOrder');
  await lists.store.receive(plain.map(received));
  await lists.projection.settled(20_000);
  expect(lists.projection.row(idOf('w1'))?.summary).toMatchObject({ broken: { code: 'order.unreadable' } });
  broken = false;
  await lists.store.receive([...story('w1').slice(1), ...story('w2')].map(received));
  expect(JSON.parse(await rowsOf(lists))).toMatchObject([{ summary: { broken: null } }, { summary: { broken: null } }]);
  await lists.close();
});

it('an order whose documents are of no shape at all is shown as broken, and holds up no other', async () => {
  const lists = await open(folder);
  const hostile = story('w1').map((one) =>
    one.type === 'workOrder' ? { ...one, customer: null, number: 7 } : { ...one, time: null, payload: null },
  );
  await lists.store.receive([...hostile, ...story('w2')].map((one) => received(one as StoryDocument)));
  await lists.projection.settled(20_000);
  expect(lists.projection.row(idOf('w1'))?.summary).toMatchObject({
    number: idOf('w1'),
    broken: { code: 'order.unreadable' },
  });
  expect(lists.projection.row(idOf('w2'))?.summary).toMatchObject({ broken: null });
  await lists.close();
});
