import type { TimeWindow } from '../../domain/documents/base.ts';
import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import type { OrderTypeDefinition } from '../../forms/engine/types.ts';
import type { TmfOrder } from '../context.ts';
import { characteristics, type NamedValue } from './characteristics.ts';
import { customerFrom } from './customer-from-tmf.ts';
import { placeFrom } from './place-from-tmf.ts';
import { TmfWorkOrderCreate } from './tmf-shape.ts';

/** A wished start without an end means the two-hour window in which crews are booked [P]. */
const windowFor = 2 * 3_600_000;
/** Two wished dates further apart than this are a period to work in, not a window to be at home in [P]. */
const longestWindow = 24 * 3_600_000;

/**
 * Reads a TMF697 `WorkOrder_Create` (or a `WorkOrder` copied out of another system) as an order of ours.
 * Type = `workOrderItem[0].work.workSpecification.id`, else `work.name`; products and resources = `workCharacteristic`
 * of every item, by the names that the order type declares. What is missing is named, not refused (DESIGN §3):
 * an order of no known type waits in the intake list under our first type, with `orderType` missing and its own word in the remarks.
 *
 * @param definitions the newest version of each order type
 * @returns `input.invalid` when the body is no work order at all; `missing` leaves out products and resources, which `create` checks
 */
export function orderFromTmf(body: unknown, definitions: readonly OrderTypeDefinition[]): Result<TmfOrder> {
  const parsed = TmfWorkOrderCreate.safeParse(body);
  if (!parsed.success)
    return refused(problem('input.invalid', { where: (parsed.error.issues[0]?.path ?? []).join('.') || 'workOrder' }));
  const given = parsed.data;
  const work = given.workOrderItem[0]?.work;
  const known = definitionOf(work, definitions);
  const definition = known ?? definitions[0];
  if (definition === undefined) return refused(problem('order.typeUnknown', { given: wordOf(work) }));
  const sent: NamedValue[] = given.workOrderItem.flatMap((item) => item.work?.workCharacteristic ?? []);
  const products = characteristics(definition.products, sent);
  const resources = characteristics(definition.resources, sent);
  const parties = [...(given.relatedParty ?? []), ...(work?.relatedParty ?? [])];
  const customer = customerFrom(parties, given.notificationContact, sent);
  const place = placeFrom([...(given.place ?? []), ...(work?.place ?? [])]);
  const appointment = appointmentOf(given);
  const unread = [...products.unfit, ...resources.unfit].map(({ name, value }) => `${name}: ${JSON.stringify(value)}`);
  return ok({
    order: {
      orderType: definition.key,
      customer: customer.value,
      place: place.value,
      products: products.values,
      resources: resources.values,
      remarks: [...(known ? [] : [`workSpecification: ${wordOf(work)}`]), ...remarksOf(given), ...unread]
        .join('\n')
        .slice(0, 2000),
      ...(appointment && { appointment }),
      priority: isUrgent(given.priority) ? 'urgent' : 'normal',
      ...(given.orderDate && { acceptedAt: new Date(given.orderDate).toISOString() }),
      ...(given.externalId && { externalId: given.externalId }),
    },
    missing: [...(known ? [] : ['orderType']), ...customer.missing, ...place.missing],
  });
}

type TmfWork = TmfWorkOrderCreate['workOrderItem'][number]['work'];

function definitionOf(work: TmfWork, definitions: readonly OrderTypeDefinition[]): OrderTypeDefinition | undefined {
  const wanted = wordOf(work).toLowerCase();
  return definitions.find(({ key, tmfNames }) => [key, ...tmfNames].some((name) => name.toLowerCase() === wanted));
}

const wordOf = (work: TmfWork): string => (work?.workSpecification?.id ?? work?.name ?? '').trim().slice(0, 200);

function appointmentOf(given: TmfWorkOrderCreate): TimeWindow | null {
  const slot = given.workOrderItem[0]?.work?.deliveryTimeSlot;
  const start = slot?.startDateTime ?? given.requestedStartDate;
  if (!start) return null;
  const from = Date.parse(start);
  const to = Date.parse(slot?.endDateTime ?? given.requestedCompletionDate ?? '');
  const fits = to > from && to - from <= longestWindow;
  return { start: new Date(from).toISOString(), end: new Date(fits ? to : from + windowFor).toISOString() };
}

function remarksOf(given: TmfWorkOrderCreate): readonly string[] {
  const items = given.workOrderItem.flatMap(({ work, note }) => [
    work?.description,
    ...(work?.note ?? []).map(({ text }) => text),
    ...(note ?? []).map(({ text }) => text),
  ]);
  const all = [given.description, ...(given.note ?? []).map(({ text }) => text), ...items];
  return [...new Set(all.filter((text): text is string => !!text?.trim()).map((text) => text.trim()))];
}

/** TMF697: 0 is the highest priority and 4 the lowest; senders also write words. */
const isUrgent = (priority: string | number | undefined): boolean =>
  /^(0|1|urgent|high|紧急|加急)$/i.test(String(priority ?? '').trim());
