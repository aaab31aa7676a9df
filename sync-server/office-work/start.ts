import { ok, type Result } from '../../domain/result.ts';
import { inTable } from '../../domain/work-order/moves.ts';
import type { LoadedOrder, OfficeChain } from '../orders/types.ts';

/** The first office work on an order that nobody has accepted begins it: from then on it is in progress outward (ADR 0011). */
export function beginWork({ view }: LoadedOrder, chain: OfficeChain): Result<null> {
  if (!inTable('started', view.fold.phase, 'office')) return ok(null);
  const begun = chain.add('started', {});
  return begun.ok ? ok(null) : begun;
}
