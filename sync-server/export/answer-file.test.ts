import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { OrderDocument } from '../../domain/documents/parse.ts';
import { problem } from '../../domain/problem.ts';
import { ok, refused } from '../../domain/result.ts';
import { deriveOrder } from '../../forms/engine/derive.ts';
import { ftthInstall as definition } from '../../forms/order-types/ftth-install/index.ts';
import { settings, tellInstall } from '../../test/builders/install-story.ts';
import { idOf } from '../../test/builders/order-story.ts';
import { DatabaseUnavailable } from '../database/unavailable.ts';
import type { LoadedOrder } from '../orders/types.ts';
import { csvFile, type FileParts, jsonFile } from './answer-file.ts';

const readings = 'opticalTurnup.readings';
const names = { person: (id: string) => (id === idOf('dispatcher') ? '王调度' : id), device: () => '平板一' };

function loadedOrder(number: string): LoadedOrder {
  const install = tellInstall({ number, customer: { ...tellInstall().order.customer, name: '=陈, "静"' } });
  install.upTo('opticalTurnup');
  const b = install.device('b', idOf('a'));
  b.meets(install.a);
  install.submit(readings, { onuDbm: -19, instrument: '+86 笔' });
  install.submit(readings, { onuDbm: -21, instrument: '+86 笔' }, b);
  install.office.meets(install.a, b);
  const documents = install.all() as readonly OrderDocument[];
  const view = deriveOrder({ documents, definition, settings });
  const [conflict] = view.conflicts;
  const chosen = conflict?.candidates.find(({ value }) => value === -19)?.submission ?? '';
  const left = conflict?.candidates.find(({ value }) => value === -21)?.submission ?? '';
  install.office.does('conflictChosen', { step: readings, field: 'onuDbm', chosen, rejected: [left] });
  const after = install.all() as readonly OrderDocument[];
  return { view: deriveOrder({ documents: after, definition, settings }), documents: after, definition, settings };
}

const stored = new Map(['2026-1', '2026-2'].map((number) => [number, loadedOrder(number)]));
const read: string[] = [];
const parts = (more: Partial<FileParts> = {}): FileParts => ({
  orders: {
    load: async (orderId) => {
      read.push(orderId);
      const order = stored.get(orderId);
      return order === undefined ? refused(problem('order.unknown')) : ok(order);
    },
    summary: (orderId) => (stored.has(orderId) ? ({ number: orderId, orderType: 'ftth-install' } as never) : null),
  },
  orderIds: [...stored.keys()],
  names,
  onlyConflicts: false,
  customer: false,
  failed: () => undefined,
  ...more,
});
const textOf = async (pieces: AsyncIterable<string>): Promise<string> =>
  (await Readable.from(pieces).toArray()).join('');

/** Reads RFC 4180 back, written apart from what writes it. */
function parseCsv(text: string): readonly Readonly<Record<string, string>>[] {
  const cells = [...text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)];
  const records: string[][] = [[]];
  for (const [, quoted, plain, end] of cells) {
    records.at(-1)?.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === '\r\n') records.push([]);
  }
  const [heads = [], ...rows] = records.filter((record) => record.length > 0);
  return rows.map((row) => Object.fromEntries(heads.map((head, i) => [head, row[i] ?? ''])));
}

/** Without the last record, which says that the file is whole. */
function answersIn(csv: string): readonly Readonly<Record<string, string>>[] {
  const rows = parseCsv(csv.slice(1));
  expect(rows.at(-1)).toMatchObject({ order_number: '#end' });
  return rows.slice(0, -1);
}

describe('a file of answers', () => {
  it('as CSV begins with the mark that Excel looks for and reads back, row for row, as the JSON says', async () => {
    const csv = await textOf(csvFile(parts()));
    expect(csv.codePointAt(0)).toBe(0xfeff);
    const rows = answersIn(csv);
    const records = JSON.parse(await textOf(jsonFile(parts()))) as readonly Record<string, unknown>[];
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.map(({ order_id, step, field }) => [order_id, step, field])).toEqual(
      records.map(({ order_id, step, field }) => [order_id, step, field]),
    );
    expect(new Set(rows.map(({ order_number }) => order_number))).toEqual(new Set(stored.keys()));
  });

  it('says of a value that differed what was chosen, by whom, and what was rejected', async () => {
    const rows = answersIn(await textOf(csvFile(parts({ onlyConflicts: true }))));
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({
      field: 'onuDbm',
      value: '-19',
      unit: 'dBm',
      was_conflict: 'true',
      chosen_by: '王调度',
      rejected_value: '-21',
      open_values: '',
      device_label: '平板一',
    });
    const [record] = JSON.parse(await textOf(jsonFile(parts({ onlyConflicts: true }))));
    expect(record).toMatchObject({ value: -19, was_conflict: true, rejected_value: [-21], open_values: [] });
  });

  it('guards what a technician typed in the CSV only', async () => {
    const isInstrument = (row: Readonly<Record<string, unknown>>) => row.field === 'instrument';
    expect(parseCsv((await textOf(csvFile(parts()))).slice(1)).find(isInstrument)?.value).toBe("'+86 笔");
    expect(JSON.parse(await textOf(jsonFile(parts()))).find(isInstrument).value).toBe('+86 笔');
  });

  it('names no customer unless asked', async () => {
    expect(await textOf(csvFile(parts()))).not.toContain('陈');
    expect(await textOf(jsonFile(parts()))).not.toContain('陈');
    const [row] = parseCsv((await textOf(csvFile(parts({ customer: true })))).slice(1));
    expect(row?.customer_name).toBe(`'=陈, "静"`);
  });

  it('reads the next order only when the last was taken', async () => {
    read.length = 0;
    const pieces = csvFile(parts({ orderIds: ['gone', '2026-1', '2026-2'] }));
    await pieces.next();
    expect(read).toEqual([]);
    await pieces.next();
    await pieces.next();
    expect(read).toEqual(['gone', '2026-1']);
    await pieces.return(undefined);
    expect(read).toEqual(['gone', '2026-1']);
  });

  it('names each order that it cannot give, goes on, and says at its end that it is whole', async () => {
    const told: unknown[] = [];
    const { orders } = parts();
    const broken = parts({
      orderIds: ['gone', '2026-1', 'damaged', 'odd', '2026-2'],
      orders: {
        summary: (orderId) => (orderId === 'damaged' ? ({ number: 'FTTH-7', orderType: 't' } as never) : null),
        load: async (orderId) => {
          if (orderId === 'damaged') throw new TypeError('not a list');
          // What was read is of no shape that rows can be made of.
          return orderId === 'odd' ? ok({ view: {}, definition: {} } as LoadedOrder) : orders.load(orderId);
        },
      },
      failed: (error) => void told.push(error),
    });
    const rows = parseCsv((await textOf(csvFile(broken))).slice(1));
    const named = rows.filter(({ unreadable, order_number }) => unreadable !== '' && order_number !== '#end');
    expect(named.map(({ order_id, order_number, unreadable }) => [order_id, order_number, unreadable])).toEqual([
      ['gone', '', 'order.unknown'],
      ['damaged', 'FTTH-7', 'order.unreadable'],
      ['odd', '', 'order.unreadable'],
    ]);
    expect(new Set(rows.map(({ order_number }) => order_number))).toEqual(
      new Set(['', '2026-1', 'FTTH-7', '2026-2', '#end']),
    );
    expect(rows.at(-1)).toMatchObject({ order_number: '#end', order_id: 'orders 5', unreadable: '3' });
    expect(told).toHaveLength(2);
    const records = JSON.parse(await textOf(jsonFile(broken))) as readonly Record<string, unknown>[];
    expect(records.filter(({ unreadable }) => unreadable !== null)).toHaveLength(3);
    expect(records.length).toBe(rows.length - 1);
    expect(records.every((one) => Array.isArray(one.rejected_value) && Array.isArray(one.open_values))).toBe(true);
  });

  it('that a failing store cuts off does not look whole', async () => {
    const cut = async (file: typeof csvFile): Promise<string> => {
      let text = '';
      const load = async (orderId: string) => {
        if (orderId === '2026-2') throw new DatabaseUnavailable('gone', { told: true });
        return parts().orders.load(orderId);
      };
      const pieces = file(parts({ orders: { ...parts().orders, load } }));
      const reading = (async () => {
        for await (const piece of pieces) text += piece;
      })();
      await expect(reading).rejects.toThrow(DatabaseUnavailable);
      return text;
    };
    const csv = await cut(csvFile);
    expect([csv.includes('2026-1'), csv.includes('#end')]).toEqual([true, false]);
    const json = await cut(jsonFile);
    expect(() => JSON.parse(json)).toThrow(SyntaxError);
  });

  it('of nothing is a head line, or an empty list', async () => {
    expect(answersIn(await textOf(csvFile(parts({ orderIds: [] }))))).toEqual([]);
    expect(JSON.parse(await textOf(jsonFile(parts({ orderIds: [] }))))).toEqual([]);
  });
});
