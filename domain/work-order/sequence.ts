import type { EventDocument } from '../documents/event.ts';
import { authorOf } from './graph.ts';

/**
 * The `deviceSeq` of an author's next event on this order: per author (device, or the office) and per order, from 1, without gaps.
 * @param deviceId the device, or null for the office
 */
export function nextSeq(events: readonly EventDocument[], deviceId: string | null): number {
  const author = deviceId ?? 'office';
  return (
    1 +
    events.reduce((highest, event) => (authorOf(event) === author ? Math.max(highest, event.deviceSeq) : highest), 0)
  );
}

/** Numbers that an author must have used and that are not here: an event still on its way, or lost. Sorted by author. */
export function sequenceGaps(
  events: readonly EventDocument[],
): readonly { readonly author: string; readonly missing: readonly number[] }[] {
  const used = new Map<string, Set<number>>();
  for (const event of events) {
    const author = authorOf(event);
    used.set(author, (used.get(author) ?? new Set()).add(event.deviceSeq));
  }
  return [...used.keys()].sort().flatMap((author) => {
    const numbers = used.get(author) ?? new Set<number>();
    const missing = missingBelow(numbers);
    return missing.length === 0 ? [] : [{ author, missing }];
  });
}

/** At most 20 are listed, so that a forged huge number costs nothing. */
function missingBelow(numbers: ReadonlySet<number>): readonly number[] {
  const sorted = [...numbers].sort((a, b) => a - b);
  const missing: number[] = [];
  let expected = 1;
  for (const number of sorted) {
    for (; expected < number && missing.length < 20; expected += 1) missing.push(expected);
    expected = number + 1;
  }
  return missing;
}
