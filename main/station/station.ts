import { join } from 'node:path';
import type { EvidenceVariant, StationEvent } from '../../bridge/station.ts';
import type { Clock } from '../../domain/clock.ts';
import type { MakeId } from '../../domain/ids.ts';
import { workCalendar } from '../../domain/plan/working-day.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { lockFolder } from '../../storage/folder-lock.ts';
import { folderTrouble } from '../../storage/folder-trouble.ts';
import { makePrivate } from '../../storage/private-folder.ts';
import { openReserve } from '../../storage/reserve.ts';
import { openCatalogue } from './catalogue/catalogue.ts';
import type { EvidenceFile, Log, Shell, StationContext } from './context.ts';
import { readLimits } from './device/limits.ts';
import { settleTimeZone } from './device/time-zone.ts';
import { dispatch } from './dispatch.ts';
import { untoldCalls } from './news/untold-calls.ts';
import { rooms } from './rooms.ts';
import { sessionCalls } from './session/calls.ts';
import { openIdleLock } from './session/idle-lock.ts';
import { openSession } from './session/session.ts';
import { settingsCalls } from './settings/calls.ts';
import { openSettings } from './settings/settings-file.ts';
import { openHttp } from './sync/http.ts';

export type StationOptions = {
  readonly dataFolder: string;
  readonly officeUrl: string;
  readonly clock: Clock;
  readonly makeId: MakeId;
  readonly log: Log;
  readonly shell: Shell;
};

/** The field station as both shells see it. */
export type Station = {
  /** Never rejects; `argument` is what came in, unknown. */
  readonly call: (name: string, argument: unknown) => Promise<Result<unknown>>;
  /** Answers how to stop listening. */
  readonly on: (listener: (event: StationEvent) => void) => () => void;
  /** The file behind `/evidence/<id>/<variant>`; null: none, or nobody is signed in. */
  readonly evidenceFile: (evidenceId: string, variant: EvidenceVariant) => Promise<EvidenceFile | null>;
  readonly close: () => Promise<void>;
};

/** @returns `storage.inUse` while another process has the data folder; `storage.…` when the folder cannot be used, with its mend */
export async function openStation(options: StationOptions): Promise<Result<Station>> {
  try {
    return await openOn(options);
  } catch (error) {
    const why = await folderTrouble(error, options.dataFolder);
    if (why === null) throw error;
    return refused(why);
  }
}

async function openOn(options: StationOptions): Promise<Result<Station>> {
  const { dataFolder, officeUrl, clock, makeId, log, shell } = options;
  // A folder without room is made private all the same: nothing is written for it.
  const privacy = await makePrivate(dataFolder);
  if (privacy.kind === 'open') log.warn({ reason: privacy.reason }, 'others on this machine can read the data folder');
  const limits = await readLimits(dataFolder);
  const reserve = openReserve({
    path: join(dataFolder, 'reserve'),
    bytes: limits.reserve,
    whenBelow: limits.reserveWhenBelow,
  });
  // On a full disk even the lock needs room.
  const lock = await reserve.spend(() => lockFolder(dataFolder));
  if (!lock.ok) return lock;
  const listeners = new Set<(event: StationEvent) => void>();
  const emit = (event: StationEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const settings = await openSettings(dataFolder);
  const station: StationContext = {
    dataFolder,
    officeUrl,
    clock,
    makeId,
    log,
    shell,
    settings: settings.get,
    emit,
    limits,
    reserve,
    privacy,
  };
  const http = openHttp(officeUrl, clock.now);
  const catalogue = await openCatalogue(dataFolder, clock.now, log, reserve);
  const { calendar } = catalogue.newestSettings('calendar');
  const zone = settleTimeZone(workCalendar(calendar?.values ?? {}).utcOffsetMinutes);
  if (zone.assumed) log.warn({ zone: zone.name }, 'the machine tells no time zone');
  const renew = (): void =>
    void reserve.renew().catch((error: unknown) => log.warn({ err: error }, 'the reserve was not made'));
  const looks = setInterval(renew, limits.spaceEvery);
  renew();
  const session = await openSession(station, http, catalogue);
  const settingsChanged = (event: StationEvent): void => {
    emit(event);
    const desk = session.desk();
    // What waited for another link may go now.
    if (desk.ok) desk.value.evidence().wake();
  };
  const idle = openIdleLock({
    uptime: () => clock.facts().uptimeMs,
    minutes: () => settings.get().lockAfterMinutes,
    isOpen: () => session.desk().ok,
    lock: (after) =>
      session.lock(after).catch((error: unknown) => log.error({ err: error }, 'the device could not lock itself')),
  });
  const anyone = {
    ...sessionCalls(session, idle),
    ...settingsCalls(settings, settingsChanged, clock.now),
    ...untoldCalls(() => session.opened()?.desk.news ?? null),
  };
  let closing: Promise<void> | null = null;

  async function close(): Promise<void> {
    clearInterval(looks);
    idle.close();
    await session.close();
    await catalogue.close();
    await http.close();
    if (lock.ok) await lock.value.release();
  }

  return ok({
    call: (name, argument) => dispatch({ station, anyone, deskCalls: rooms, atDesk: session.atDesk }, name, argument),
    on: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    evidenceFile: async (evidenceId, variant) => {
      const desk = session.desk();
      return desk.ok ? desk.value.evidence().file(evidenceId, variant) : null;
    },
    close: () => {
      closing ??= close();
      return closing;
    },
  });
}
