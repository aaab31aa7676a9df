import type { TimeWindow } from '../../domain/documents/base.ts';
import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { cutText, cutWithEllipsis } from '../../domain/text/cut.ts';
import { wellFormed } from '../../domain/text/well-formed.ts';
import type { OrderTypeDefinition } from '../../forms/engine/types.ts';
import type { TmfOrder } from '../context.ts';
import { characteristics } from './characteristics.ts';
import { customerFrom } from './customer-from-tmf.ts';
import { placeFrom } from './place-from-tmf.ts';
import type { JsonObject } from './read-body.ts';
import { readTmf, type TmfGiven } from './tmf-shape.ts';

/** A wished start without an end means the two-hour window in which crews are booked [P]. */
const windowFor = 2 * 3_600_000;
/** Two wished dates further apart than this are a period to work in, not a window to be at home in [P]. */
const longestWindow = 24 * 3_600_000;

/** The longest text of `Words`, in UTF-16 units. */
const longestRemarks = 2000;
const longestName = 120;

/**
 * Reads a TMF697 `WorkOrder_Create` (or a `WorkOrder` copied out of another system) as an order of ours.
 * Type = `workOrderItem[0].work.workSpecification.id`, else `work.name`; products and resources = `workCharacteristic`
 * of every item, by the names that the order type declares. What is missing or cannot be read is named, not refused (DESIGN §3, ADR 0026):
 * an order of no known type waits in the intake list under the type that we put first, with `orderType` missing and its own word in the
 * remarks.
 *
 * @param definitions the newest version of each order type
 * @param utcOffsetMinutes the calendar's; moments without an offset are read in it
 * @returns `input.invalid` when the body is no work order at all; `missing` leaves out required products and resources, which `create`
 * checks
 */
export function orderFromTmf(
  body: unknown,
  definitions: readonly OrderTypeDefinition[],
  utcOffsetMinutes: number,
): Result<TmfOrder> {
  const came = wholeText(body);
  const read = readTmf(came, utcOffsetMinutes);
  if (!read.ok) return read;
  const given = read.value;
  const known = definitionOf(given.workWord, definitions);
  const definition = known ?? definitions[0];
  if (definition === undefined) return refused(problem('order.typeUnknown', { given: cutText(given.workWord, 200) }));
  const products = characteristics(definition.products, given.characteristics);
  const resources = characteristics(definition.resources, given.characteristics);
  const customer = customerFrom(given.parties, given.notificationContact, given.characteristics);
  const place = placeFrom(given.places);
  const appointment = appointmentOf(given);
  const isLost = appointment === null && startOf(given) !== undefined;
  const urgency = urgencyOf(given.priority);
  const unread = [
    ...given.unread.map(({ path, value }) => `${path}: ${JSON.stringify(value)}`),
    ...(isLost ? [`requestedStartDate: ${startOf(given)}`] : []),
    ...customer.remarks,
    ...place.remarks,
    ...(urgency === null ? [`priority: ${given.priority}`] : []),
    ...[...products.unfit, ...resources.unfit].map(({ name, value }) => `${name}: ${JSON.stringify(value)}`),
  ];
  const remarks = [...(known ? [] : [`workSpecification: ${given.workWord}`]), ...remarksOf(given), ...unread];
  return ok({
    order: {
      orderType: definition.key,
      customer: customer.value,
      place: place.value,
      products: products.values,
      resources: resources.values,
      remarks: cutWithEllipsis(remarks.join('\n'), longestRemarks),
      ...(appointment && { appointment }),
      priority: urgency ?? 'normal',
      ...(given.orderDate !== undefined && { acceptedAt: given.orderDate }),
      ...(given.externalId !== undefined && { externalId: given.externalId }),
    },
    missing: [
      ...new Set([
        ...(known ? [] : ['orderType']),
        ...customer.missing,
        ...place.missing,
        ...given.unread.map(({ path }) => cutText(path, longestName)),
        ...(isLost ? ['requestedStartDate'] : []),
        ...(urgency === null ? ['priority'] : []),
        ...products.unfitKeys,
        ...resources.unfitKeys,
      ]),
    ],
    came: came as JsonObject,
  });
}

/** The body with every half of a character replaced: no store takes one. */
function wholeText(value: unknown): unknown {
  if (typeof value === 'string') return wellFormed(value);
  if (Array.isArray(value)) return value.map(wholeText);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [wellFormed(name), wholeText(one)]));
}

function definitionOf(word: string, definitions: readonly OrderTypeDefinition[]): OrderTypeDefinition | undefined {
  const wanted = word.toLowerCase();
  return definitions.find(({ key, tmfNames }) => [key, ...tmfNames].some((name) => name.toLowerCase() === wanted));
}

const startOf = ({ slot, requestedStartDate }: TmfGiven): string | undefined => slot.start ?? requestedStartDate;

/** Null: none was wished, or the wish is the last day of 9999, by which other systems say that they know none. */
function appointmentOf(given: TmfGiven): TimeWindow | null {
  const { slot, requestedCompletionDate } = given;
  const start = startOf(given);
  if (start === undefined) return null;
  const from = Date.parse(start);
  const to = Date.parse(slot.end ?? requestedCompletionDate ?? '');
  const fits = to > from && to - from <= longestWindow;
  const end = new Date(fits ? to : from + windowFor).toISOString();
  return end.startsWith('+') ? null : { start, end };
}

const remarksOf = ({ description, notes, descriptions }: TmfGiven): readonly string[] => [
  ...new Set([...(description === undefined ? [] : [description]), ...notes, ...descriptions]),
];

/** TMF697: 0 is the highest priority and 4 the lowest; senders also write words. Null: a word that nobody knows. */
function urgencyOf(priority: string | undefined): 'urgent' | 'normal' | null {
  if (priority === undefined) return 'normal';
  if (/^(0|1|urgent|high|highest|critical|紧急|加急|高)$/i.test(priority)) return 'urgent';
  return /^([234]|normal|medium|low|lowest|普通|一般|中|低)$/i.test(priority) ? 'normal' : null;
}
