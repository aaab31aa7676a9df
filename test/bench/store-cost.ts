import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { newOrder } from '../builders/new-order.ts';
import { startCouchLike } from '../fixtures/couchdb-like/server.ts';
import { builtProgram } from '../processes/built.ts';
import { couchOfRun } from '../processes/couch-of-run.ts';
import { startOffice } from '../processes/office.ts';
import { temporaryFolder } from '../processes/temporary-folder.ts';
import { type Report, say } from './report-figure.ts';

const idleMs = 30_000;
const orders = 20;

type Counts = { requests: number; writes: number };
type Cost = {
  readonly idleRequests: number;
  readonly idleWrites: number;
  /** bytes an hour of the database `leases`; null: the stand-in has no files to measure */
  readonly leasesGrow: number | null;
  readonly requests: number;
  readonly writes: number;
};

/**
 * Measures what an office asks of its CouchDB (`COUCHDB_URL`, else the stand-in): idle, and for one order created and assigned.
 * `LINEWORK_BASE_OFFICE` names the `office/main.mjs` of another build, measured in the same run for comparison.
 */
export async function storeCost(report: Report): Promise<void> {
  const now = await measure(builtProgram('office/main.mjs'));
  const other = process.env.LINEWORK_BASE_OFFICE ?? '';
  const before = other === '' ? null : await measure(other);
  const figure = (name: string, unit: string, n: number, of: (cost: Cost) => number | null): void => {
    const [value, baseline] = [of(now), before === null ? null : of(before)];
    if (value !== null) report({ name: `store.${name}`, value, unit, n, ...(baseline === null ? {} : { baseline }) });
  };
  figure('idle.requests', '1/min', 1, (cost) => cost.idleRequests);
  figure('idle.writes', '1/min', 1, (cost) => cost.idleWrites);
  figure('leases.grow', 'MB/h', 1, (cost) => (cost.leasesGrow === null ? null : cost.leasesGrow / 1e6));
  figure('createAndAssign.requests', 'requests', orders, (cost) => cost.requests);
  figure('createAndAssign.writes', 'writes', orders, (cost) => cost.writes);
}

async function measure(release: string): Promise<Cost> {
  say(`store: ${release}`);
  const home = await temporaryFolder('bench-store');
  const run = couchOfRun();
  const standIn = run === null ? await startCouchLike(join(home.path, 'couch')) : null;
  const target = new URL(run?.url ?? standIn?.url ?? '');
  const counts: Counts = { requests: 0, writes: 0 };
  const counter = await countingProxy(target, counts);
  const through = new URL(target);
  through.port = String(counter.port);
  const first = await startOffice({ data: join(home.path, 'office'), env: { COUCHDB_URL: through.href } });
  await first.stop();
  await first.startAgain(release);
  try {
    const dispatcher = await first.signIn('disp1');
    const technicianId = (await dispatcher.call('people.list', {})).technicians[0]?.accountId ?? '';
    await one();
    await pause(5_000);
    const grewFrom = await leasesBytes(target);
    const idle = await during(counts, () => pause(idleMs));
    const grew = await leasesBytes(target);
    const busyMs = performance.now();
    const busy = await during(counts, async () => {
      for (let n = 0; n < orders; n += 1) await one();
      await pause(5_000);
    });
    // Requests that an idle office makes anyway are no cost of an order.
    const share = (performance.now() - busyMs) / idleMs;
    return {
      idleRequests: (idle.requests * 60_000) / idleMs,
      idleWrites: (idle.writes * 60_000) / idleMs,
      leasesGrow: grewFrom === null || grew === null ? null : ((grew - grewFrom) * 3_600_000) / idleMs,
      requests: (busy.requests - idle.requests * share) / orders,
      writes: (busy.writes - idle.writes * share) / orders,
    };

    async function one(): Promise<void> {
      const { orderId } = await dispatcher.call('workOrder.create', newOrder());
      await dispatcher.call('workOrder.assign', { orderId, technicianId });
    }
  } finally {
    await first.stop();
    await counter.close();
    await run?.close();
    await standIn?.close();
    await home.remove();
  }
}

async function during(counts: Counts, run: () => Promise<void>): Promise<Counts> {
  const before = { ...counts };
  await run();
  return { requests: counts.requests - before.requests, writes: counts.writes - before.writes };
}

/** Compaction makes a file smaller; of such a run the figure is too small, and seen to be. */
async function leasesBytes(target: URL): Promise<number | null> {
  const { username, password, origin, searchParams } = target;
  const login = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64');
  const answer = await fetch(`${origin}/${searchParams.get('prefix') ?? ''}leases`, {
    headers: { authorization: `Basic ${login}`, accept: 'application/json' },
  });
  return ((await answer.json()) as { sizes?: { file?: number } }).sizes?.file ?? null;
}

/** Passes everything on, and counts it. */
async function countingProxy(target: URL, counts: Counts): Promise<{ port: number; close: () => Promise<void> }> {
  const agent = new http.Agent({ keepAlive: true });
  const server = http.createServer((request, response) => {
    counts.requests += 1;
    if (request.method === 'PUT' || request.url?.includes('/_bulk_docs')) counts.writes += 1;
    const onward = http.request(
      {
        host: target.hostname,
        port: target.port,
        method: request.method,
        path: request.url,
        headers: request.headers,
        agent,
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.closeAllConnections();
      agent.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
