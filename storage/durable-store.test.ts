import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDurableStore, saysDamaged } from './durable-store.ts';
import { findDamage } from './leveldb/check.ts';
import type { Store } from './open-store.ts';

let parent: string;
let folder: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'linework-store-'));
  folder = join(parent, 'store');
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

const now = (): number => 1_700_000_000_000;

/** 3 000 documents make tables; a reopening leaves a log of its own. */
async function fill(): Promise<number> {
  let { store } = await openDurableStore(folder, { now });
  for (let page = 0; page < 6; page += 1) await write(store, page * 500, 500);
  await store.close();
  ({ store } = await openDurableStore(folder, { now }));
  for (let page = 0; page < 3; page += 1) await write(store, 3_000 + page * 10, 10);
  const { update_seq: sequence } = await store.info();
  await store.close();
  return Number(sequence);
}

async function write(store: Store, from: number, count: number): Promise<void> {
  const docs = Array.from({ length: count }, (_, n) => ({
    _id: `doc${from + n}`,
    text: `光功率 ${from + n} `.repeat(30 + (n % 60)),
  }));
  await store.bulkDocs(docs);
}

const filesLike = (pattern: RegExp): string[] => readdirSync(folder).filter((name) => pattern.test(name));

function flip(file: string, share: number): void {
  const path = join(folder, file);
  const bytes = readFileSync(path);
  const at = Math.floor((bytes.length - 1) * share);
  bytes[at] = (bytes[at] ?? 0) ^ 0x20;
  writeFileSync(path, bytes);
}

describe('a store as it was written', () => {
  it('opens with everything, after a close and without one', async () => {
    const sequence = await fill();
    expect(filesLike(/\.ldb$/).length).toBeGreaterThan(0);
    expect(await findDamage(folder)).toBeNull();
    const { store, setAside } = await openDurableStore(folder, { now, atLeast: sequence });
    expect(setAside).toBeNull();
    expect((await store.info()).doc_count).toBe(3_030);
    await store.close();
  });

  it('takes a torn log tail for what it is: a crash, no damage', async () => {
    await fill();
    const [log] = filesLike(/\.log$/);
    const handle = openSync(join(folder, log ?? ''), 'r+');
    ftruncateSync(handle, Math.max(0, statSync(join(folder, log ?? '')).size - 3));
    closeSync(handle);
    expect(await findDamage(folder)).toBeNull();
  });

  it('is not there yet: nothing is damaged', async () => {
    expect(await findDamage(folder)).toBeNull();
  });
});

describe('a damaged store is set aside and a fresh one opened', () => {
  const shares = [0.03, 0.2, 0.5, 0.8, 0.97];
  it.each([
    ['CURRENT', /^CURRENT$/],
    ['MANIFEST', /^MANIFEST-/],
    ['table', /\.ldb$/],
  ] as const)('%s: a flipped bit anywhere', async (_, pattern) => {
    await fill();
    const originals = filesLike(pattern).map((file) => [file, readFileSync(join(folder, file))] as const);
    expect(originals.length).toBeGreaterThan(0);
    for (const [file, bytes] of originals) {
      for (const share of shares) {
        flip(file, share);
        expect(await findDamage(folder), `${file} at ${share}`).not.toBeNull();
        writeFileSync(join(folder, file), bytes);
      }
    }
    flip(originals[0]?.[0] ?? '', 0.3);
    const { store, setAside } = await openDurableStore(folder, { now });
    expect(setAside?.folder).toBe(`${folder}.damaged-${now()}`);
    expect((await store.info()).doc_count).toBe(0);
    await store.close();
  });

  it.each([
    ['CURRENT', /^CURRENT$/],
    ['MANIFEST', /^MANIFEST-/],
    ['table', /\.ldb$/],
    ['log', /\.log$/],
  ] as const)('%s: the file is gone', async (_, pattern) => {
    await fill();
    for (const file of filesLike(pattern)) rmSync(join(folder, file));
    const { store, setAside } = await openDurableStore(folder, { now });
    expect(setAside).not.toBeNull();
    await store.close();
  });

  it.each([
    ['CURRENT', /^CURRENT$/],
    ['MANIFEST', /^MANIFEST-/],
    ['table', /\.ldb$/],
  ] as const)('%s: emptied, cut in half, overwritten', async (_, pattern) => {
    await fill();
    const [file = ''] = filesLike(pattern);
    const bytes = readFileSync(join(folder, file));
    const halves = [Buffer.alloc(0), bytes.subarray(0, Math.floor(bytes.length / 2)), Buffer.alloc(bytes.length, 7)];
    for (const wrong of halves) {
      writeFileSync(join(folder, file), wrong);
      const { store, setAside } = await openDurableStore(join(folder), { now, atLeast: 3_030 });
      expect(setAside).not.toBeNull();
      await store.close();
      rmSync(folder, { recursive: true });
      rmSync(setAside?.folder ?? '', { recursive: true });
      await fill();
    }
  });

  it('a log: a flipped bit before its last record, and a log that lost its end', async () => {
    const sequence = await fill();
    const [log = ''] = filesLike(/\.log$/);
    flip(log, 0.3);
    expect(await findDamage(folder)).not.toBeNull();
    flip(log, 0.3);
    writeFileSync(join(folder, log), readFileSync(join(folder, log)).subarray(0, 200));
    // By its bytes this is a crash; by what the store is known to have reached it is a loss.
    const { store, setAside } = await openDurableStore(folder, { now, atLeast: sequence });
    expect(setAside?.reason).toContain('expected');
    await store.close();
  });

  it('names twice set aside within one millisecond apart', async () => {
    for (let n = 0; n < 2; n += 1) {
      await (await openDurableStore(folder, { now })).store.close();
      rmSync(join(folder, 'CURRENT'));
      const { store, setAside } = await openDurableStore(folder, { now });
      expect(setAside).not.toBeNull();
      await store.close();
    }
    expect(readdirSync(parent).filter((name) => name.includes('damaged'))).toHaveLength(2);
  });
});

describe('a store that another holds', () => {
  it('is not damaged', async () => {
    const script = `import leveldown from 'leveldown';
      // Held for good: a handle that nobody keeps is collected, and its store with it.
      const db = (globalThis.db = leveldown(${JSON.stringify(folder)}));
      db.open({ createIfMissing: true }, (error) => { if (error) throw error; console.log('held'); });
      setInterval(() => undefined, 1000);`;
    const holder = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => holder.stdout.once('data', resolve));
    await expect(openDurableStore(folder, { now })).rejects.toThrow();
    expect(readdirSync(parent)).toEqual(['store']);
    holder.kill();
    // Only then is the folder nobody's, and may go.
    await once(holder, 'exit');
  });
});

it('tells a damaged store from a missing document', () => {
  expect(saysDamaged(new Error('Corruption: block checksum mismatch'))).toBe(true);
  expect(saysDamaged(new SyntaxError('Unexpected token'))).toBe(true);
  expect(saysDamaged({ status: 404, name: 'not_found', message: 'missing' })).toBe(false);
});
