import { receiptId } from '../../domain/documents/evidence.ts';
import { grantId } from '../../domain/documents/grant.ts';
import { type Shelves, wasGranted } from './gather-facts.ts';
import { acknowledgeFound, type Intake } from './settle.ts';

/**
 * Which of these hashes the office holds durably for orders of this technician: a hash that only a stranger's
 * order holds is not held, so that each order gets its own bytes and receipt. Held and without a receipt (the office was restored from a
 * time before it, its evidence was not): the receipt is written now, because nobody will send these bytes again.
 */
export async function heldFor(
  door: Shelves & Intake,
  technicianId: string,
  hashes: readonly string[],
): Promise<readonly string[]> {
  const granted = new Map<string, Promise<boolean>>();
  const isGranted = (orderId: string): Promise<boolean> => {
    const known = granted.get(grantId(orderId)) ?? wasGranted(door, technicianId, orderId);
    granted.set(grantId(orderId), known);
    return known;
  };
  const held: string[] = [];
  for (const sha256 of hashes) {
    if (!/^[0-9a-f]{64}$/.test(sha256)) continue;
    const orders = await door.store.ordersOf(sha256);
    const owners = await Promise.all(orders.map(isGranted));
    const mine = orders.filter((_, index) => owners[index]);
    for (const orderId of mine) await makeGood(door, orderId, sha256);
    if (mine.length > 0) held.push(sha256);
  }
  return held;
}

async function makeGood(door: Shelves & Intake, orderId: string, sha256: string): Promise<void> {
  if (await door.work.get(receiptId(orderId, sha256))) return;
  const reference = await door.store.has(orderId, sha256);
  if (reference) await acknowledgeFound(door, reference);
}
