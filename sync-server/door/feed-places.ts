import type { Counters } from '../context.ts';

/** Feeds that wait side by side in one process, and of one account: a few devices, each with a few that it has not closed yet. */
const mostFeeds = 4_000;
const mostOfAccount = 16;

/** Places for waiting feeds: a socket, a timer and, on CouchDB, a connection each. */
export type FeedPlaces = {
  /** false: there is none left */
  readonly enter: (accountId: string) => boolean;
  readonly leave: (accountId: string) => void;
};

export function feedPlaces(counters: Pick<Counters, 'feeds' | 'feedsRefused'>): FeedPlaces {
  const ofAccount = new Map<string, number>();
  return {
    enter(accountId) {
      const own = ofAccount.get(accountId) ?? 0;
      if (counters.feeds >= mostFeeds || own >= mostOfAccount) {
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
