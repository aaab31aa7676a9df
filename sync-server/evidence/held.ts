import { grantId } from '../../domain/documents/grant.ts';
import type { EvidenceStore } from './evidence-store.ts';
import { type Shelves, wasGranted } from './gather-facts.ts';

/**
 * Which of these hashes the office holds durably for orders of this technician: a hash that only a stranger's
 * order holds is not held, so that each order gets its own bytes and receipt.
 */
export async function heldFor(
  door: Shelves & { readonly store: EvidenceStore },
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
    const owners = await Promise.all((await door.store.ordersOf(sha256)).map(isGranted));
    if (owners.includes(true)) held.push(sha256);
  }
  return held;
}
