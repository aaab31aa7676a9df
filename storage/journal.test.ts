import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { problem } from '../domain/problem.ts';
import { type JournalLine, openJournal } from './journal.ts';
import { readLines } from './journal-lines.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linework-journal-'));
  path = join(folder, 'journal');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = '2026-11-22T06:00:00.000Z';
const put = (id: string, generation: number, parent?: string): JournalLine => ({
  put: {
    id,
    rev: `${generation}-h${generation}`,
    revisions: { start: generation, ids: [`h${generation}`, ...(parent ? [parent] : [])] },
    body: { _id: id, text: '张伟 – ÿ', generation },
    at,
  },
});

describe('journal', () => {
  it('holds what was appended, after a new opening', async () => {
    const journal = await openJournal(path);
    await Promise.all([journal.append([put('a', 1)]), journal.append([put('b', 1)]), journal.append([put('c', 1)])]);
    await journal.append([{ confirmed: { id: 'b', rev: '1-h1' } }, { mark: { key: 'deviceSeq:x', value: 7 } }]);
    await journal.close();
    const again = await openJournal(path);
    expect(again.entries().map(({ id }) => id)).toEqual(['a', 'c']);
    expect(again.mark('deviceSeq:x')).toBe(7);
    await again.close();
  });

  it('torn at every byte, it keeps every whole line and goes on', async () => {
    const journal = await openJournal(path);
    for (const id of ['a', 'b', 'c']) await journal.append([put(id, 1)]);
    await journal.close();
    const bytes = readFileSync(path);
    const ends = [...bytes.keys()].filter((n) => bytes[n] === 0x0a).map((n) => n + 1);
    for (let length = 0; length <= bytes.length; length += 1) {
      writeFileSync(path, bytes.subarray(0, length));
      const torn = await openJournal(path);
      expect(torn.entries()).toHaveLength(ends.filter((end) => end <= length).length);
      expect(torn.damagedLines).toBe(0);
      await torn.append([put('d', 1)]);
      await torn.close();
      const mended = await openJournal(path);
      expect(mended.entries().at(-1)?.id).toBe('d');
      await mended.close();
    }
  });

  it('skips a line with a wrong byte, says so, and keeps the damaged file', async () => {
    const journal = await openJournal(path);
    for (const id of ['a', 'b', 'c']) await journal.append([put(id, 1)]);
    await journal.close();
    const bytes = readFileSync(path);
    const second = bytes.indexOf(0x0a) + 40;
    bytes[second] = (bytes[second] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const opened = await openJournal(path, { now: () => 42 });
    expect(opened.entries().map(({ id }) => id)).toEqual(['a', 'c']);
    expect(opened.damagedLines).toBe(1);
    expect(readFileSync(`${path}.damaged-42`).equals(bytes)).toBe(true);
    await opened.close();
  });

  it('joins the revisions of unconfirmed saves down to the one the office knows', async () => {
    const journal = await openJournal(path);
    await journal.append([put('d', 4, 'h3')]);
    await journal.append([put('d', 5, 'h4')]);
    await journal.append([put('d', 6, 'h5')]);
    expect(journal.entry('d')?.revisions).toEqual({ start: 6, ids: ['h6', 'h5', 'h4', 'h3'] });
    await journal.append([{ confirmed: { id: 'd', rev: '5-h5', keep: true } }]);
    expect(journal.entry('d')?.revisions).toEqual({ start: 6, ids: ['h6', 'h5'] });
    expect(journal.confirmedRev('d')).toBe('5-h5');
    await journal.append([{ confirmed: { id: 'd', rev: '6-h6', keep: true } }]);
    expect(journal.entries()).toEqual([]);
    await journal.close();
    const again = await openJournal(path);
    expect(again.confirmedRev('d')).toBe('6-h6');
    await again.close();
  });

  it('keeps a refusal until an edit or a retry, and drops one that speaks of an older revision', async () => {
    const journal = await openJournal(path);
    const given = problem('door.shape', { where: 'x' });
    await journal.append([put('a', 1)]);
    await journal.append([{ refused: { id: 'a', rev: '9-other', problem: given } }]);
    expect(journal.entry('a')?.refused).toBeUndefined();
    await journal.append([{ refused: { id: 'a', rev: '1-h1', problem: given } }]);
    expect(journal.entry('a')?.refused?.code).toBe('door.shape');
    await journal.append([{ retried: {} }]);
    expect(journal.entry('a')?.refused).toBeUndefined();
    await journal.append([{ refused: { id: 'a', rev: '1-h1', problem: given } }, put('a', 2, 'h1')]);
    expect(journal.entry('a')?.refused).toBeUndefined();
    await journal.close();
  });

  it('opens and goes on where there is no room for a shorter copy', async () => {
    const journal = await openJournal(path);
    for (const id of ['a', 'b', 'c', 'd']) await journal.append([put(id, 1)]);
    await journal.close();
    mkdirSync(`${path}.new`);
    const long = await openJournal(path, { compactAbove: 300 });
    expect(long.entries()).toHaveLength(4);
    await long.append([put('e', 1)]);
    await long.close();
    const again = await openJournal(path);
    expect(again.entries()).toHaveLength(5);
    await again.close();
  });

  it('adds up to the same with and without compaction, whatever was written', async () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd');
    const step = fc.oneof(
      id.map((one) => ({ kind: 'put' as const, id: one })),
      id.map((one) => ({ kind: 'confirm' as const, id: one })),
      fc.record({ kind: fc.constant('mark' as const), id, value: fc.nat(50) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        rmSync(path, { force: true });
        rmSync(`${path}.plain`, { force: true });
        const small = await openJournal(path, { compactAbove: 300 });
        const plain = await openJournal(`${path}.plain`);
        const generations = new Map<string, number>();
        for (const one of steps) {
          const before = generations.get(one.id) ?? 0;
          const line: JournalLine =
            one.kind === 'put'
              ? put(one.id, before + 1, before > 0 ? `h${before}` : undefined)
              : one.kind === 'confirm'
                ? { confirmed: { id: one.id, rev: `${before}-h${before}`, keep: true } }
                : { mark: { key: one.id, value: one.value } };
          if (one.kind === 'put') generations.set(one.id, before + 1);
          await Promise.all([small.append([line]), plain.append([line])]);
        }
        await Promise.all([small.close(), plain.close()]);
        const [a, b] = await Promise.all([openJournal(path), openJournal(`${path}.plain`)]);
        const byId = (x: { id: string }, y: { id: string }): number => (x.id < y.id ? -1 : 1);
        expect([...a.entries()].sort(byId)).toEqual([...b.entries()].sort(byId));
        for (const key of ['a', 'b', 'c', 'd']) {
          expect(a.mark(key)).toBe(b.mark(key));
          expect(a.confirmedRev(key)).toBe(b.confirmedRev(key));
        }
        await Promise.all([a.close(), b.close()]);
      }),
      { numRuns: 40 },
    );
  });

  it('shrinks when most of it is confirmed', async () => {
    const journal = await openJournal(path, { compactAbove: 2_000 });
    for (let n = 0; n < 60; n += 1) {
      await journal.append([put(`x${n}`, 1)]);
      await journal.append([{ confirmed: { id: `x${n}`, rev: '1-h1' } }]);
    }
    await journal.append([put('last', 1)]);
    expect(journal.size()).toBeLessThan(4_500);
    expect(journal.entries().map(({ id }) => id)).toEqual(['last']);
    await journal.close();
    expect(readLines(readFileSync(path)).damagedLines).toBe(0);
  });

  it('shares a flush between saves of the same moment', async () => {
    const journal = await openJournal(path);
    await Promise.all(Array.from({ length: 50 }, (_, n) => journal.append([put(`x${n}`, 1)])));
    expect(journal.entries()).toHaveLength(50);
    await journal.close();
  });
});
