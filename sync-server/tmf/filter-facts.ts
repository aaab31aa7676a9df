import type { FilteredRow, LoadedOrder, RowFacts } from '../orders/types.ts';
import { orderToTmf } from './order-to-tmf.ts';
import { type TmfWorkOrder, tmfRoot } from './tmf-work-order.ts';

/**
 * Members of a TMF697 v4 `WorkOrder` by which a list may be filtered. A row carries what stands there, because a filter that asks the
 * orders themselves reads every one (17 s at 10 000). To add one, add it here.
 */
export const filterMembers = [
  'id',
  'href',
  '@type',
  'externalId',
  'state',
  'category',
  'description',
  'priority',
  'notificationContact',
  'orderDate',
  'requestedStartDate',
  'requestedCompletionDate',
  'expectedCompletionDate',
  'startDate',
  'completionDate',
  'cancellationDate',
  'cancellationReason',
  'stateChangeDate',
  'place.id',
  'place.name',
  'relatedParty.id',
  'relatedParty.name',
  'relatedParty.role',
  'workOrderItem.id',
  'workOrderItem.state',
  'workOrderItem.work.name',
  'workOrderItem.work.workSpecification.id',
  'workOrderItem.work.workSpecification.name',
] as const;
export type FilterMember = (typeof filterMembers)[number];

/** A longer text is no filter's. */
const longest = 300;
const mostTexts = 20;

/** Members that follow from what every row has. */
const inRow: ReadonlyMap<string, (row: FilteredRow) => string | null> = new Map([
  ['id', ({ summary }: FilteredRow) => summary.orderId],
  ['href', ({ summary }: FilteredRow) => `${tmfRoot}/${summary.orderId}`],
  ['@type', () => 'WorkOrder'],
  ['externalId', ({ summary }: FilteredRow) => summary.externalId],
  ['state', ({ summary }: FilteredRow) => summary.state],
  ['workOrderItem.state', ({ summary }: FilteredRow) => summary.state],
]);

/** The texts of a row at a member. */
export function textsOfRow(row: FilteredRow, member: FilterMember): readonly string[] {
  const known = inRow.get(member);
  return known === undefined ? [row.facts[member] ?? []].flat() : [known(row) ?? []].flat();
}

/** The texts that a row carries for filters; absent where nothing stands, and where the row says it anyway (`inRow`). */
export function filterFacts(loaded: LoadedOrder): RowFacts {
  const order = orderToTmf(loaded);
  return Object.fromEntries(
    filterMembers.flatMap((member) => {
      if (inRow.has(member)) return [];
      const texts = [...new Set(textsAt(order, member.split('.')))];
      const [first] = texts;
      return first === undefined ? [] : [[member, texts.length === 1 ? first : texts.slice(0, mostTexts)]];
    }),
  );
}

function textsAt(value: unknown, steps: readonly string[]): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((one) => textsAt(one, steps));
  const [step, ...rest] = steps;
  if (step === undefined)
    return (typeof value === 'string' && value.length <= longest) || typeof value === 'number' ? [String(value)] : [];
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return [];
  return textsAt((value as TmfWorkOrder)[step], rest);
}
