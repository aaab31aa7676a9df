import { type WaitingState, waitingStates } from '../../bridge/reviews.ts';
import type { OrderFold } from '../../domain/work-order/types.ts';

/** An order that waits for a review. */
export type Waiting = {
  readonly orderId: string;
  readonly state: WaitingState;
  readonly since: string;
  /** some of its values differ, or once did */
  readonly differed: boolean;
};

/** The newest verdict on an order that stands. */
export type Verdict = {
  readonly orderId: string;
  readonly reviewId: string;
  readonly by: string;
  readonly at: string;
  readonly verdict: OrderFold['reviews'][number]['verdict'];
};

export type Reviews = {
  /** mended orders first; in each group the one that waits longest first */
  readonly waiting: readonly Waiting[];
  /** newest first */
  readonly decidedSince: (at: string) => readonly Verdict[];
};

export type ReviewIndex = {
  readonly changed: (orderId: string, waits: Waiting | null, verdict: Verdict | null) => void;
  readonly all: () => Reviews;
};

const order = ({ state, since, orderId }: Waiting): string => `${waitingStates.indexOf(state)}\n${since}\n${orderId}`;

/** What waits for reviewers and what they decided, kept between requests: a reading sorts only after a change, and goes over no orders. */
export function reviewIndex(): ReviewIndex {
  const waiting = new Map<string, Waiting>();
  const verdicts = new Map<string, Verdict>();
  let sorted: readonly Waiting[] | null = [];

  return {
    changed(orderId, waits, verdict) {
      if (verdict === null) verdicts.delete(orderId);
      else verdicts.set(orderId, verdict);
      const before = waiting.get(orderId);
      if (waits === null ? before === undefined : before !== undefined && isSame(before, waits)) return;
      if (waits === null) waiting.delete(orderId);
      else waiting.set(orderId, waits);
      sorted = null;
    },
    all() {
      sorted ??= [...waiting.values()]
        .map((one) => ({ one, key: order(one) }))
        .sort((a, b) => (a.key < b.key ? -1 : 1))
        .map(({ one }) => one);
      return {
        waiting: sorted,
        decidedSince: (at) =>
          [...verdicts.values()].filter((one) => one.at > at).sort((a, b) => (a.at > b.at ? -1 : 1)),
      };
    },
  };
}

const isSame = (a: Waiting, b: Waiting): boolean =>
  a.state === b.state && a.since === b.since && a.differed === b.differed;
