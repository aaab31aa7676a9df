import type { z } from 'zod';
import { NewOrder } from '../../bridge/office.ts';
import type { Json } from '../../domain/documents/base.ts';
import type { OrderDocument } from '../../domain/documents/parse.ts';
import { type TmfOrderDocument, tmfOrderId } from '../../domain/documents/tmf-order.ts';
import { WorkOrderDocument, workOrderId } from '../../domain/documents/work-order.ts';
import { momentOf } from '../../domain/moment.ts';
import { workCalendar } from '../../domain/plan/working-day.ts';
import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import type { CharacteristicDefinition, OrderTypeDefinition, SettingsByKey } from '../../forms/engine/types.ts';
import type { Database } from '../database/types.ts';
import { afterWrite } from './after-write.ts';
import type { CreatedOrder, CreateOptions } from './types.ts';
import { unfitPath } from './unfit.ts';

export type NewOrderParts = {
  readonly orderId: string;
  readonly number: string;
  readonly now: string;
  readonly createdBy: string;
  readonly definition: OrderTypeDefinition;
  readonly settings: SettingsByKey;
};

/** The order document for what came in; what its type needs and it lacks stands in `missing` (intake list). */
export function orderDocument(
  incoming: NewOrder,
  options: CreateOptions,
  parts: NewOrderParts,
): Result<WorkOrderDocument> {
  const { definition } = parts;
  const read = NewOrder.safeParse(incoming);
  if (!read.success) return refused(problem('input.invalid', { where: whereOf(read.error) }));
  const given = read.data;
  const acceptedAt =
    given.acceptedAt === undefined
      ? parts.now
      : momentOf(given.acceptedAt, workCalendar(parts.settings.calendar?.values ?? {}).utcOffsetMinutes);
  if (acceptedAt === null) return refused(problem('input.invalid', { where: 'acceptedAt' }));
  const window = given.appointment;
  if (window !== undefined && window.end <= window.start) return refused(problem('order.windowInvalid'));
  const { products, resources } = given;
  const unfit = unfitPath(definition, given);
  if (unfit !== null) return refused(problem('input.invalid', { where: unfit }));
  const missing = [
    ...(options.missing ?? []),
    ...missingOf(definition.products, products),
    ...missingOf(definition.resources, resources),
  ];
  const parsed = WorkOrderDocument.safeParse({
    _id: workOrderId(parts.orderId),
    type: 'workOrder',
    schemaVersion: 1,
    createdBy: parts.createdBy,
    orderId: parts.orderId,
    number: parts.number,
    orderType: definition.key,
    orderTypeVersion: definition.version,
    settings: pinnedVersions(definition, parts.settings),
    customer: given.customer,
    place: given.place,
    products,
    resources,
    remarks: given.remarks,
    ...(window === undefined ? {} : { appointment: window }),
    priority: given.priority,
    acceptedAt,
    createdAt: options.createdAt ?? parts.now,
    ...(given.externalId === undefined ? {} : { externalId: given.externalId }),
    source: options.source,
    ...(options.origin === undefined ? {} : { origin: options.origin }),
    ...(options.plan === undefined ? {} : { plan: options.plan }),
    missing: [...new Set(missing)],
  });
  if (parsed.success) return ok(parsed.data);
  return refused(problem('input.invalid', { where: whereOf(parsed.error) }));
}

const whereOf = (error: z.ZodError): string => error.issues[0]?.path.join('.') ?? '';

const pinnedVersions = (definition: OrderTypeDefinition, settings: SettingsByKey): Record<string, number> =>
  Object.fromEntries(
    definition.settings.flatMap((key) => {
      const version = settings[key]?.version;
      return version === undefined ? [] : [[key, version]];
    }),
  );

/** Keys of required characteristics that are absent, null or blank. */
export const missingOf = (
  wanted: readonly CharacteristicDefinition[],
  given: Readonly<Record<string, Json>>,
): readonly string[] =>
  wanted
    .filter(({ key, required }) => {
      const value = given[key];
      return required && (value === undefined || value === null || value === '');
    })
    .map(({ key }) => key);

/** The document of the body that an order was made from; null where it was made from none. */
export const cameDocument = (
  order: WorkOrderDocument,
  came: CreateOptions['came'],
): Omit<TmfOrderDocument, '_rev'> | null =>
  came === undefined
    ? null
    : {
        _id: tmfOrderId(order.orderId),
        type: 'tmfOrder',
        schemaVersion: 1,
        createdBy: order.createdBy,
        orderId: order.orderId,
        body: came,
      };

/**
 * Writes it once, with the body that it came as; a second write of the same id (an answer was lost) finds the first.
 * @returns also the order's documents as they lie there now; null where some were there before
 */
export async function writeOrder(
  work: Database,
  document: WorkOrderDocument,
  came: Omit<TmfOrderDocument, '_rev'> | null,
): Promise<{ readonly created: CreatedOrder; readonly stored: readonly OrderDocument[] | null }> {
  const { _rev: _, ...fresh } = document;
  const documents = came === null ? [fresh] : [came, fresh];
  const rows = await work.bulkDocs(documents);
  const row = rows.find(({ id }) => id === document._id);
  const kept = row?.ok === true ? document : ((await work.get(document._id)) as unknown as WorkOrderDocument | null);
  if (kept === null) throw new Error(`the order was not written: ${row?.error}`);
  return {
    created: { orderId: kept.orderId, number: kept.number, missing: kept.missing },
    stored: afterWrite(kept.orderId, [], documents, rows),
  };
}
