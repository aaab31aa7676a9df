import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shapes } from '../../domain/documents/parse.ts';
import { shippedOrderTypes } from '../../forms/order-types/index.ts';
import { machineClock } from '../clock.ts';
import { defaultPolicy } from '../config.ts';
import { type Office, openOffice } from '../open-office.ts';
import type { LoadedOrder } from '../orders/types.ts';
import type { StoryName } from './demo-order.ts';
import { demoFlows } from './flows/flows.ts';
import { flowOrderId } from './flows/seed-flows.ts';
import { localHour, windowAround } from './moment.ts';
import { demoOrders } from './orders.ts';
import { seedDemo } from './seed.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'linework-demo-'));
let office: Office;
let loaded: readonly LoadedOrder[];
/** the other flows, and the orders that they raised */
let flows: readonly LoadedOrder[];

const load = async (orderId: string): Promise<LoadedOrder> => {
  const result = await office.context.orders.load(orderId);
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
};

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
  await seedDemo(office.context);
  loaded = await Promise.all(
    demoOrders.map((_, index) => load(`01kdem${String(index).padStart(4, '0')}o${'0'.repeat(15)}`)),
  );
  const told = await Promise.all(demoFlows.map((flow) => load(flowOrderId(flow))));
  const raised = told.flatMap(({ view }) => view.fold.children.map(({ orderId }) => load(orderId)));
  flows = [...told, ...(await Promise.all(raised))];
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

/** Where each of the other flows stands: phase, stage, and whose turn it is. */
const stands: Readonly<Record<string, readonly string[]>> = {
  'ftth-repair': [
    'started preCheck office',
    'accepted siteDiagnosis field',
    'started callBack office',
    'started preCheck office',
    'unassigned study office',
  ],
  complaint: ['started handling office'],
  'line-survey': ['completed null null', 'accepted siteSurvey field'],
  'voice-line-install': ['started works field'],
  patrol: ['started summary office'],
  'site-move': ['started null null'],
  'vas-access': ['started exam office'],
  'platform-ticket': ['started networkWork office'],
  'customer-revisit': ['started conversation office'],
  'presale-support': ['assigned onSiteStudy field'],
  'app-implementation': ['held install field'],
  'project-acceptance': ['started staffing office'],
  'internal-move': ['accepted works field'],
  'line-removal': ['unassigned approval office', 'unassigned approval office'],
  'service-opening': ['completed null null', 'started identityCheck office'],
  'data-line-install': ['unassigned preconditions office'],
  'ftth-install': ['unassigned orderStudy field'],
};

describe('the demo', () => {
  it('has 24 orders that stand where their stories say', () => {
    expect(demoOrders).toHaveLength(24);
    expect(loaded.map(({ view }) => `${view.fold.phase}/${view.fold.reviewState}`)).toEqual(
      demoOrders.map(({ story }) => expected[story]),
    );
    expect(new Set(demoOrders.map(({ story }) => story)).size).toBe(Object.keys(expected).length);
  });

  it('has an order of every other type, in several states, with those that they raised', () => {
    const found: Record<string, string[]> = {};
    for (const { view } of flows) {
      const { orderType, fold, currentStage, turn } = view;
      found[orderType] = [...(found[orderType] ?? []), `${fold.phase} ${currentStage} ${turn}`];
    }
    expect(found).toEqual(stands);
    expect(Object.keys(found).sort()).toEqual(shippedOrderTypes.map(({ key }) => key).sort());
    const relations = flows.flatMap(({ view }) =>
      view.fold.children.map(({ orderId, raise, relation }) => [orderId, raise, relation]),
    );
    expect(relations.map(([, raise, relation]) => [raise, relation])).toEqual([
      ['repair', 'child'],
      ['dataLineInstall', 'follow'],
      ['repairs', 'follow'],
      ['removal', 'child'],
      ['install', 'child'],
    ]);
    const origins = new Set(flows.flatMap(({ view }) => (view.origin === null ? [] : [view.orderId])));
    expect(relations.map(([orderId]) => orderId).every((orderId) => origins.has(String(orderId)))).toBe(true);
  });

  it('leaves the office’s own reactions nothing to do but to carry the pictures along', async () => {
    const orderIds = flows.flatMap(({ view }) => (view.origin === null ? [] : [view.orderId]));
    const carried = async () =>
      (await Promise.all(orderIds.map(load))).map(({ view }) => [
        view.origin?.raise,
        view.evidence.filter(({ slot }) => slot === 'origin').length,
      ]);
    await expect.poll(carried, { timeout: 15_000 }).toEqual([
      ['repair', 0],
      ['dataLineInstall', 5],
      ['repairs', 0],
      ['removal', 0],
      ['install', 0],
    ]);
    // One install was completed in part: the office raises what follows it up.
    const all = demoOrders.length + flows.length + 1;
    await expect.poll(() => office.context.orders.list({ limit: 1, offset: 0 }).total, { timeout: 15_000 }).toBe(all);
  });

  it('consists of documents that are well formed, legal, and past', () => {
    for (const { view, documents } of [...loaded, ...flows]) {
      expect(view.fold.history.filter((entry) => !entry.applied)).toEqual([]);
      expect(view.findings).toEqual([]);
      expect(view.conflicts).toEqual([]);
      for (const document of documents) expect(shapes[document.type].safeParse(document).error).toBeUndefined();
      for (const { event } of view.fold.history) expect(Date.parse(event.time.at)).toBeLessThanOrEqual(Date.now());
    }
  });

  it('has visits between 09:00 and 18:00 on the clock of whoever looks', () => {
    const hours = (iso: string): number => new Date(iso).getHours() + new Date(iso).getMinutes() / 60;
    for (const { view } of [...loaded, ...flows]) {
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

  it('happens once', async () => {
    const before = (await office.context.work.info()).update_seq;
    await seedDemo(office.context);
    expect((await office.context.work.info()).update_seq).toBe(before);
  });
});
