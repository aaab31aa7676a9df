import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { orderOfEight } from '../../../test/bench/many-orders.ts';
import { makePullTarget } from '../sync/pull-target.ts';
import { openTechnicianStore, type TechnicianStore } from './technician-store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linework-rotation-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const quiet = (): void => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
const technicianId = '01ktech0000000000000000001';
const deviceId = '01kdevice00000000000000001';
const open = (at = folder): Promise<TechnicianStore> =>
  openTechnicianStore({ folder: at, now: Date.now, log, changed: quiet });
const orderOf = (id: string): string => id.replace(/^(workOrder|grant):/, '').slice(0, 26);
const storesIn = (at = folder): string[] =>
  readdirSync(at).filter((name) => name.startsWith('store') && !name.includes('.damaged-'));

type Orders = { readonly keeps: string; readonly leaves: string };

/** Orders of eight documents each as the office sent them, every other to leave; answers one of each and all that leave. */
async function fill(orders: number): Promise<{ some: Orders; leaving: string[]; keeping: string[] }> {
  const store = await open();
  const ids: string[] = [];
  for (let n = 0; n < orders; n += 1) {
    const documents = orderOfEight(n, technicianId);
    await store.receive(documents);
    ids.push(orderOf(documents[0]?._id ?? ''));
  }
  const { store: name, sequence } = await store.documents.position();
  await store.checkpoint.set({ since: 77, store: name, storeSequence: sequence, complete: true });
  await store.close();
  const leaving = ids.filter((_, n) => n % 2 === 0);
  const keeping = ids.filter((_, n) => n % 2 === 1);
  return { some: { keeps: keeping[0] ?? '', leaves: leaving[0] ?? '' }, leaving, keeping };
}

/** A store is whole when it has every document of what stays, and of what leaves everything or nothing. */
async function judge(store: TechnicianStore, leaving: readonly string[], keeping: readonly string[]): Promise<boolean> {
  for (const orderId of keeping) expect(await store.orderDocuments(orderId)).toHaveLength(8);
  const counts = await Promise.all(leaving.map(async (orderId) => (await store.orderDocuments(orderId)).length));
  expect(new Set(counts).size).toBe(1);
  expect([0, 8]).toContain(counts[0]);
  expect(store.checkpoint.get()).toMatchObject({ since: 77, complete: true });
  expect(store.rebuiltAt()).toBeNull();
  return counts[0] === 0;
}

describe('a fresh store', () => {
  it('holds what is kept with all revisions, goes on, and is the one that opens next', async () => {
    const { leaving, keeping, some } = await fill(20);
    const store = await open();
    const before = await store.documents.range(`workOrder:${some.keeps}`, `workOrder:${some.keeps};`);
    expect(await store.rotate(new Set(leaving), [], () => true)).toBe(true);
    expect(await store.documents.range(`workOrder:${some.keeps}`, `workOrder:${some.keeps};`)).toEqual(before);
    expect(await judge(store, leaving, keeping)).toBe(true);
    expect(store.documents.folder()).toBe('store-2');
    await store.close();
    expect(storesIn()).toEqual(['store-2']);
    const again = await open();
    expect(await judge(again, leaving, keeping)).toBe(true);
    expect(await again.rotate(new Set(keeping.slice(0, 1)), [], () => true)).toBe(true);
    expect(again.documents.folder()).toBe('store-3');
    await again.close();
  });

  it('is not made while anything is unconfirmed, nor when something of a leaving order is written meanwhile', async () => {
    const { leaving, keeping, some } = await fill(6);
    const store = await open();
    const note = {
      ...(await store.orderDocuments(some.keeps)).find((one) => one.type === 'event'),
      _id: `workOrder:${some.keeps}:event:01kxxxxxxxxxxxxxxxxxxxxxxx`,
      _rev: undefined,
      deviceId,
    };
    await store.append([note as never]);
    expect(await store.rotate(new Set(leaving), [], () => true)).toBe(false);
    const entry = store.journal.entry(note._id);
    await store.journal.append([{ confirmed: { id: note._id, rev: entry?.rev ?? '' } }]);
    let asked = 0;
    const late = {
      ...note,
      _id: `workOrder:${some.leaves}:event:01kxxxxxxxxxxxxxxxxxxxxxxx`,
      _rev: `1-${'a'.repeat(32)}`,
    };
    const arriving = store.rotate(new Set(leaving), [], () => {
      asked += 1;
      if (asked === 1) void store.receive([late as never]);
      return true;
    });
    expect(await arriving).toBe(false);
    expect(await store.orderDocuments(some.leaves)).toHaveLength(9);
    expect(await store.orderDocuments(keeping[0] ?? '')).toHaveLength(9);
    expect(storesIn()).toEqual(['store']);
    expect(await store.rotate(new Set(leaving), [], () => true)).toBe(true);
    await store.close();
  });

  it('is not made when something arrives while it is read what leaves', async () => {
    const { leaving, some } = await fill(60);
    const store = await open();
    const [event] = (await store.orderDocuments(some.leaves)).filter(({ type }) => type === 'event');
    const _id = `workOrder:${some.leaves}:event:01kxxxxxxxxxxxxxxxxxxxxxxx`;
    const turned = store.rotate(new Set(leaving), [], () => true);
    await store.receive([{ ...event, _id, _rev: `1-${'a'.repeat(32)}` } as never]);
    expect(await turned).toBe(false);
    expect(await store.documents.get(_id)).not.toBeNull();
    await store.close();
  });

  it('takes along what is saved while it is filled', async () => {
    const { leaving, keeping, some } = await fill(40);
    const store = await open();
    const saves: Promise<void>[] = [];
    const done = await store.rotate(new Set(leaving), [], () => {
      if (saves.length < 30) {
        const documents = orderOfEight(100 + saves.length, technicianId);
        saves.push(store.receive(documents));
        keeping.push(orderOf(documents[0]?._id ?? ''));
      }
      return true;
    });
    await Promise.all(saves);
    expect(done).toBe(true);
    expect(await judge(store, leaving, keeping)).toBe(true);
    expect(some.keeps).not.toBe('');
    await store.close();
  });
});

describe('orders that left', () => {
  it('are not pulled again by what was here, and come back whole with the first new document', async () => {
    const { leaving, some } = await fill(6);
    const store = await open();
    const old = await store.documents.range(`workOrder:${some.leaves}`, `workOrder:${some.leaves};`);
    const revs = Object.fromEntries(old.map(({ _id, _rev }) => [_id, [_rev]]));
    await store.rotate(new Set(leaving), [], () => true);
    const target = makePullTarget(store, deviceId);
    expect(await target.wanted(revs)).toEqual([]);
    expect(store.checkpoint.get().since).toBe(77);
    const grant = { [`grant:${some.leaves}`]: [`2-${'b'.repeat(32)}`] };
    expect(await target.wanted(grant)).toHaveLength(1);
    expect(store.checkpoint.get().since).toBe(0);
    expect(await target.wanted(revs)).toHaveLength(old.length);
    await store.close();
    const again = await open();
    expect(again.left.has(some.leaves)).toBe(false);
    expect(again.left.has(leaving[1] ?? '')).toBe(true);
    await again.close();
  });
});

describe('killed', () => {
  /** Each line of the table of ADR 0013, as the kill leaves the folder. */
  it('between any two steps, one whole store opens', async () => {
    const { leaving, keeping } = await fill(12);
    const before = join(folder, 'before');
    cpSync(join(folder, 'store'), before, { recursive: true });
    const checkpoint = readFileSync(join(folder, 'checkpoint.json'));
    const store = await open();
    await store.rotate(new Set(leaving), [], () => true);
    await store.close();
    const after = join(folder, 'after');
    cpSync(join(folder, 'store-2'), after, { recursive: true });
    const left = readFileSync(join(folder, 'left.json'));
    rmSync(join(folder, 'store-2'), { recursive: true });
    const put = (from: string, name: string) => (at: string) => cpSync(from, join(at, name), { recursive: true });
    const torn = (name: string, kept: RegExp) => (at: string) => {
      cpSync(before, join(at, name), { recursive: true });
      for (const file of readdirSync(join(at, name))) if (!kept.test(file)) rmSync(join(at, name, file));
    };
    const damaged = (at: string): void => {
      cpSync(after, join(at, 'store-2'), { recursive: true });
      rmSync(join(at, 'store-2', 'CURRENT'));
    };
    const cases: readonly (readonly [string, readonly ((at: string) => void)[], boolean])[] = [
      ['while the copy was filled', [put(before, 'store'), torn('store.next', /log$/)], false],
      ['before the rename', [put(before, 'store'), put(after, 'store.next')], false],
      ['after the rename, before the checkpoint', [put(before, 'store'), put(after, 'store-2')], true],
      ['after the rename, and the copy is damaged', [put(before, 'store'), damaged], false],
      ['while the old one was deleted', [put(after, 'store-2'), torn('store.old-store', /MANIFEST/)], true],
    ];
    for (const [name, steps, gone] of cases) {
      const at = join(folder, `case-${cases.findIndex(([one]) => one === name)}`);
      mkdirSync(at);
      writeFileSync(join(at, 'checkpoint.json'), checkpoint);
      writeFileSync(join(at, 'left.json'), left);
      for (const step of steps) step(at);
      const opened = await open(at);
      expect(await judge(opened, leaving, keeping), name).toBe(gone);
      await opened.close();
      expect(storesIn(at), name).toHaveLength(1);
    }
  });

  it('by kill -9 at any moment, one whole store opens', async () => {
    const { leaving, keeping } = await fill(60);
    const script = fileURLToPath(new URL('./rotating-process.ts', import.meta.url));
    const moments = 8;
    let [rotated, kept] = [0, 0];
    for (let n = 0; n < moments; n += 1) {
      const at = join(folder, `moment-${n}`);
      mkdirSync(at);
      for (const name of ['store', 'checkpoint.json', 'journal'])
        cpSync(join(folder, name), join(at, name), { recursive: true });
      const child = spawn(process.execPath, ['--import', 'tsx', script, at, ...leaving], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const ended = new Promise((resolve) => child.on('close', resolve));
      createInterface({ input: child.stdout }).on('line', (line) => {
        // The last one is killed as soon as the rotation is over: on a busy machine none of the others may come that far.
        if (n === moments - 1) return void (line === 'rotated' && child.kill('SIGKILL'));
        if (line === 'ready') setTimeout(() => child.kill('SIGKILL'), n * 110);
      });
      await ended;
      const opened = await open(at);
      if (await judge(opened, leaving, keeping)) rotated += 1;
      else kept += 1;
      await opened.close();
      expect(storesIn(at)).toHaveLength(1);
      expect(existsSync(join(at, 'store.next'))).toBe(false);
    }
    // Neither all too early nor all too late.
    expect(kept).toBeGreaterThan(0);
    expect(rotated).toBeGreaterThan(0);
  }, 240_000);
});
