import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SyncState } from '../../bridge/sync-state.ts';
import { makePhoto } from '../builders/photo.ts';
import { type Box, encodings, type MiddleBox, openMiddleBox, portals } from '../processes/middle-box.ts';
import { until } from '../processes/poll.ts';
import { type StationProcess, startStation } from '../processes/station.ts';
import { type TemporaryFolder, temporaryFolder } from '../processes/temporary-folder.ts';
import { type Field, officeView, openField } from './field.ts';

/**
 * A station behind something that understands HTTP and meddles (ADR 0020). What was written under it is never refused by it, signs
 * nobody out and arrives by itself afterwards; while it lasts, it has a name.
 */
let folder: TemporaryFolder;
let field: Field;
let box: MiddleBox;
let station: StationProcess;
let orderId: string;
let photos = 100;

beforeAll(async () => {
  folder = await temporaryFolder('middle-box');
  field = await openField();
  box = await openMiddleBox(field.office.url);
  station = await startStation({ data: path.join(folder.path, 'station'), officeUrl: box.url });
  await station.signIn('tech1');
});
afterAll(async () => {
  await station.stop();
  await box.close();
  await field.close();
  await folder.remove();
});
beforeEach(async () => {
  box.set({ box: 'clear' });
  orderId = await given();
  await synchronised();
});

/** An order that this station was given, as far as dispatch is concerned. */
async function given(): Promise<string> {
  const id = await field.create();
  await field.assign(id, 'tech1');
  await until('the order', () => station.call('workOrder.open', { orderId: id }), { withinMs: 30_000 });
  return id;
}

const state = (): Promise<SyncState> => station.call('sync.state', {});
const synchronised = (withinMs = 60_000): Promise<SyncState> =>
  until(
    'all to be synchronised',
    async () => {
      const now = await state();
      if (now.state !== 'synchronised') throw new Error(JSON.stringify(now));
      return now;
    },
    { withinMs, everyMs: 100 },
  );

async function write(): Promise<string> {
  const text = `记录 ${++photos}`;
  await station.call('workOrder.note', { orderId, text });
  const bytes = makePhoto(photos).bytes.toString('base64');
  await station.call('evidence.add', { orderId, slot: 'dropCable.photos.route', source: 'file', bytes });
  return text;
}

/**
 * Writes a note and a photo while the box meddles: nothing is refused, nobody signed out, no other office; and it is all there afterwards.
 */
async function survives(met: Box, meanwhile: () => Promise<void>): Promise<void> {
  box.set(met);
  await station.call('sync.now', {});
  const text = await write();
  await meanwhile();
  const during = await state();
  expect([during.refused, during.newOffice]).toEqual([0, null]);
  expect((await station.call('session.state', {})).signInNeeded).toBe(false);
  box.set({ box: 'clear' });
  await synchronised();
  const view = await officeView(field.dispatcher, orderId);
  expect(view.fold.notes.some((note) => note.text === text)).toBe(true);
  expect(view.evidence.every((one) => one.received)).toBe(true);
}

/** What answers is read in `main/station/sync` by itself; here some of each kind go the whole way, and `npm run test:long` all. */
const tried = <T>(all: readonly T[], some: readonly NoInfer<T>[]): readonly T[] =>
  process.env.LINEWORK_LONG ? all : some;

const named = async (code: string): Promise<void> => {
  await until(
    `${code} to be named`,
    async () => {
      const { onTheWay, link, items } = await state();
      const said = [onTheWay, ...items.map(({ problem }) => problem)].map((one) => one?.code);
      return said.includes(code as never) || Promise.reject(new Error(JSON.stringify([link, said])));
    },
    { withinMs: 30_000 },
  );
};

describe('a portal', () => {
  it.each(tried(portals, ['page', 'login', 'json', 'network']))('that answers with: %s', async (as) => {
    await survives({ box: 'portal', as }, async () => {
      await until('the state', async () => (await state()).state === 'inBetween');
      expect(await state()).toMatchObject({ link: 'inBetween', onTheWay: { code: 'link.inBetween' } });
    });
  });

  it('for uploads alone refuses no photo', async () => {
    box.set({ box: 'portal', as: 'page', only: '/evidence' });
    const text = await write();
    await named('link.inBetween');
    expect((await state()).refused).toBe(0);
    expect((await officeView(field.dispatcher, orderId)).fold.notes.some((note) => note.text === text)).toBe(true);
    box.set({ box: 'clear' });
    await synchronised();
  });

  it('does not sign in, and says why', async () => {
    const fresh = await startStation({ data: path.join(folder.path, 'fresh'), officeUrl: box.url });
    try {
      box.set({ box: 'portal', as: 'login' });
      const answer = await fresh.ask('session.signIn', { username: 'tech2', password: 'linework' });
      expect(answer).toMatchObject({ ok: false, problem: { code: 'link.inBetween' } });
      box.set({ box: 'clear' });
      expect((await fresh.ask('session.signIn', { username: 'tech2', password: 'linework' })).ok).toBe(true);
    } finally {
      await fresh.stop();
    }
  });

  it('that answers a station which starts', async () => {
    box.set({ box: 'portal', as: 'forbidden' });
    await station.stop();
    await station.startAgain();
    await station.signIn('tech1');
    await write();
    await until('the state', async () => (await state()).state === 'inBetween');
    box.set({ box: 'clear' });
    await synchronised();
  });
});

describe('the packing of answers', () => {
  const unreadable: readonly string[] = ['truncated', 'nonsense'];
  it.each(tried(encodings, ['GZIP', 'x-gzip', 'double', 'labelledOnly']).filter((as) => !unreadable.includes(as)))(
    '%s is understood',
    async (as) => {
      box.set({ box: 'encoding', as });
      await station.call('sync.now', {});
      const text = await write();
      await given();
      await synchronised();
      expect((await officeView(field.dispatcher, orderId)).fold.notes.some((note) => note.text === text)).toBe(true);
    },
  );
  it.each(unreadable)('%s is the link', (as) =>
    survives({ box: 'encoding', as: as as (typeof encodings)[number] }, () => named('link.altered')),
  );
});

describe('meddling', () => {
  it('headers in other case, a foreign location, odd dates: all goes on', async () => {
    box.set({ box: 'rewrite' });
    await station.call('sync.now', {});
    await write();
    await synchronised();
  });
  it('a script in every answer', () => survives({ box: 'inject' }, () => named('link.altered')));
  it('other statuses over the office’s answers: no refusal', async () => {
    for (const status of [401, 403, 413])
      await survives({ box: 'status', status }, async () => {
        await until('the state', async () => (await state()).link !== 'online');
      });
  });
  it('headers removed: documents go, photos wait and say why', async () => {
    await survives({ box: 'strip', requests: true }, async () => {
      await named('link.headersRemoved');
      await until('the documents to be there', async () => (await state()).documents === 0, { withinMs: 30_000 });
      expect((await state()).link).toBe('online');
    });
  });
  it('an old answer is none', async () => {
    box.set({ box: 'cache' });
    await station.call('sync.now', {});
    await write();
    await given();
    await synchronised();
  });
  it('answers kept until they are whole: orders come all the same', async () => {
    box.set({ box: 'buffer' });
    await station.call('sync.now', {});
    await given();
    await write();
    await synchronised();
  });
});

describe('a limit of a request', () => {
  it.each(tried([1024 * 1024, 20_000, 2_000], [20_000]))('of %d bytes: everything arrives under it', async (bytes) => {
    box.set({ box: 'limit', bytes });
    await station.call('sync.now', {});
    for (let n = 0; n < 3; n += 1) await write();
    const note = `长 ${bytes} ${'字段 '.repeat(150)}`;
    for (let n = 0; n < 30; n += 1)
      await station.call('workOrder.note', { orderId, text: `${n} ${note}`.slice(0, 900) });
    await synchronised(120_000);
    expect((await state()).refused).toBe(0);
  });

  it('under what one document needs: it waits and is named, the others go', async () => {
    const words = Array.from({ length: 400 }, (_, n) => String.fromCharCode(0x4e00 + ((n * 7919) % 20_000))).join('');
    await survives({ box: 'limit', bytes: 900 }, async () => {
      await station.call('workOrder.note', { orderId, text: words });
      await named('link.sizeLimited');
      expect((await state()).refused).toBe(0);
    });
  });
});
