import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shapes } from '../../domain/documents/parse.ts';
import { machineClock } from '../clock.ts';
import { defaultPolicy } from '../config.ts';
import { type Office, openOffice } from '../open-office.ts';
import type { LoadedOrder } from '../orders/types.ts';
import type { StoryName } from './demo-order.ts';
import { localHour, windowAround } from './moment.ts';
import { demoOrders } from './orders.ts';
import { seedDemo } from './seed.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'linework-demo-'));
let office: Office;
let cpuMs: number;
let loaded: readonly LoadedOrder[];

beforeAll(async () => {
  const config = {
    host: '127.0.0.1',
    port: 0,
    data: folder,
    couchdb: null,
    demo: true,
    empty: true,
    tls: null,
    consoleFolder: folder,
    policy: { ...defaultPolicy, scryptLog2N: 4 },
  };
  office = await openOffice(config, { log: pino({ level: 'silent' }), clock: machineClock() });
  const started = process.cpuUsage();
  await seedDemo(office.context);
  const { user, system } = process.cpuUsage(started);
  cpuMs = (user + system) / 1000;
  const { orders } = office.context;
  loaded = await Promise.all(
    demoOrders.map(async (_, index) => {
      const result = await orders.load(`01kdem${String(index).padStart(4, '0')}o${'0'.repeat(15)}`);
      if (!result.ok) throw new Error(result.problem.code);
      return result.value;
    }),
  );
});
afterAll(async () => {
  await office.close();
  rmSync(folder, { recursive: true, force: true });
});

const expected: Record<StoryName, string> = {
  approved: 'completed/approved',
  reviewWaiting: 'completed/received',
  returnedForRework: 'completed/returned',
  resubmitted: 'completed/resubmitted',
  partial: 'partial/received',
  failed: 'failed/null',
  cancelled: 'cancelled/null',
  rejected: 'rejected/null',
  startedPreparation: 'started/null',
  startedCabling: 'started/null',
  startedActivation: 'started/null',
  gateWaiting: 'started/null',
  heldCustomer: 'held/null',
  heldOurs: 'held/null',
  accepted: 'accepted/null',
  assigned: 'assigned/null',
  declined: 'declined/null',
  returned: 'returned/null',
  cancelAsked: 'cancelAsked/null',
  unassigned: 'unassigned/null',
  intake: 'intake/null',
};

describe('the demo', () => {
  it('has 24 orders that stand where their stories say', () => {
    expect(demoOrders).toHaveLength(24);
    expect(loaded.map(({ view }) => `${view.fold.phase}/${view.fold.reviewState}`)).toEqual(
      demoOrders.map(({ story }) => expected[story]),
    );
    expect(new Set(demoOrders.map(({ story }) => story)).size).toBe(Object.keys(expected).length);
  });

  it('consists of documents that are well formed, legal, and past', () => {
    for (const { view, documents } of loaded) {
      expect(view.fold.history.filter((entry) => !entry.applied)).toEqual([]);
      expect(view.findings).toEqual([]);
      expect(view.conflicts).toEqual([]);
      for (const document of documents) expect(shapes[document.type].safeParse(document).error).toBeUndefined();
      for (const { event } of view.fold.history) expect(Date.parse(event.time.at)).toBeLessThanOrEqual(Date.now());
    }
  });

  it('has visits between 09:00 and 18:00 on the clock of whoever looks', () => {
    const hours = (iso: string): number => new Date(iso).getHours() + new Date(iso).getMinutes() / 60;
    for (const { view } of loaded) {
      const window = view.fold.appointment;
      if (window === null) continue;
      expect(hours(window.start)).toBeGreaterThanOrEqual(9);
      expect(hours(window.end)).toBeLessThanOrEqual(18);
    }
    for (let hour = 0; hour < 24; hour += 0.5) {
      const [start, end] = windowAround(localHour(Date.now(), 0, hour));
      expect(hours(new Date(start).toISOString())).toBeGreaterThanOrEqual(9);
      expect(hours(new Date(end).toISOString())).toBeLessThanOrEqual(18);
    }
  });

  it('holds every picture and report that it shows', async () => {
    const total = loaded.reduce((sum, { view }) => sum + view.manifest.total, 0);
    expect(total).toBeGreaterThan(50);
    expect(loaded.every(({ view }) => view.manifest.received === view.manifest.total)).toBe(true);
  });

  it('fills the lists of dispatcher and reviewer', async () => {
    const wanted = ['intake', 'unassigned', 'declined', 'returned', 'gateWaiting', 'cancelAsked', 'reviewWaiting'];
    const reasons = () => office.context.orders.needs().map((need): string => need.reason);
    await expect.poll(reasons, { timeout: 15_000 }).toEqual(expect.arrayContaining(wanted));
  });

  it('takes seconds, and happens once', async () => {
    // 3 s on an idle machine. Processor time, because the tests of a repository share one; shared caches make it dearer too.
    expect(cpuMs).toBeLessThan(8000);
    const before = (await office.context.work.info()).update_seq;
    await seedDemo(office.context);
    expect((await office.context.work.info()).update_seq).toBe(before);
  });
});
