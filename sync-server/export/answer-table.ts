import type { Json } from '../../domain/documents/base.ts';
import type { ProblemCode } from '../../domain/problem.ts';
import type { AnswerRow } from '../../forms/engine/answer-rows.ts';
import { isDay } from '../../forms/engine/days.ts';
import type { Cell } from './csv.ts';

/** Ids as a reader knows them. */
export type Names = {
  /** name of an account */
  readonly person: (accountId: string) => string;
  /** label under which a device is enrolled */
  readonly device: (deviceId: string) => string;
};

/** An order that the file cannot give, and why. */
export type Unreadable = {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly orderType: string;
  readonly code: ProblemCode;
};

type Column = {
  readonly name: string;
  readonly of: (row: AnswerRow, names: Names) => Json;
  /** how a CSV says it, where that is not the value itself */
  readonly cell?: (row: AnswerRow) => Cell;
  /** only where customers are asked for */
  readonly customer?: true;
};

/** The format of the file, in both kinds. Names as R-18 has them; new columns go to the end. */
const columns: readonly Column[] = [
  { name: 'order_number', of: (row) => row.orderNumber },
  { name: 'order_id', of: (row) => row.orderId },
  { name: 'order_type', of: (row) => row.orderType },
  { name: 'customer_name', of: (row) => row.customerName, customer: true },
  { name: 'stage', of: (row) => row.stage },
  { name: 'step', of: (row) => row.step },
  { name: 'field', of: (row) => row.field },
  { name: 'label_zh', of: (row) => row.labelZh },
  { name: 'label_en', of: (row) => row.labelEn },
  { name: 'value', of: (row) => row.value },
  { name: 'unit', of: (row) => row.unit },
  { name: 'verdict', of: (row) => row.verdict },
  { name: 'limit_min', of: (row) => row.limitMin },
  { name: 'limit_max', of: (row) => row.limitMax },
  { name: 'limit_source', of: (row) => row.limitSource },
  { name: 'submitted_by', of: (row, { person }) => person(row.submittedBy) },
  { name: 'device', of: (row) => row.deviceId },
  { name: 'device_label', of: (row, { device }) => device(row.deviceId) },
  { name: 'submitted_at', of: (row) => row.submittedAt },
  { name: 'was_conflict', of: (row) => row.wasConflict },
  { name: 'chosen_by', of: (row, { person }) => person(row.chosenBy) },
  { name: 'chosen_at', of: (row) => row.chosenAt },
  { name: 'rejected_value', of: (row) => row.rejected, cell: (row) => listed(row.rejected) },
  { name: 'open_values', of: (row) => row.open, cell: (row) => listed(row.open) },
  { name: 'review_verdict', of: (row) => row.reviewVerdict },
  { name: 'limit_source_en', of: (row) => row.limitSourceEn },
  // Only in the record of an order that the file cannot give.
  { name: 'unreadable', of: () => null },
];

const asked = (customer: boolean): readonly Column[] =>
  columns.filter((column) => customer || column.customer !== true);

export const headings = (customer: boolean): readonly string[] => asked(customer).map(({ name }) => name);

/** Values as they are; `rejected_value` and `open_values` are lists. */
export const recordOf = (row: AnswerRow, names: Names, customer: boolean): Readonly<Record<string, Json>> =>
  Object.fromEntries(asked(customer).map(({ name, of }) => [name, of(row, names)]));

/** What is known of an order that the file cannot give; every other column is empty. */
const knownOf = ({ orderId, orderNumber, orderType, code }: Unreadable): Readonly<Record<string, string>> => ({
  order_number: orderNumber,
  order_id: orderId,
  order_type: orderType,
  unreadable: code,
});

export const unreadableRecord = (given: Unreadable, customer: boolean): Readonly<Record<string, Json>> =>
  // What is a list in every other record is an empty one here: nobody has to look for another kind first.
  Object.fromEntries(asked(customer).map(({ name, cell }) => [name, knownOf(given)[name] ?? (cell ? [] : null)]));

export const unreadableCells = (given: Unreadable, customer: boolean): readonly Cell[] =>
  asked(customer).map(({ name }) => knownOf(given)[name] ?? null);

/** The last record of a whole CSV, and how much it holds. */
export const endCells = (
  { orders, unreadable }: { readonly orders: number; readonly unreadable: number },
  customer: boolean,
): readonly Cell[] => {
  const said: Readonly<Record<string, Cell>> = { order_number: '#end', order_id: `orders ${orders}`, unreadable };
  return asked(customer).map(({ name }) => said[name] ?? null);
};

/** Flat values; rows and maps as JSON text, a period of days as `from/to`; of several values in one cell each stands after a bar. */
export const cellsOf = (row: AnswerRow, names: Names, customer: boolean): readonly Cell[] =>
  asked(customer).map(({ of, cell }) => (cell === undefined ? flat(of(row, names)) : cell(row)));

const flat = (value: Json): Cell =>
  isPeriod(value)
    ? `${String(value.from)}/${String(value.to)}`
    : typeof value === 'object' && value !== null
      ? JSON.stringify(value)
      : value;

/** A period of days, written as ISO 8601 writes an interval. */
const isPeriod = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' &&
  value !== null &&
  'from' in value &&
  isDay(value.from) &&
  'to' in value &&
  isDay(value.to);

/** A single one stays what it is, so that a number stays a number. An empty value that was left is `null`, not nothing. */
function listed(values: readonly Json[]): Cell {
  const said = values.map((value) => flat(value) ?? 'null');
  return said.length <= 1 ? (said[0] ?? '') : said.join(' | ');
}
