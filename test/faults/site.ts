import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { ArgumentOf, ValueOf } from '../../bridge/contract.ts';
import type { OfficeCalls } from '../../bridge/office.ts';
import type { StationCalls } from '../../bridge/station.ts';
import type { Result } from '../../domain/result.ts';
import { seeded } from '../durability/seeded.ts';
import type { HttpAnswer, OfficeClient } from '../processes/calls.ts';
import { type MiddleBox, openMiddleBox } from '../processes/middle-box.ts';
import { startOffice } from '../processes/office.ts';
import { type StationProcess, startStation } from '../processes/station.ts';
import { temporaryFolder } from '../processes/temporary-folder.ts';
import { type FaultLink, openFaultLink } from './link.ts';
import { type Device, devices, type Process, type Technician, technicianOf } from './schedule.ts';

type Account = 'disp1' | Technician;

export type Site = {
  readonly stations: Readonly<Record<Device, StationProcess>>;
  readonly links: Readonly<Record<Device, FaultLink>>;
  /** behind each link, in front of the office */
  readonly boxes: Readonly<Record<Device, MiddleBox>>;
  readonly technicians: Readonly<Record<Technician, string>>;
  readonly deviceIds: Readonly<Record<Device, string>>;
  /** Asks a device until it answers: waits while it is down, signs in where it wants a password. */
  readonly ask: <N extends keyof StationCalls>(
    on: Device,
    name: N,
    argument: ArgumentOf<StationCalls[N]>,
  ) => Promise<Result<ValueOf<StationCalls[N]>>>;
  /** The same at the office, as the dispatcher or a technician, not through a link. */
  readonly askOffice: <N extends keyof OfficeCalls>(
    as: Account,
    name: N,
    argument: ArgumentOf<OfficeCalls[N]>,
  ) => Promise<Result<ValueOf<OfficeCalls[N]>>>;
  readonly getFromOffice: (as: Account, address: string) => Promise<HttpAnswer>;
  /** kill -9 of all at once, started again one after another in this order */
  readonly kill: (all: readonly Process[], downMs: number) => Promise<void>;
  readonly setClock: (of: Process, offsetMs: number) => Promise<void>;
  readonly restartDatabase: () => Promise<boolean>;
  /** the last lines that the office wrote to its log */
  readonly officeSaid: () => readonly string[];
  readonly counts: { kills: number; officeKills: number; clockJumps: number; databaseRestarts: number };
  readonly close: () => Promise<void>;
};

const longestWaitMs = 120_000;
const preload = pathToFileURL(fileURLToPath(new URL('wrong-clock.mjs', import.meta.url))).href;

/** One office and three devices, each a process over a folder, a link and a clock of its own. */
export async function openSite(seed: number): Promise<Site> {
  const folder = await temporaryFolder('faults');
  const random = seeded(seed);
  const clockFile = (of: Process): string => path.join(folder.path, `clock-${of}`);
  const environment = async (of: Process): Promise<Record<string, string>> => {
    await writeFile(clockFile(of), '0');
    return { NODE_OPTIONS: `--import ${preload}`, LINEWORK_WRONG_CLOCK: clockFile(of), LOG_LEVEL: 'error' };
  };
  const couchdb = process.env.COUCHDB_URL ?? '';
  const office = await startOffice({
    data: path.join(folder.path, 'office'),
    env: { ...(await environment('office')), COUCHDB_URL: couchdb },
  });
  const dispatcher = await office.signIn('disp1');
  const people = (await dispatcher.call('people.list', {})).technicians;
  const idOf = (username: string): string => people.find((one) => one.username === username)?.accountId ?? '';
  const links = {} as Record<Device, FaultLink>;
  const boxes = {} as Record<Device, MiddleBox>;
  const stations = {} as Record<Device, StationProcess>;
  const deviceIds = {} as Record<Device, string>;
  for (const device of devices) {
    boxes[device] = await openMiddleBox(office.url);
    links[device] = await openFaultLink(boxes[device].url, random);
    stations[device] = await startStation({
      data: path.join(folder.path, device),
      officeUrl: links[device].url,
      env: await environment(device),
    });
    await stations[device].signIn(technicianOf[device]);
    deviceIds[device] = (await stations[device].call('session.state', {})).deviceId ?? '';
  }
  const clients = new Map<Account, OfficeClient>([['disp1', dispatcher]]);
  const counts = { kills: 0, officeKills: 0, clockJumps: 0, databaseRestarts: 0 };
  /** resolves when a process that was killed runs again */
  const running = new Map<Process, Promise<unknown>>();
  const programs = { office, ...stations };
  const up = async (of: Process): Promise<void> => void (await running.get(of));

  /** Asks again while there is no answer: the same request, with the same key. */
  async function persistently<T>(of: Process, ask: () => Promise<T | null>): Promise<T> {
    let until = performance.now() + longestWaitMs;
    for (;;) {
      const before = performance.now();
      await up(of);
      // Only the time in which it runs counts: where many schedules live together, kills queue.
      until += performance.now() - before;
      try {
        const answer = await ask();
        if (answer !== null) return answer;
      } catch (error) {
        if (performance.now() > until) throw error;
      }
      await pause(20);
      if (performance.now() > until) throw new Error(`${of} gave no answer for ${longestWaitMs} ms`);
    }
  }

  async function clientOf(as: Account): Promise<OfficeClient> {
    const client = clients.get(as) ?? (await office.signIn(as));
    clients.set(as, client);
    return client;
  }
  const wantsSignIn = <T>(answer: Result<T>): boolean => !answer.ok && answer.problem.code.startsWith('session.');

  return {
    stations,
    links,
    boxes,
    technicians: { tech1: idOf('tech1'), tech2: idOf('tech2') },
    deviceIds,
    counts,
    officeSaid: () => office.program().err.slice(-3),
    ask: (on, name, argument) =>
      persistently(on, async () => {
        const answer = await stations[on].ask(name, argument);
        if (!wantsSignIn(answer)) return answer;
        await stations[on].signIn(technicianOf[on]);
        return null;
      }),
    askOffice: (as, name, argument) =>
      persistently('office', async () => {
        const answer = await (await clientOf(as)).ask(name, argument);
        if (!wantsSignIn(answer)) return answer;
        clients.delete(as);
        return null;
      }),
    getFromOffice: (as, address) =>
      persistently('office', async () => {
        const answer = await (await clientOf(as)).get(address);
        if (answer.status < 500 && answer.status !== 401) return answer;
        if (answer.status === 401) clients.delete(as);
        return null;
      }),
    kill: async (all, downMs) => {
      const before = all.map((one) => running.get(one));
      const done = (async () => {
        await Promise.all(before);
        await Promise.all(all.map((one) => programs[one].kill()));
        counts.kills += all.filter((one) => one !== 'office').length;
        counts.officeKills += all.filter((one) => one === 'office').length;
        await pause(downMs);
        for (const one of all) await programs[one].startAgain();
      })();
      for (const one of all) running.set(one, done);
      await done;
    },
    setClock: async (of, offsetMs) => {
      counts.clockJumps += 1;
      await writeFile(clockFile(of), String(offsetMs));
    },
    restartDatabase: async () => {
      const command = process.env.LINEWORK_DATABASE_RESTART ?? '';
      if (couchdb === '' || command === '') return false;
      counts.databaseRestarts += 1;
      await promisify(execFile)('sh', ['-c', command]);
      return true;
    },
    close: async () => {
      await Promise.all([...running.values()].map((one) => one.catch(() => undefined)));
      await Promise.all(Object.values(stations).map((one) => one.kill()));
      await office.stop();
      await Promise.all(Object.values(links).map((one) => one.close()));
      await Promise.all(Object.values(boxes).map((one) => one.close()));
      await folder.remove();
    },
  };
}
