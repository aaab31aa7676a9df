import { join } from 'node:path';
import httpAdapter from 'pouchdb-adapter-http';
import PouchDB from 'pouchdb-core';
import { nextRevision } from '../../main/station/store/revisions.ts';
import { openHttp } from '../../main/station/sync/http.ts';
import type { OfficeDoor } from '../../main/station/sync/office-client.ts';
import { pull } from '../../main/station/sync/pull.ts';
import { push } from '../../main/station/sync/push.ts';
import { openStore, type PouchDocument, type Store } from '../../storage/open-store.ts';
import { makeId } from '../builders/device-documents.ts';
import { newOrder } from '../builders/new-order.ts';
import { http as request } from '../processes/calls.ts';
import { startOffice } from '../processes/office.ts';
import { temporaryFolder } from '../processes/temporary-folder.ts';
import { type LatencyLink, openLatencyLink } from './latency-link.ts';
import { type Report, say } from './report-figure.ts';

PouchDB.plugin(httpAdapter);

const roundTripMs = 300;
const runs = 3;
const orders = 30;
const documentsPerOrder = 8;
const noteLength = 320; // about 1.5 KB a document with its envelope

type Cost = { readonly seconds: number; readonly requests: number; readonly up: number; readonly down: number };
type Run = (
  link: LatencyLink,
  folder: string,
) => Promise<{
  readonly requests: () => number;
  readonly act: () => Promise<void>;
  readonly close: () => Promise<void>;
}>;
type Session = {
  readonly token: string;
  readonly mailbox: string;
  readonly technicianId: string;
  readonly deviceId: string;
};
type Case = { readonly name: string; readonly documents: number; readonly ours: Run; readonly pouch: Run };

/** Round trips of the wire: (seconds at 300 ms − seconds at 0 ms) / 0.3, on connections opened before the clock starts. */
export async function wire(report: Report): Promise<void> {
  const home = await temporaryFolder('bench-wire');
  const office = await startOffice({ data: join(home.path, 'office') });
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
      report({
        name: `wire.${one.name}.roundTrips`,
        value: trips(ours),
        unit: 'round trips',
        baseline: trips(pouch),
        n: one.documents,
        seconds300: ours.far.seconds,
        requests: ours.far.requests,
        bytesUp: ours.far.up,
        bytesDown: ours.far.down,
        baselineSeconds300: pouch.far.seconds,
        baselineRequests: pouch.far.requests,
        baselineBytesUp: pouch.far.up,
        baselineBytesDown: pouch.far.down,
      });
    }
  } finally {
    await office.kill();
    await home.remove();
  }
}

const trips = ({ near, far }: { near: Cost; far: Cost }): number => (far.seconds - near.seconds) / (roundTripMs / 1000);

/** The median of three runs at each delay: one run is at the mercy of whatever else the machine does. */
async function measure(url: string, home: string, run: Run): Promise<{ near: Cost; far: Cost }> {
  const at = async (delay: number): Promise<Cost> => {
    const costs: Cost[] = [];
    for (let n = 0; n < runs; n += 1) costs.push(await measureOnce(url, home, run, delay));
    costs.sort((a, b) => a.seconds - b.seconds);
    return costs[Math.floor(runs / 2)] as Cost;
  };
  return { near: await at(0), far: await at(roundTripMs) };
}

async function measureOnce(url: string, home: string, run: Run, delay: number): Promise<Cost> {
  const link = await openLatencyLink(url, delay);
  const ready = await run(link, join(home, makeId()));
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

/** Notes of the technician, about 1.5 KB each, on orders that are his. */
function notes(session: Session, orderIds: readonly string[], count: number): PouchDocument[] {
  return Array.from({ length: count }, (_, n) => {
    const orderId = orderIds[n % orderIds.length] as string;
    return {
      _id: `workOrder:${orderId}:event:${makeId()}`,
      type: 'event',
      schemaVersion: 1,
      createdBy: session.technicianId,
      deviceId: session.deviceId,
      orderId,
      deviceSeq: 1 + Math.floor(n / orderIds.length),
      after: [],
      time: { at: new Date().toISOString(), uptimeMs: n, bootId: 'bench' },
      role: 'technician',
      kind: 'noted',
      payload: {
        text: Array.from({ length: noteLength }, (_unused, k) =>
          String.fromCharCode(0x4e00 + ((n * 131 + k * 17) % 8000)),
        ).join(''),
      },
    };
  });
}

function cases(session: Session, orderIds: readonly string[]): Case[] {
  const all = orders * documentsPerOrder;
  return [
    {
      name: 'push240',
      documents: all,
      ours: ourPush(session, orderIds, all),
      pouch: pouchPush(session, orderIds, all),
    },
    { name: 'one', documents: 1, ours: ourPush(session, orderIds, 1), pouch: pouchPush(session, orderIds, 1) },
    { name: 'pull240', documents: all, ours: ourPull(session, all), pouch: pouchPull(session, false) },
    { name: 'idlePull', documents: 0, ours: ourPull(session, 0), pouch: pouchPull(session, true) },
  ];
}

function doorOn(
  link: LatencyLink,
  session: Session,
): { door: OfficeDoor; requests: () => number; close: () => Promise<void>; warm: () => Promise<void> } {
  const http = openHttp(link.url, Date.now);
  let requests = 0;
  const door = {
    send: (given: Parameters<OfficeDoor['send']>[0]) => {
      requests += 1;
      return http.send({ ...given, token: session.token });
    },
  } as OfficeDoor;
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

async function sinceBeforeLast(link: LatencyLink, session: Session, documents: number): Promise<string | number> {
  const answer = await request(`${link.url}/db/${session.mailbox}/_changes`, {
    headers: { authorization: `Bearer ${session.token}` },
  });
  const { results, last_seq } = JSON.parse(answer.body.toString('utf8')) as {
    results: { seq: string | number }[];
    last_seq: string | number;
  };
  if (documents === 0) return last_seq;
  return results.at(-documents - 1)?.seq ?? 0;
}

function remotePouch(link: LatencyLink, session: Session): { remote: PouchDB; requests: () => number } {
  let requests = 0;
  const counting = (url: string, options: { headers?: Headers } & RequestInit): Promise<Response> => {
    requests += 1;
    const headers = new Headers(options.headers);
    headers.set('authorization', `Bearer ${session.token}`);
    return fetch(url, { ...options, headers });
  };
  const remote = new PouchDB(`${link.url}/db/${session.mailbox}`, {
    adapter: 'http',
    skip_setup: true,
    fetch: counting,
  });
  return { remote, requests: () => requests };
}

function pouchPush(session: Session, orderIds: readonly string[], count: number): Run {
  return async (link, folder) => {
    const { remote, requests } = remotePouch(link, session);
    const store: Store = await openStore(folder);
    await store.bulkDocs(notes(session, orderIds, count));
    await remote.info();
    const act = async (): Promise<void> => {
      const answer = await PouchDB.replicate(store, remote);
      if (answer.docs_written !== count) throw new Error(`PouchDB wrote ${answer.docs_written} of ${count}`);
    };
    return { requests, act, close: () => store.close() };
  };
}

/** PouchDB's own pull; `again`: once before the clock starts, so that nothing is new. */
function pouchPull(session: Session, again: boolean): Run {
  return async (link, folder) => {
    const { remote, requests } = remotePouch(link, session);
    const store: Store = await openStore(folder);
    await remote.info();
    const since = await sinceBeforeLast(link, session, 240);
    if (again) await PouchDB.replicate(remote, store);
    const act = async (): Promise<void> => {
      await PouchDB.replicate(remote, store, again ? {} : { since });
    };
    return { requests, act, close: () => store.close() };
  };
}
