import type { ConnectionLimits } from '../http/connection-limits.ts';

/** Places for what stays open (waiting feeds, streams of events): a socket, a timer and, on CouchDB, a connection each. */
export type FeedPlaces = {
  readonly ofAccount: number;
  /** false: there is none left */
  readonly enter: (accountId: string) => boolean;
  readonly leave: (accountId: string) => void;
};

/** `limits`: side by side in one process, and of one account: a few devices or pages, each with a few that it has not closed yet. */
export function feedPlaces(
  counters: { feeds: number; feedsRefused: number },
  limits: Pick<ConnectionLimits, 'streams' | 'streamsOfAccount'>,
): FeedPlaces {
  const ofAccount = new Map<string, number>();
  return {
    ofAccount: limits.streamsOfAccount,
    enter(accountId) {
      const own = ofAccount.get(accountId) ?? 0;
      if (counters.feeds >= limits.streams || own >= limits.streamsOfAccount) {
        counters.feedsRefused += 1;
        return false;
      }
      counters.feeds += 1;
      ofAccount.set(accountId, own + 1);
      return true;
    },
    leave(accountId) {
      counters.feeds -= 1;
      const own = (ofAccount.get(accountId) ?? 1) - 1;
      if (own > 0) ofAccount.set(accountId, own);
      else ofAccount.delete(accountId);
    },
  };
}
