/**
 * Moves that one fold may weigh against others [P]. A view is folded anew where an author joins lines of moves that did not know each
 * other: in an honest order some dozens of times, over some dozens of moves. 300 moves of two devices that join after every one take
 * 45 000; this many take a quarter of a second on one 2.5 GHz core. It is a count and no time, so that office and stations agree.
 */
export const mostFoldSteps = 300_000;

/** The events of this order are so tangled that they are nobody's work. */
export class FoldExceeded extends Error {
  override readonly name = 'FoldExceeded';
  readonly events: number;
  constructor(events: number) {
    super(`${events} events that take more than ${mostFoldSteps} steps`);
    this.events = events;
  }
}

export type FoldSteps = {
  /** @throws FoldExceeded */
  readonly take: (count: number) => void;
};

/** Counts the work of one fold of so many events. */
export function foldSteps(events: number): FoldSteps {
  let left = mostFoldSteps;
  return {
    take(count) {
      left -= count;
      if (left < 0) throw new FoldExceeded(events);
    },
  };
}
