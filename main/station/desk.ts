import { join } from 'node:path';
import type { DraftDocument } from '../../domain/documents/draft.ts';
import type { EventDocument } from '../../domain/documents/event.ts';
import { orderIdOf } from '../../domain/documents/work-order.ts';
import { problem } from '../../domain/problem.ts';
import { refused } from '../../domain/result.ts';
import { oneAtATime } from '../../storage/one-at-a-time.ts';
import type { Catalogue } from './catalogue/catalogue.ts';
import { makeWitness } from './clock/witness.ts';
import type { EvidenceRoom, OrderAtHand, OwnDocument, StationContext } from './context.ts';
import { makeDeviceReporter } from './device/device-document.ts';
import { told } from './device/told.ts';
import { darkroomOf, openEvidence } from './evidence/room.ts';
import { openMarkers } from './evidence/uploads/markers.ts';
import { openKeeper } from './leaving/keeper.ts';
import { openNewsMemory } from './news/memory.ts';
import { makeNews, type News } from './news/news.ts';
import type { EventAuthor } from './orders/compose-event.ts';
import { openOrderCache } from './orders/order-cache.ts';
import { openSeen } from './orders/seen.ts';
import { makeWriteEvent } from './orders/write-event.ts';
import type { OwnDesk } from './own-desk.ts';
import { openProjection } from './projection/projection.ts';
import { openDiscards } from './quarantine/discards.ts';
import { type Credential, technicianFolder } from './session/account-files.ts';
import { openRecalled } from './steps/recalled.ts';
import { openTechnicianStore, sequenceKey, type TechnicianStoreOptions } from './store/technician-store.ts';
import { makeAnnouncer } from './sync/announcer.ts';
import { openContact } from './sync/contact.ts';
import type { OfficeDoor } from './sync/office-client.ts';
import { makePullTarget } from './sync/pull-target.ts';
import { takeOver } from './sync/take-over.ts';
import { startWorker } from './sync/worker.ts';

type Changed = TechnicianStoreOptions['changed'];

export type DeskParts = {
  readonly station: StationContext;
  readonly catalogue: Catalogue;
  readonly identity: Credential;
  readonly door: OfficeDoor;
  readonly signInNeeded: () => boolean;
  readonly onRevoked: () => void;
};

export type OpenedDesk = {
  readonly desk: OwnDesk;
  /** everything the office has not confirmed: documents and files */
  readonly unsent: () => number;
  readonly wake: () => void;
  readonly close: () => Promise<void>;
};

/** Opens everything that belongs to one technician, in the order in which it depends on each other: all, or nothing stays open. */
export async function openDesk(parts: DeskParts): Promise<OpenedDesk> {
  const opened: (() => Promise<void>)[] = [];
  try {
    return await openAll(parts, opened);
  } catch (error) {
    // Two workers would be two writers of one journal.
    for (const close of opened.toReversed()) await close().catch(() => undefined);
    throw error;
  }
}

async function openAll(parts: DeskParts, opened: (() => Promise<void>)[]): Promise<OpenedDesk> {
  const { station, catalogue, identity, door } = parts;
  const { technicianId, deviceId } = identity;
  const { clock, log } = station;
  const folder = technicianFolder(station.dataFolder, technicianId);
  const listeners = new Set<(orderIds: readonly string[]) => void>();
  let onStoreChanged: Changed = () => undefined;

  const discards = await openDiscards(folder);
  const store = await openTechnicianStore({
    folder,
    isDiscarded: discards.hasRevision,
    now: clock.now,
    log,
    reserve: station.reserve,
    pullAbove: station.limits.reserve,
    changed: (...given) => onStoreChanged(...given),
  });
  opened.push(store.close);
  const generation = store.checkpoint.get().accepting;
  if (generation !== null) {
    const markers = openMarkers(join(folder, 'evidence', 'pending'));
    const isDiscarded = discards.hasRevision;
    const given = {
      folder,
      store,
      catalogue,
      markers,
      isDiscarded,
      technicianId,
      deviceId,
      now: clock.now,
      generation,
    };
    // A desk opens whatever happens: until it is done, sync stays stopped and the person may choose again.
    await takeOver(given).catch((error: unknown) => log.error({ err: error }, 'the new office was not taken over'));
  }
  const orders = openOrderCache(store, catalogue, technicianId, (error) => log.error({ err: error }, 'an order broke'));
  const seen = await openSeen(folder);
  const newsMemory = await openNewsMemory(folder);
  const recalled = await openRecalled(folder);
  const contact = await openContact(folder, clock);
  const device = makeDeviceReporter({
    station,
    technicianId,
    deviceId,
    folder,
    store,
    contact,
    catalogue,
    told: () =>
      told(
        store,
        discards,
        deviceId,
        (evidence?.items() ?? []).map((one) => one.orderId),
      ),
  });
  const author: EventAuthor = {
    clock,
    makeId: station.makeId,
    technicianId,
    deviceId,
    lastSequence: (order) => Math.max(store.journal.mark(sequenceKey(order.orderId)), lastSequenceIn(order, deviceId)),
  };
  const exclusively = oneAtATime();
  let news: News | null = null;
  const append = async (documents: readonly OwnDocument[]): Promise<void> => {
    await store.append(documents);
    sync.nudge();
  };
  const witness = makeWitness({
    measured: contact.measured,
    projection: () => projection,
    orders,
    author,
    exclusively,
    append,
    log,
  });
  const projection = await openProjection({
    store,
    folder,
    technicianId,
    deviceId,
    pinnedBy: catalogue.pinnedBy,
    brokenBy: catalogue.broken,
    nameOf: catalogue.nameOf,
    appVersion: station.shell.appVersion,
    log,
    changed: (orderIds) => {
      station.emit({ name: 'orders.changed', orderIds });
      news?.refresh(orderIds);
      void witness(orderIds);
    },
  });
  opened.push(projection.close);
  news = makeNews({
    memory: newsMemory,
    rows: projection.rows,
    row: projection.row,
    settled: () => projection.settled(60_000),
    isWhole: () => store.checkpoint.get().complete,
    now: clock.now,
    quietHours: () => station.settings().quietHours,
    wanted: () => station.settings().notifications,
    changed: (badge) => station.emit({ name: 'news.changed', badge }),
  });
  onStoreChanged = (ids, written) => {
    announcer.say();
    // Typing changes neither the derived order nor the lists.
    if (written?.every((one): one is DraftDocument => one.type === 'draft')) {
      for (const draft of written) orders.takeDraft(draft);
      station.emit({ name: 'orders.changed', orderIds: orderIdsOf(written.map(({ _id }) => _id)) });
      return;
    }
    orders.forget(ids === null ? null : orderIdsOf(ids));
    projection.touch(ids);
    if (ids === null) sync.beginAnew();
    else for (const listener of listeners) listener(orderIdsOf(ids));
  };
  const stopCatalogue = catalogue.onChanged(() => {
    const arriving = [...projection.rows()].filter(({ summary }) => summary.definitionArriving);
    projection.touch(arriving.map(({ summary }) => `workOrder:${summary.orderId}`));
    station.emit({ name: 'catalogue.changed' });
  });

  let evidence: EvidenceRoom | null = null;
  const announcer = makeAnnouncer(() => {
    station.emit({ name: 'sync.changed', state: sync.state() });
    void news?.settle().catch((error: unknown) => log.warn({ err: error }, 'news did not begin'));
  });
  const sync = startWorker({
    store,
    door,
    mailbox: identity.mailbox,
    deviceId,
    contact,
    now: clock.now,
    random: Math.random,
    log,
    target: makePullTarget(store, deviceId),
    files: () => evidence?.items() ?? [],
    signInNeeded: parts.signInNeeded,
    onRevoked: parts.onRevoked,
    wakeFiles: () => evidence?.wake(),
    linkFound: () => evidence?.linkFound(),
    networkChanged: () => evidence?.networkChanged(),
    pullCatalogue: (signal) => catalogue.pull(door, signal),
    definitionsMissing: async () => {
      await projection.settled(1_000);
      return [...projection.rows()].some(
        ({ summary }) => summary.definitionArriving && catalogue.broken(summary) === null,
      );
    },
    onContact: async () => {
      await witness();
      await device.report();
    },
    // What it said of unsent records is true no more; where it said nothing this writes nothing.
    onSent: () => device.report(),
    changed: () => announcer.say(),
  });

  opened.push(async () => {
    stopCatalogue();
    announcer.stop();
    await sync.close();
  });

  const written = async (orderId: string, requestKey: string | undefined): Promise<OwnDocument | null> => {
    if (requestKey === undefined) return null;
    const order = await orders.atHand(orderId);
    return order.ok ? writtenWith(order.value, requestKey, technicianId) : null;
  };
  const base = {
    ...station,
    technicianId,
    technicianName: identity.name,
    deviceId,
    folder,
    office: door,
    order: orders.atHand,
    append,
    exclusively,
    written,
    newestSettings: catalogue.newestSettings,
  };
  const desk: OwnDesk = {
    ...base,
    writable: async (orderId) => {
      const order = await orders.atHand(orderId);
      return order.ok && order.value.readOnly ? refused(problem('order.readOnly', { orderId })) : order;
    },
    writeEvent: makeWriteEvent(base, author),
    unconfirmed: (id) => store.journal.entry(id) !== undefined,
    refusalOf: (id) => store.journal.entry(id)?.refused ?? null,
    documentsOf: store.orderDocuments,
    isWhole: () => store.checkpoint.get().complete,
    isDiscardedFile: discards.hasFile,
    isStopped: () => sync.state().newOffice !== null,
    onOrdersChanged: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    people: () => ({ ...contact.facts().people, [technicianId]: identity.name }),
    orderIds: () => [...projection.rows()].map(({ summary }) => summary.orderId),
    nudge: sync.nudge,
    link: sync.link,
    documentsFirst: sync.documentsFirst,
    evidence: () => {
      if (!evidence) throw new Error('the evidence room is not open yet');
      return evidence;
    },
    store,
    catalogue,
    projection,
    seen,
    news,
    recalled,
    contact,
    sync,
    author,
    device,
    discards,
  };
  evidence = await openEvidence(desk, announcer.say);
  opened.push(evidence.close);
  // The first answer may have come before there was anybody to tell.
  if (sync.link() === 'online') evidence.wake();
  const keeper = await openKeeper(desk, darkroomOf(desk).files);
  return {
    desk,
    unsent: () => sync.outstanding().length,
    wake: sync.wake,
    close: async () => {
      stopCatalogue();
      announcer.stop();
      await keeper.close();
      await sync.close();
      await evidence?.close();
      await projection.close();
      await store.close();
    },
  };
}

const orderIdsOf = (ids: readonly string[]): string[] => [...new Set(ids.flatMap((id) => orderIdOf(id) ?? []))];

function lastSequenceIn({ documents }: OrderAtHand, deviceId: string): number {
  const own = documents.filter((one): one is EventDocument => one.type === 'event' && one.deviceId === deviceId);
  return Math.max(0, ...own.map(({ deviceSeq }) => deviceSeq));
}

/** A retry finds the first record by its key, which lies in the documents themselves. */
function writtenWith({ documents }: OrderAtHand, requestKey: string, technicianId: string): OwnDocument | null {
  for (const one of documents) {
    if (one.type !== 'event' && one.type !== 'submission' && one.type !== 'evidence') continue;
    if (one.requestKey === requestKey && one.createdBy === technicianId) return one;
  }
  return null;
}
