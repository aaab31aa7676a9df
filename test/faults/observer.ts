import { setTimeout as pause } from 'node:timers/promises';
import type { Acknowledged, DraftLog, Ledger } from './ledger.ts';
import { draftAtOffice, missingAtOffice } from './office-store.ts';
import type { Device } from './schedule.ts';
import type { Site } from './site.ts';

export type Observer = {
  /** how often the device said `synchronised`, and how much was looked for then */
  readonly counts: () => { readonly synchronised: number; readonly lookedFor: number };
  /** each time it said so while the office lacked something */
  readonly lies: readonly string[];
  readonly stop: () => Promise<void>;
};

const everyMs = 70;

/**
 * Asks one device for its state all the time. Whenever it says `synchronised`, everything that it had acknowledged before the
 * question is looked for in the office's store.
 */
export function watchState(site: Site, on: Device, ledgers: () => readonly Ledger[]): Observer {
  const lies: string[] = [];
  let synchronised = 0;
  let lookedFor = 0;
  let stopped = false;
  const told = new Set<unknown>();

  async function look(): Promise<void> {
    const before = owed(on, ledgers());
    const answer = await site.stations[on].ask('sync.state', {});
    if (!answer.ok || answer.value.state !== 'synchronised') return;
    synchronised += 1;
    const items = before.flatMap(({ items: these }) => these);
    lookedFor += items.length;
    const missing = new Set(await missingAtOffice(site, on, items));
    for (const item of items) {
      if (missing.has(item)) {
        if (!told.has(item)) lies.push(`${on} said synchronised, the office lacked ${item.kind} ${item.id}`);
        told.add(item);
      } else item.seen = true;
    }
    for (const { ledger, drafts } of before)
      for (const { log, acknowledged } of drafts) {
        lookedFor += 1;
        const found = await draftAtOffice(site, ledger.orderId, log);
        if (found < acknowledged) {
          if (!told.has(log))
            lies.push(`${on} said synchronised, the office had draft ${found} of ${acknowledged} of ${ledger.orderId}`);
          told.add(log);
        } else log.seen = acknowledged;
      }
  }

  const watching = (async () => {
    while (!stopped) {
      // A device that is down says nothing.
      await look().catch((error: unknown) => {
        if (!(error instanceof Error) || !/ECONN|socket hang up|no answer/.test(error.message)) throw error;
      });
      await pause(everyMs);
    }
  })();
  watching.catch((error: unknown) => lies.push(`the observer of ${on} fell: ${String(error)}`));
  return {
    counts: () => ({ synchronised, lookedFor }),
    lies,
    stop: async () => {
      stopped = true;
      await watching.catch(() => undefined);
    },
  };
}

type Owed = {
  readonly ledger: Ledger;
  readonly items: readonly Acknowledged[];
  readonly drafts: readonly { readonly log: DraftLog; readonly acknowledged: number }[];
};

/** What this device has acknowledged and nobody has seen at the office yet. */
function owed(on: Device, ledgers: readonly Ledger[]): readonly Owed[] {
  return ledgers.map((ledger) => ({
    ledger,
    items: ledger.acknowledged.filter((one) => one.on === on && !one.seen),
    drafts: ledger.drafts
      .filter((log) => log.on === on && log.seen < log.acknowledged)
      .map((log) => ({ log, acknowledged: log.acknowledged })),
  }));
}
