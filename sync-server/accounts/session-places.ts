import type { SessionDocument } from './documents.ts';

/**
 * The open sessions of each account, longest unused first. Every office process keeps them in the order in which it saw them used: a
 * session that only another office sees looks unused here, and its device or browser signs in again as after its time. A stream that is
 * open keeps its session used.
 */
export type SessionPlaces = {
  /** Takes a session in as it is stored now; one that was ended has no place. */
  readonly take: (session: SessionDocument) => void;
  readonly used: (id: string) => void;
  readonly drop: (id: string) => void;
  /** ids of those beyond so many, longest unused first */
  readonly beyond: (accountId: string, most: number) => readonly string[];
};

export function sessionPlaces(): SessionPlaces {
  const accountOf = new Map<string, string>();
  // A set tells in the order in which its members were put in: whoever is used is put in anew.
  const idsOf = new Map<string, Set<string>>();

  function drop(id: string): void {
    const accountId = accountOf.get(id);
    if (accountId === undefined) return;
    accountOf.delete(id);
    const ids = idsOf.get(accountId);
    ids?.delete(id);
    if (ids?.size === 0) idsOf.delete(accountId);
  }

  return {
    take({ _id, accountId, endedAt }) {
      if (endedAt !== null) return drop(_id);
      if (accountOf.has(_id)) return;
      accountOf.set(_id, accountId);
      idsOf.set(accountId, (idsOf.get(accountId) ?? new Set()).add(_id));
    },
    used(id) {
      const ids = idsOf.get(accountOf.get(id) ?? '');
      if (ids?.delete(id) === true) ids.add(id);
    },
    drop,
    beyond(accountId, most) {
      const ids = idsOf.get(accountId);
      return ids === undefined || ids.size <= most ? [] : [...ids].slice(0, ids.size - most);
    },
  };
}
