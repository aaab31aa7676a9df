import { ok } from '../../../domain/result.ts';
import type { DeskCalls } from '../context.ts';
import type { OwnDesk } from '../own-desk.ts';

/** A person who asks waits for one honest try, not for ever. */
const longestTryMs = 8_000;

export const syncCalls = {
  'sync.state': async ({ sync }) => ok(sync.state()),
  'sync.now': async ({ sync, evidence }) => {
    evidence().wake();
    let timer: NodeJS.Timeout | undefined;
    const over = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, longestTryMs);
    });
    await Promise.race([sync.now(), over]);
    clearTimeout(timer);
    return ok(sync.state());
  },
  'sync.sendNow': async ({ sync, evidence }) => {
    evidence().sendNow();
    return ok(sync.state());
  },
  'sync.retry': async ({ sync, store, evidence }, { id }) => {
    await store.journal.append([{ retried: id === undefined ? {} : { id } }]);
    evidence().retry(id);
    sync.wake();
    return ok(sync.state());
  },
} as const satisfies DeskCalls<OwnDesk>;
