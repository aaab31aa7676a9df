import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { nextRevision } from '../../main/station/store/revisions.ts';
import { openHttp } from '../../main/station/sync/http.ts';
import type { OfficeDoor } from '../../main/station/sync/office-client.ts';
import { pull } from '../../main/station/sync/pull.ts';
import { push } from '../../main/station/sync/push.ts';
import { openStore, type PouchDocument } from '../../storage/open-store.ts';
import { makeId } from '../builders/device-documents.ts';
import { newOrder } from '../builders/new-order.ts';
import { http as request } from '../processes/calls.ts';
import { couchOfRun } from '../processes/couch-of-run.ts';
import { startOffice } from '../processes/office.ts';
import { temporaryFolder } from '../processes/temporary-folder.ts';
import { type LatencyLink, openLatencyLink } from './latency-link.ts';
import { type Report, say } from './report-figure.ts';
import { newestDocuments, notes, type Run, type Session, sinceBeforeLast } from './wire-notes.ts';
import { pouchPull, pouchPush } from './wire-pouch.ts';

const runs = 3;
const orders = 30;
const documentsPerOrder = 8;

type Cost = { readonly seconds: number; readonly requests: number; readonly up: number; readonly down: number };
/** at a round trip of 0, 100, 300 and 1000 ms */
type Costs = { readonly at0: Cost; readonly at100: Cost; readonly at300: Cost; readonly at1000: Cost };
type Case = {
  readonly name: string;
  readonly documents: number;
  readonly way: 'up' | 'down';
  readonly ours: Run;
  readonly pouch: Run;
  readonly tuned: Run;
};

/** Round trips of the wire: (seconds at 300 ms − seconds at 0 ms) / 0.3, on connections opened before the clock starts. */
export async function wire(report: Report): Promise<void> {
  const home = await temporaryFolder('bench-wire');
  const couch = couchOfRun();
  const office = await startOffice({ data: join(home.path, 'office'), ...(couch && { env: couch.env }) });
  try {
    const dispatcher = await office.signIn('disp1');
    const session = await enrol(office.url);
    const orderIds: string[] = [];
    for (let n = 0; n < orders; n += 1) {
      const { orderId } = await dispatcher.call('workOrder.create', newOrder());
      await dispatcher.call('workOrder.assign', { orderId, technicianId: session.technicianId });
      orderIds.push(orderId);
    }
    for (const one of cases(session, orderIds)) {
      say(`wire: ${one.name}`);
      const ours = await measure(office.url, home.path, one.ours);
      const pouch = await measure(office.url, home.path, one.pouch);
      const tuned = await measure(office.url, home.path, one.tuned);
      const payload =
        one.way === 'up'
          ? notes(session, orderIds, one.documents).map(stored)
          : await newestDocuments(office.url, session, one.documents);
      const zipped = payload.length === 0 ? null : gzipSync(JSON.stringify(payload)).length;
      report({
        name: `wire.${one.name}.roundTrips`,
        value: trips(ours),
        unit: 'round trips',
        baseline: trips(pouch),
        n: one.documents,
        ...figuresOf('', ours),
        gzipBytes: zipped,
        bytesOverGzip: zipped === null ? null : rounded((one.way === 'up' ? ours.at300.up : ours.at300.down) / zipped),
        ...figuresOf('baseline', pouch),
        tunedRoundTrips: rounded(trips(tuned)),
        ...figuresOf('tuned', tuned),
      });
    }
  } finally {
    await office.kill();
    await couch?.close();
    await home.remove();
  }
}

const trips = ({ at0, at300 }: Costs): number => (at300.seconds - at0.seconds) / 0.3;
/** As it lies in a store, with its revision: what a pull brings and a push takes. */
const stored = ({ _id, ...body }: PouchDocument): object => ({ _id, _rev: nextRevision(body, null).rev, ...body });
const rounded = (value: number): number => Math.round(value * 100) / 100;

function figuresOf(whose: '' | 'baseline' | 'tuned', { at0, at100, at300, at1000 }: Costs): Record<string, number> {
  const figures = {
    seconds0: at0.seconds,
    seconds100: at100.seconds,
    seconds300: at300.seconds,
    seconds1000: at1000.seconds,
    requests: at300.requests,
    bytesUp: at300.up,
    bytesDown: at300.down,
  };
  const named = (name: string): string => (whose === '' ? name : `${whose}${name[0]?.toUpperCase()}${name.slice(1)}`);
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [named(name), value]));
}

/** The median of three runs where round trips are counted: one run is at the mercy of whatever else the machine does. */
async function measure(url: string, home: string, run: Run): Promise<Costs> {
  const at = async (delay: number, times: number): Promise<Cost> => {
    const costs: Cost[] = [];
    for (let n = 0; n < times; n += 1) costs.push(await measureOnce(url, home, run, delay));
    costs.sort((a, b) => a.seconds - b.seconds);
    return costs[Math.floor(times / 2)] as Cost;
  };
  return { at0: await at(0, runs), at100: await at(100, 1), at300: await at(300, runs), at1000: await at(1000, 1) };
}

async function measureOnce(url: string, home: string, run: Run, delay: number): Promise<Cost> {
  const link = await openLatencyLink(url);
  const ready = await run(link, join(home, makeId()));
  // What is prepared is not measured: the link is far only from here on.
  link.setRoundTrip(delay);
  const before = link.counts();
  const requestsBefore = ready.requests();
  const started = performance.now();
  await ready.act();
  const seconds = Math.round(performance.now() - started) / 1000;
  const after = link.counts();
  const requests = ready.requests() - requestsBefore;
  await ready.close();
  await link.close();
  return { seconds, requests, up: after.up - before.up, down: after.down - before.down };
}

async function enrol(url: string): Promise<Session> {
  const deviceId = makeId();
  const body = JSON.stringify({ username: 'tech1', password: 'linework', device: { deviceId, label: 'bench' } });
  const answer = await request(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const { value } = JSON.parse(answer.body.toString('utf8')) as {
    value: { token: string; mailbox: string; account: { accountId: string } };
  };
  return { token: value.token, mailbox: value.mailbox, technicianId: value.account.accountId, deviceId };
}

function cases(session: Session, orderIds: readonly string[]): Case[] {
  const all = orders * documentsPerOrder;
  const pushes = (name: string, count: number): Case => ({
    name,
    documents: count,
    way: 'up',
    ours: ourPush(session, orderIds, count),
    pouch: pouchPush(session, orderIds, count, false),
    tuned: pouchPush(session, orderIds, count, true),
  });
  const pulls = (name: string, count: number): Case => ({
    name,
    documents: count,
    way: 'down',
    ours: ourPull(session, count),
    pouch: pouchPull(session, count === 0, false),
    tuned: pouchPull(session, count === 0, true),
  });
  return [pushes('push240', all), pushes('one', 1), pushes('idlePush', 0), pulls('pull240', all), pulls('idlePull', 0)];
}

function doorOn(
  link: LatencyLink,
  session: Session,
): { door: OfficeDoor; requests: () => number; close: () => Promise<void>; warm: () => Promise<void> } {
  const http = openHttp(link.url, Date.now);
  let requests = 0;
  const door = {
    ...http,
    send: (given: Parameters<OfficeDoor['send']>[0]) => {
      requests += 1;
      return http.send({ ...given, token: session.token });
    },
  } as unknown as OfficeDoor;
  return {
    door,
    requests: () => requests,
    close: http.close,
    warm: async () => void (await door.send({ method: 'GET', path: `/db/${session.mailbox}` })),
  };
}

function ourPush(session: Session, orderIds: readonly string[], count: number): Run {
  return async (link) => {
    const { door, requests, close, warm } = doorOn(link, session);
    await warm();
    const entries = notes(session, orderIds, count).map(({ _id, ...body }) => ({
      id: _id,
      ...nextRevision(body, null),
      body: { ...body },
      at: new Date().toISOString(),
    }));
    const act = async (): Promise<void> => {
      // The journal is what says that there is nothing to send: nobody is asked.
      if (entries.length === 0) return;
      const answer = await push(door, session.mailbox, entries as never, new AbortController().signal);
      if (!answer.ok) throw new Error(answer.problem.code);
      const confirmed = answer.value.filter((line) => 'confirmed' in line).length;
      if (confirmed !== count)
        throw new Error(`${confirmed} of ${count} confirmed: ${JSON.stringify(answer.value[0])}`);
    };
    return { requests, act, close };
  };
}

/** Pulls the newest `documents` of the mailbox into a store on disk; 0: everything is here already. */
function ourPull(session: Session, documents: number): Run {
  return async (link, folder) => {
    const { door, requests, close, warm } = doorOn(link, session);
    await warm();
    const since = await sinceBeforeLast(link, session, documents);
    const store = await openStore(folder);
    const target = {
      wanted: async (revs: Record<string, string[]>) =>
        Object.entries(await store.revsDiff(revs)).flatMap(([id, { missing }]) => missing.map((rev) => ({ id, rev }))),
      receive: async (got: readonly PouchDocument[]) => void (await store.bulkDocs(got, { new_edits: false })),
    };
    const act = async (): Promise<void> => {
      const answer = await pull(
        { door, database: session.mailbox },
        target,
        since,
        'now',
        new AbortController().signal,
      );
      if (!answer.ok) throw new Error(answer.problem.code);
      if (documents > 0 && answer.value.documents !== documents)
        throw new Error(`pulled ${answer.value.documents} of ${documents}`);
    };
    return { requests, act, close: async () => void (await Promise.all([close(), store.close()])) };
  };
}
