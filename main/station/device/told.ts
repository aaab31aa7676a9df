import type { DeviceDocument } from '../../../domain/documents/device.ts';
import { orderIdOf } from '../../../domain/documents/work-order.ts';
import { cutText } from '../../../domain/text/cut.ts';
import type { Discards } from '../quarantine/discards.ts';
import type { TechnicianStore } from '../store/technician-store.ts';

/** What `device:<id>` says beside the device's health: of orders that are not whole at the office, and of what was discarded. */
export type Told = Pick<DeviceDocument, 'orders' | 'discarded' | 'discardedInAll'>;

/** `device:<id>` stays below the door's limit: a device with more unsent orders than this tells of the first ones. */
const mostOrders = 60;
const mostDiscards = 10;
const longestReason = 200;

/**
 * Of each order with something unsent how much this device **has made**, not how much is left: the office compares with what it holds, so what
 * arrives after the word makes it true, not false (ADR 0016).
 * @param files order ids of files that the office does not hold yet
 */
export async function told(
  store: TechnicianStore,
  discards: Discards,
  deviceId: string,
  files: readonly (string | null)[],
): Promise<Told> {
  const unsent = [...store.journal.entries().map(({ id }) => orderIdOf(id)), ...files];
  const orderIds = [...new Set(unsent.flatMap((id) => id ?? []))].slice(0, mostOrders);
  const orders = await Promise.all(
    orderIds.map(async (orderId) => {
      const documents = await store.orderDocuments(orderId);
      const own = documents.filter((one) => 'deviceId' in one && one.deviceId === deviceId && isCounted(one.type));
      return { orderId, made: own.length, photos: own.filter(({ type }) => type === 'evidence').length };
    }),
  );
  const list = discards.list();
  return {
    ...(orders.length > 0 ? { orders } : {}),
    ...(list.length > 0
      ? {
          discardedInAll: list.length,
          discarded: list.slice(-mostDiscards).map((one) => ({
            documentId: one.id,
            ...(one.orderId === null ? {} : { orderId: one.orderId }),
            kind: one.kind,
            code: one.problem.code,
            ...(typeof one.problem.details.where === 'string'
              ? { where: cutText(one.problem.details.where, 120) }
              : {}),
            reason: cutText(one.reason, longestReason),
            at: one.discardedAt,
          })),
        }
      : {}),
  };
}

/** Drafts change and are overwritten; the rest is written once and counted on both sides. */
const isCounted = (type: string): boolean => type === 'event' || type === 'submission' || type === 'evidence';
