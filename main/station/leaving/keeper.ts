import { join } from 'node:path';
import { finalPhases } from '../../../domain/work-order/moves.ts';
import type { EvidenceFiles } from '../evidence/files.ts';
import { spaceIn } from '../evidence/space.ts';
import type { OwnDesk } from '../own-desk.ts';
import { type Ended, openAges, type Seen } from './ages.ts';
import { mayGo, type Naming } from './may-go.ts';
import { ordersIn, whoNames } from './scan.ts';
import { type Swept, sweep } from './sweep.ts';

/** Looks now and then at what may leave the device: files, and orders that are long over (ADR 0013). */
export type Keeper = {
  /** One look now; what it removed. */
  readonly look: () => Promise<Swept & { readonly orders: number }>;
  readonly close: () => Promise<void>;
};

/** what `evidence.held` takes in one question */
const mostAsked = 500;

export async function openKeeper(desk: OwnDesk, files: EvidenceFiles): Promise<Keeper> {
  const { store, limits, log } = desk;
  const ages = await openAges(join(desk.folder, 'ages.json'), desk.clock, desk.contact.measured);
  let looking: Promise<unknown> | null = null;
  let closed = false;
  let timer = setTimeout(again, limits.firstSweepAfter);

  function again(): void {
    let next = limits.sweepEvery;
    looking = look()
      .then(({ asked }) => {
        if (!asked) next = Math.min(next, limits.firstSweepAfter);
      })
      .catch((error: unknown) => log.warn({ err: error }, 'nothing could leave the device'))
      .finally(() => {
        looking = null;
        if (!closed) timer = setTimeout(again, next);
      });
  }

  /** Never what another office says, before a person has decided about it. */
  async function held(hashes: readonly string[]): Promise<ReadonlySet<string> | null> {
    const found = new Set<string>();
    for (let at = 0; at < hashes.length; at += mostAsked) {
      if (desk.link() !== 'online' || desk.sync.state().newOffice !== null) return null;
      const answer = await desk.office.call('evidence.held', { sha256: hashes.slice(at, at + mostAsked) });
      if (!answer.ok) return null;
      for (const sha256 of answer.value.held) found.add(sha256);
    }
    return found;
  }

  /** Evidence documents that the office has confirmed and of which nothing waits. */
  function settledNow(): (evidenceId: string) => boolean {
    const waiting = new Set(
      desk
        .evidence()
        .items()
        .map(({ id }) => id.replace(/#.*$/, '')),
    );
    return (evidenceId) => !waiting.has(evidenceId) && !desk.unconfirmed(evidenceId);
  }

  async function look(): Promise<Swept & { orders: number }> {
    const left = await letOrdersLeave();
    const swept = await sweep({
      store: store.documents,
      files,
      ages,
      limits,
      settled: settledNow(),
      held,
      spaceIsShort: async () => (await spaceIn(desk.folder, limits)).state !== 'ok',
      onOrdersChanged: desk.onOrdersChanged,
      leftFiles: store.left.files(),
    });
    if (store.left.files().length > 0) await store.left.filesGone();
    await store.left.keeps(swept.kept);
    if (left + swept.files > 0) await say(left, swept);
    return { ...swept, orders: left };
  }

  async function say(orders: number, swept: Swept): Promise<void> {
    log.info({ orders, files: swept.files, bytes: swept.bytes }, 'left the device; the office holds it all');
    const before = store.left.said() ?? { orders: 0, files: 0, bytes: 0 };
    await store.left.say({
      at: new Date(desk.clock.now()).toISOString(),
      orders: before.orders + orders,
      files: before.files + swept.files,
      bytes: before.bytes + swept.bytes,
    });
  }

  /** Answers how many left. What comes to an order after it was judged is another judgement: the next look's. */
  async function letOrdersLeave(): Promise<number> {
    const touched = new Set<string>();
    const stop = desk.onOrdersChanged((orderIds) => {
      for (const orderId of orderIds) touched.add(orderId);
    });
    try {
      return await letUntouchedLeave(touched);
    } finally {
      stop();
    }
  }

  async function letUntouchedLeave(touched: ReadonlySet<string>): Promise<number> {
    await desk.projection.settled(10_000);
    const over = overNow(desk);
    const { all, counts } = await countDocuments(over);
    await ages.remember((seen, reading) => ({
      ...seen,
      ended: Object.fromEntries(
        [...counts].map(([id, documents]) => [id, endedBefore(seen, id, documents) ?? { reading, documents }]),
      ),
    }));
    const now = ages.now();
    const old = Object.entries(ages.seen().ended).flatMap(([id, { reading }]) =>
      now - reading >= limits.keepOrderFor ? [id] : [],
    );
    if (old.length < limits.rotateAtOrders || old.length < all * limits.rotateAtShare || !quiet()) return 0;
    const { leaving, hashes } = await withoutBusy(new Set(old));
    if (leaving.size === 0) return 0;
    const done = await store.rotate(leaving, hashes, () => quiet() && ![...leaving].some((id) => touched.has(id)));
    return done ? leaving.size : 0;
  }

  /** The office has confirmed everything, and the link is up: only then anything of the store goes. */
  const quiet = (): boolean => !closed && desk.link() === 'online' && desk.sync.state().state === 'synchronised';

  /** Orders here, and how many documents each has that is over. */
  async function countDocuments(over: ReadonlySet<string>): Promise<{ all: number; counts: Map<string, number> }> {
    const counts = new Map<string, number>();
    let all = 0;
    for await (const [orderId, ids] of ordersIn(store.documents)) {
      all += 1;
      if (over.has(orderId)) counts.set(orderId, ids.length);
    }
    return { all, counts };
  }

  /** Orders all of whose files here may go, and the files that nobody else names. */
  async function withoutBusy(old: ReadonlySet<string>): Promise<{ leaving: ReadonlySet<string>; hashes: string[] }> {
    const here = new Set(await files.list());
    const { namings, receipts } = await whoNames(store.documents, here);
    const settled = settledNow();
    const now = ages.now();
    const receivedFor = (orderId: string, sha256: string): number | null => {
      const key = `${orderId}/${sha256}`;
      return receipts.has(key) ? now - (ages.seen().received[key] ?? now) : null;
    };
    const facts = { receivedFor, settled, spaceIsShort: true };
    /** Everything of a photo or a report goes with its order, by the receipt of what travelled. */
    const agrees = (sha256: string, naming: Naming): boolean =>
      mayGo(sha256, [{ ...naming, as: 'view' }], facts, limits);
    /** An original that may not go stays behind, named by nobody: it holds up no order (ADR 0013). */
    const mayBeDropped = (sha256: string, all: readonly Naming[]): boolean => {
      const originals = all.filter(({ as }) => as === 'original');
      return originals.length === 0 || mayGo(sha256, originals, facts, limits);
    };
    const busy = new Set<string>();
    for (const [sha256, all] of namings)
      for (const naming of all) if (!agrees(sha256, naming)) busy.add(naming.orderId);
    const photos = new Map<string, Set<string>>();
    for (const naming of [...namings.values()].flat())
      if (old.has(naming.orderId) && !busy.has(naming.orderId))
        photos.set(naming.orderId, (photos.get(naming.orderId) ?? new Set()).add(naming.of));
    // With its order the last name of a file goes: what the office has lost since its receipt must keep it.
    const atOffice = await held([...new Set([...photos.values()].flatMap((of) => [...of]))]);
    const isHeld = (orderId: string): boolean => [...(photos.get(orderId) ?? [])].every((of) => atOffice?.has(of));
    const leaving = new Set([...old].filter((orderId) => !busy.has(orderId) && isHeld(orderId)));
    const hashes = [...namings].flatMap(([sha256, all]) =>
      all.every(({ orderId }) => leaving.has(orderId)) && mayBeDropped(sha256, all) ? [sha256] : [],
    );
    return { leaving, hashes };
  }

  return {
    look: async () => {
      while (looking !== null) await looking;
      const running = look();
      looking = running.catch(() => undefined);
      try {
        return await running;
      } finally {
        looking = null;
      }
    },
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await looking;
    },
  };
}

/** Since when it is over, where nothing came to it meanwhile. */
function endedBefore({ ended }: Seen, orderId: string, documents: number): Ended | null {
  const before = ended[orderId];
  return before?.documents === documents ? before : null;
}

/** Orders that are over for this technician: final and not returned for rework, or handed over. */
export function overNow({ projection }: Pick<OwnDesk, 'projection'>): ReadonlySet<string> {
  const over = [...projection.rows()].filter(
    ({ summary }) =>
      summary.grant === 'withdrawn' || (finalPhases.has(summary.phase) && summary.reviewState !== 'returned'),
  );
  return new Set(over.map(({ summary }) => summary.orderId));
}
