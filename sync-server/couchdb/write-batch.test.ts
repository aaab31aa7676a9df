import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DocumentRefused } from '../database/document-refused.ts';
import type { IncomingDocument } from '../database/types.ts';
import { DatabaseUnavailable } from '../database/unavailable.ts';
import { CouchRefusal } from './answers.ts';
import { writeBatch } from './write-batch.ts';

/** A CouchDB that refuses a request with any of these documents in it, as a whole. */
function couch(bad: ReadonlyMap<string, () => Error>) {
  const written = new Set<string>();
  let requests = 0;
  const ask = async ({ body }: { readonly body?: unknown }): Promise<unknown> => {
    requests += 1;
    const { docs } = body as { docs: readonly IncomingDocument[] };
    for (const { _id } of docs) {
      const refusal = bad.get(_id);
      if (refusal !== undefined) throw refusal();
    }
    for (const { _id } of docs) written.add(_id);
    return [];
  };
  return { ask, written, requests: () => requests };
}
const tooLarge = () => new CouchRefusal(413, 'document_too_large', 'x');
const badShape = () => new CouchRefusal(400, 'bad_request', 'invalid UTF-8 JSON');
const documents = (count: number): IncomingDocument[] =>
  Array.from({ length: count }, (_, n) => ({ _id: `d${n}`, _rev: '1-aa' }));

it('writes everything but what is refused, whatever stands where', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 120 }),
      fc.uniqueArray(fc.nat(119), { maxLength: 8 }),
      fc.boolean(),
      async (count, at, large) => {
        const bad = new Map(at.filter((n) => n < count).map((n) => [`d${n}`, large ? tooLarge : badShape]));
        const store = couch(bad);
        const rows = await writeBatch(store.ask, documents(count), false);
        expect(store.written.size).toBe(count - bad.size);
        expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(bad.keys()));
        for (const row of rows) expect(row.error).toBe(large ? 'document_too_large' : 'bad_request');
        // Each bad document is looked for by halves.
        expect(store.requests()).toBeLessThanOrEqual(1 + bad.size * 2 * Math.ceil(Math.log2(count + 1)));
      },
    ),
    { numRuns: 200 },
  );
});

it('writes the rest also when CouchDB breaks on one, and throws what it said', async () => {
  const broken = () => new DatabaseUnavailable('CouchDB answered 500 badmatch', { told: false });
  const store = couch(new Map([['d40', broken]]));
  await expect(writeBatch(store.ask, documents(100), false)).rejects.toThrow(/500 badmatch/);
  expect(store.written.size).toBe(99);
});

it('does not go on halving while CouchDB is away', async () => {
  const store = couch(new Map([['d40', () => new DatabaseUnavailable('down', { told: true })]]));
  await expect(writeBatch(store.ask, documents(100), false)).rejects.toThrow('down');
  expect(store.requests()).toBe(1);
});

it('throws for a single edit, and sends an edit that may have been written once only', async () => {
  await expect(writeBatch(couch(new Map([['d0', tooLarge]])).ask, documents(1), true)).rejects.toThrow(DocumentRefused);
  const broken = couch(new Map([['d0', () => new DatabaseUnavailable('500', { told: false })]]));
  await expect(writeBatch(broken.ask, documents(10), true)).rejects.toThrow('500');
  expect(broken.requests()).toBe(1);
});
