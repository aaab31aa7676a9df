import type { DeviceDocument } from '../../../domain/documents/device.ts';
import { sizeLimitOf } from '../../../domain/documents/limits.ts';

/** Its revision is written into it, too. */
const mostBytes = sizeLimitOf('device') - 64;

/**
 * The device's document within what the office takes: the oldest discards are left out first (their number is told, and the device keeps
 * them), then orders, then names of definitions. A document that is refused would tell nothing at all.
 */
export function fitted(document: DeviceDocument): DeviceDocument {
  let now = document;
  while (Buffer.byteLength(JSON.stringify(now)) > mostBytes) {
    const { discarded = [], orders = [], definitions } = now;
    if (discarded.length > 1) now = { ...now, discarded: discarded.slice(1) };
    else if (orders.length > 1) now = { ...now, orders: orders.slice(0, Math.ceil(orders.length / 2)) };
    else if (definitions.length > 1)
      now = { ...now, definitions: definitions.slice(0, Math.ceil(definitions.length / 2)) };
    else return now;
  }
  return now;
}
