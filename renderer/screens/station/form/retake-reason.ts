import type { EvidenceItem } from '../../../../forms/engine/types.ts';
import type { OpenedOrder } from '../order/opened-order.ts';

/** A photo that a new one takes the place of, and why: `evidence.add` withdraws it in the same write. */
export type Replaced = { readonly evidenceId: string; readonly reasonCode: string; readonly note: string };

/** Is there something found wrong that nobody has answered yet? */
export const isDoubtful = ({ document, kept }: EvidenceItem): boolean =>
  kept === undefined && (document.check?.faults.length ?? 0) > 0;

/** What the device found is what most retakes are for; chosen already, so that a glove presses once less. Null: a person has to say. */
export function likelyReason(
  { definition }: OpenedOrder,
  faults: readonly string[],
): 'blurred' | 'duplicate' | 'other' | null {
  const wanted = faults.includes('blurred')
    ? 'blurred'
    : faults.includes('resembles')
      ? 'duplicate'
      : faults.length > 0
        ? 'other'
        : null;
  return definition.reasons.evidenceWithdrawn?.some(({ code }) => code === wanted) ? wanted : null;
}
