import { expect, it } from 'vitest';
import type { Database, Databases } from './types.ts';

/** What every backend must do; each adapter's test calls this with its own way to open. */
export function databaseContract(opened: () => Promise<Databases>): void {
  const fresh = async (name: string): Promise<Database> => (await opened()).ensure(name, { q: 1 });
  const withHistory = (id: string, ids: readonly string[], body: Record<string, unknown> = {}) => ({
    _id: id,
    _rev: `${ids.length}-${ids[0]}`,
    _revisions: { start: ids.length, ids },
    ...body,
  });

  it('answers conflicts as rows and keeps the first write', async () => {
    const db = await fresh('contract-conflict');
    const [first] = await db.bulkDocs([{ _id: 'a', value: 1 }]);
    const [second] = await db.bulkDocs([{ _id: 'a', value: 2 }]);
    expect(first).toMatchObject({ ok: true, id: 'a' });
    expect(second).toMatchObject({ id: 'a', error: 'conflict' });
    expect(await db.get('a')).toMatchObject({ value: 1 });
  });

  it('stores given histories and shows every leaf with its path', async () => {
    const db = await fresh('contract-leaves');
    const rows = await db.bulkDocs(
      [withHistory('a', ['bb', 'aa'], { value: 1 }), withHistory('a', ['cc', 'aa'], { value: 2 })],
      { newEdits: false },
    );
    expect(rows).toEqual([]);
    const leaves = await db.leaves('a');
    expect(leaves.map((leaf) => leaf._rev).sort()).toEqual(['2-bb', '2-cc']);
    expect(leaves.map((leaf) => leaf._revisions?.start)).toEqual([2, 2]);
    expect(await db.leaves('nobody')).toEqual([]);
  });

  it('knows what is missing, and gives it by revision', async () => {
    const db = await fresh('contract-diff');
    await db.bulkDocs([withHistory('a', ['bb', 'aa'], { value: 1 })], { newEdits: false });
    const diff = await db.revsDiff({ a: ['2-bb', '3-dd'], b: ['1-x'] });
    expect(diff.a?.missing).toEqual(['3-dd']);
    expect(diff.b?.missing).toEqual(['1-x']);
    const [row, none] = await db.bulkGet(
      [
        { id: 'a', rev: '2-bb' },
        { id: 'zz', rev: '1-q' },
      ],
      { revs: true },
    );
    expect(row?.docs[0]).toMatchObject({ ok: { value: 1, _revisions: { start: 2, ids: ['bb', 'aa'] } } });
    expect(none?.docs[0]).toHaveProperty('error');
    // CouchDB names found and missing in no order that it promises; nobody here relies on one.
    const open = await db.openRevs('a', ['2-bb', '9-z'], { revs: true });
    expect(open).toHaveLength(2);
    expect(open.find((one) => 'ok' in one)).toMatchObject({ ok: { _rev: '2-bb', value: 1 } });
    expect(open.find((one) => 'missing' in one)).toEqual({ missing: '9-z' });
  });

  it('gives the latest of a revision that was overtaken, and says of a strange one that it is missing', async () => {
    const db = await fresh('contract-latest');
    await db.bulkDocs([withHistory('a', ['bb', 'aa'], { value: 2 })], { newEdits: false });
    const rows = await db.bulkGet(
      [
        { id: 'a', rev: '1-aa' },
        { id: 'a', rev: '9-zz' },
        { id: 'nobody', rev: '1-aa' },
      ],
      { revs: true, latest: true },
    );
    const docs = rows.flatMap((row) => row.docs);
    expect(docs.flatMap((one) => ('ok' in one ? [one.ok._rev] : []))).toEqual(['2-bb']);
    expect(docs.flatMap((one) => ('error' in one ? [one.error] : []))).toMatchObject([
      { rev: '9-zz', error: 'not_found' },
      { id: 'nobody', rev: '1-aa', error: 'not_found' },
    ]);
    const open = await db.openRevs('a', ['1-aa', '9-zz'], { revs: true, latest: true });
    expect(open.find((one) => 'ok' in one)).toMatchObject({ ok: { _rev: '2-bb', _revisions: { start: 2 } } });
    expect(open.find((one) => 'missing' in one)).toEqual({ missing: '9-zz' });
    await db.bulkDocs([{ _id: 'still-here' }]);
    expect(await db.get('still-here')).not.toBeNull();
  });

  it('answers documents in the order in which they were asked for, also the latest of what is not there', async () => {
    const db = await fresh('contract-places');
    const ids = ['d', 'a', 'c'];
    await db.bulkDocs(
      ids.map((id) => withHistory(id, ['bb', 'aa'])),
      { newEdits: false },
    );
    const wanted = [
      { id: 'd', rev: '2-bb' },
      { id: 'nobody', rev: '1-aa' },
      { id: 'a', rev: '1-aa' },
      { id: 'c', rev: '9-zz' },
      { id: 'a-none' },
    ];
    for (const latest of [true, false])
      expect((await db.bulkGet(wanted, { revs: true, latest })).map(({ id }) => id)).toEqual(
        wanted.map(({ id }) => id),
      );
  });

  it('follows changes from an opaque sequence, waits, and stops by signal or time', async () => {
    const db = await fresh('contract-changes');
    await db.bulkDocs([{ _id: 'a' }, { _id: 'b' }]);
    const all = await db.changes({ since: '0', includeDocs: true });
    expect(all.results.map((row) => [row.id, row.doc?._id])).toEqual([
      ['a', 'a'],
      ['b', 'b'],
    ]);
    const one = await db.changes({ since: '0', limit: 1 });
    const rest = await db.changes({ since: one.last_seq });
    expect(one.results).toHaveLength(1);
    expect(rest.results).toHaveLength(1);
    const waiting = db.changes({ since: all.last_seq, feed: 'longpoll', timeoutMs: 20_000 });
    await db.bulkDocs([{ _id: 'c' }]);
    expect((await waiting).results.map((row) => row.id)).toEqual(['c']);
    const last = (await db.changes({ since: all.last_seq })).last_seq;
    const timed = await db.changes({ since: last, feed: 'longpoll', timeoutMs: 20 });
    // The same place, perhaps in other words: CouchDB promises no sequence twice.
    expect(timed.results).toEqual([]);
    expect((await db.changes({ since: timed.last_seq })).results).toEqual([]);
    const stop = new AbortController();
    const aborted = db.changes({ since: last, feed: 'longpoll', timeoutMs: 20_000, signal: stop.signal });
    stop.abort();
    expect((await aborted).results).toEqual([]);
  });

  it('waits from «now» for the first write after that', async () => {
    const db = await fresh('contract-now');
    await db.bulkDocs([{ _id: 'before' }]);
    const early = await db.changes({ since: 'now', feed: 'longpoll', timeoutMs: 20 });
    expect(early.results).toEqual([]);
    const waiting = db.changes({ since: 'now', feed: 'longpoll', timeoutMs: 20_000 });
    // Whether the wait has begun is not to be seen: each write is one that it may answer.
    const writes = setInterval(() => void db.bulkDocs([{ _id: `after-${performance.now()}` }]), 50);
    const { results } = await waiting.finally(() => clearInterval(writes));
    expect(results[0]?.id).toMatch(/^after-/);
  });

  it('asks from the beginning for a sequence of another store', async () => {
    const db = await fresh('contract-foreign');
    await db.bulkDocs([{ _id: 'a' }]);
    const { results } = await db.changes({ since: 'g1AAAA-of-another-store' });
    expect(results.map((row) => row.id)).toEqual(['a']);
  });

  it('reads ranges and keys by id', async () => {
    const db = await fresh('contract-range');
    await db.bulkDocs(['workOrder:1', 'workOrder:1:event:x', 'workOrder:2'].map((_id) => ({ _id })));
    const range = await db.allDocs({ startkey: 'workOrder:1', endkey: 'workOrder:1;', includeDocs: true });
    expect(range.map((row) => row.doc?._id)).toEqual(['workOrder:1', 'workOrder:1:event:x']);
    const keys = await db.allDocs({ keys: ['workOrder:2', 'nobody'] });
    expect(keys[0]?.value?.rev).toMatch(/^1-/);
    expect(keys[1]).toMatchObject({ key: 'nobody', error: 'not_found' });
    const rev = keys[0]?.value?.rev ?? '';
    await db.bulkDocs([{ _id: 'workOrder:2', _rev: rev, _deleted: true }]);
    const [deleted] = await db.allDocs({ keys: ['workOrder:2'], includeDocs: true });
    expect(deleted).toMatchObject({ id: 'workOrder:2', value: { deleted: true } });
    expect(deleted?.doc ?? null).toBeNull();
    expect(deleted?.error).toBeUndefined();
  });

  it('keeps local documents apart, and refuses a write that missed another', async () => {
    const db = await fresh('contract-local');
    expect(await db.getLocal('checkpoint')).toBeNull();
    const first = await db.putLocal('checkpoint', { seq: '1' });
    expect(await db.putLocal('checkpoint', { seq: '2' }, first?.rev)).toMatchObject({ ok: true });
    expect(await db.putLocal('checkpoint', { seq: '3' }, first?.rev)).toBeNull();
    expect(await db.putLocal('checkpoint', { seq: '3' })).toBeNull();
    expect(await db.getLocal('checkpoint')).toMatchObject({ seq: '2' });
    expect((await db.changes()).results).toEqual([]);
  });

  it('says that a database is missing, and lists those that are there', async () => {
    const databases = await opened();
    await databases.ensure('contract-list');
    expect(await databases.list()).toContain('contract-list');
    await expect(databases.open('contract-nobody').info()).rejects.toThrow('there is no database');
  });
}
