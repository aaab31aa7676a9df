import type { Result } from '../../domain/result.ts';
import type { AccountStore } from './account-store.ts';
import type { Accounts, Actor } from './types.ts';

/** Tells whoever does something lasting in a session when that session is over: by anybody, in any office process, or by its time. */
export type SessionWatch = { readonly watch: Accounts['watch']; readonly close: () => void };

type Watched = { readonly actor: Actor; readonly mayDrain: boolean; readonly over: () => void };

/** Sessions also end by time, which nothing tells. */
const sweepMs = 10_000;

/** @param current who holds this session now */
export function watchSessions(
  store: Pick<AccountStore, 'onChange'>,
  current: (actor: Actor) => Promise<Result<Actor>>,
  failed: (error: unknown) => void,
): SessionWatch {
  const byAccount = new Map<string, Set<Watched>>();

  async function check(watched: Watched): Promise<void> {
    const { actor, mayDrain, over } = watched;
    const now = await current(actor);
    if (now.ok && now.value.account.role === actor.account.role && (mayDrain || !now.value.draining)) return;
    if (drop(watched)) over();
  }

  function drop(watched: Watched): boolean {
    const { accountId } = watched.actor.account;
    const others = byAccount.get(accountId);
    const wasThere = others?.delete(watched) === true;
    if (others?.size === 0) byAccount.delete(accountId);
    return wasThere;
  }

  const checkAll = (accountId: string): void => {
    for (const watched of byAccount.get(accountId) ?? []) void check(watched).catch(failed);
  };
  store.onChange((document) => {
    if (document.type !== 'secret') checkAll(document.accountId);
  });
  const sweep = setInterval(() => {
    for (const accountId of byAccount.keys()) checkAll(accountId);
  }, sweepMs).unref();

  return {
    watch(actor, mayDrain, over) {
      const watched = { actor, mayDrain, over };
      const { accountId } = actor.account;
      byAccount.set(accountId, (byAccount.get(accountId) ?? new Set()).add(watched));
      return () => void drop(watched);
    },
    close: () => clearInterval(sweep),
  };
}
