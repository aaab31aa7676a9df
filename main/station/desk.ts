import { problem } from '../../domain/problem.ts';
import { refused } from '../../domain/result.ts';
import type { Desk, EvidenceRoom, StationContext } from './context.ts';
import type { Credential } from './session/account-files.ts';
import { technicianFolder } from './session/account-files.ts';
import { openTechnicianStore } from './store/technician-store.ts';
import type { OfficeDoor } from './sync/office-client.ts';

export type DeskParts = {
  readonly station: StationContext;
  readonly identity: Credential;
  readonly door: OfficeDoor;
  readonly signInNeeded: () => boolean;
  readonly revoked: () => boolean;
  readonly onRevoked: () => void;
};

export type OpenedDesk = {
  readonly desk: Desk;
  /** everything the office has not confirmed: documents and files */
  readonly unsent: () => number;
  readonly wake: () => void;
  readonly close: () => Promise<void>;
};

const noEvidence: EvidenceRoom = {
  items: () => [],
  wake: () => undefined,
  retry: () => undefined,
  file: () => Promise.resolve(null),
  close: () => Promise.resolve(),
};

/** Opens everything that belongs to one technician. */
export async function openDesk({ station, identity, door }: DeskParts): Promise<OpenedDesk> {
  const folder = technicianFolder(station.dataFolder, identity.technicianId);
  const store = await openTechnicianStore({
    folder,
    now: station.clock.now,
    log: station.log,
    changed: () => undefined,
  });
  const desk: Desk = {
    ...station,
    technicianId: identity.technicianId,
    technicianName: identity.name,
    deviceId: identity.deviceId,
    folder,
    office: door,
    order: () => Promise.resolve(refused(problem('order.unknown'))),
    writable: () => Promise.resolve(refused(problem('order.unknown'))),
    append: store.append,
    writeEvent: () => Promise.resolve(refused(problem('order.unknown'))),
    exclusively: (_orderId, work) => work(),
    written: () => Promise.resolve(null),
    unconfirmed: (id) => store.journal.entry(id) !== undefined,
    onOrdersChanged: () => () => undefined,
    orderIds: () => [],
    nudge: () => undefined,
    link: () => 'unknown',
    evidence: () => noEvidence,
  };
  return { desk, unsent: () => store.journal.entries().length, wake: () => undefined, close: store.close };
}
