import { expect, it } from 'vitest';
import type { OrderDocument } from '../../domain/documents/parse.ts';
import { afterWrite } from './after-write.ts';
import { rowSources } from './row-sources.ts';

const orderId = 'a'.repeat(26);
const document = (id: string, rev?: string, more: object = {}): OrderDocument =>
  ({ _id: `workOrder:${orderId}${id}`, type: 'event', ...(rev === undefined ? {} : { _rev: rev }), ...more }) as never;
const change = (id: string, rev: string, deleted?: true) => ({
  id: `workOrder:${orderId}${id}`,
  seq: '1',
  changes: [{ rev }],
  ...(deleted && { deleted }),
});

it('a change is covered only by a row that was made from its revision', () => {
  const sources = rowSources();
  expect(sources.covers(change('', '1-a'))).toBe(false);
  sources.note(orderId, [document('', '1-a'), document(':event:x', '1-b')]);
  expect(sources.covers(change(':event:x', '1-b'))).toBe(true);
  expect(sources.covers(change(':event:x', '2-b'))).toBe(false);
  expect(sources.covers(change(':event:x', '1-b', true))).toBe(false);
  expect(sources.covers(change(':event:y', '1-c'))).toBe(false);
  sources.note(orderId, []);
  expect(sources.covers(change('', '1-a'))).toBe(false);
});

it('what a writer knows is taken only where it knows all that the row was made from', () => {
  const sources = rowSources();
  const known = [document('', '1-a')];
  expect(sources.within(orderId, known)).toBe(false);
  sources.note(orderId, known);
  expect(sources.within(orderId, [...known, document(':event:x', '1-b')])).toBe(true);
  // A device's document came up between the writer's read and its write.
  sources.note(orderId, [...known, document(':event:device', '1-d')]);
  expect(sources.within(orderId, [...known, document(':event:x', '1-b')])).toBe(false);
});

it('remembers so many orders and no more', () => {
  const sources = rowSources(2);
  const ids = ['a', 'b', 'c'].map((letter) => letter.repeat(26));
  for (const id of ids) sources.note(id, [{ ...document('', '1-a'), _id: `workOrder:${id}` }]);
  const covered = ids.map((id) => sources.covers({ id: `workOrder:${id}`, seq: '1', changes: [{ rev: '1-a' }] }));
  expect(covered).toEqual([false, true, true]);
});

it('the documents after a write are those before it and those written, as the store gives them back', () => {
  const before = [document('', '1-a'), document(':draft:d', '1-d')];
  const written = [
    { ...document(':event:x'), note: undefined },
    { ...document(':draft:d', '1-d'), _deleted: true },
  ] as never;
  const rows = [
    { id: `workOrder:${orderId}:event:x`, ok: true, rev: '1-x' },
    { id: `workOrder:${orderId}:draft:d`, ok: true, rev: '2-d' },
  ] as const;
  expect(afterWrite(orderId, before, written, rows)).toStrictEqual([document('', '1-a'), document(':event:x', '1-x')]);
});

it.each([
  ['another office wrote it for us', { ok: true }],
  ['it was there before', { error: 'conflict' }],
])('nothing is known after a write of which %s', (_, row) => {
  const event = document(':event:x') as never;
  expect(afterWrite(orderId, [], [event], [{ id: `workOrder:${orderId}:event:x`, ...row } as never])).toBeNull();
});
