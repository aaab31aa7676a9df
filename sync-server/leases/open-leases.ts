import type { Databases } from '../database/types.ts';
import { heldLeases } from './held-leases.ts';
import { sharedLeases } from './shared-leases.ts';
import type { Leases } from './types.ts';

/** @param holder names this process, never used again */
export async function openLeases(
  databases: Databases,
  holder: string,
  failed: (error: unknown) => void,
): Promise<Leases> {
  if (databases.kind === 'embedded') return heldLeases(failed);
  const database = await databases.ensure('leases', { q: 1 });
  return sharedLeases({ database, holder, monotonic: () => performance.now(), failed });
}
