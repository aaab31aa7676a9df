import { createHash } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { WorkOrderDocument } from '../../domain/documents/work-order.ts';
import { workOrderId } from '../../domain/documents/work-order.ts';
import { writeFlushed } from '../../storage/flushed-file.ts';
import type { Actor } from '../accounts/types.ts';
import type { OfficeContext } from '../context.ts';
import type { IncomingDocument } from '../database/types.ts';
import type { EvidenceReference } from '../evidence/evidence-store.ts';
import { fileEvidenceStore } from '../evidence/file-evidence-store.ts';
import { evidenceFolder } from '../evidence/room.ts';
import { answers, type Particulars, particulars } from './answers.ts';
import { type DemoOrder, phoneOf } from './demo-order.ts';
import { localHour, localTime, momentFrom, windowAround } from './moment.ts';
import { orderWriter } from './order-writer.ts';
import { demoOrders } from './orders.ts';
import { person } from './people.ts';
import { demoPlans } from './plans.ts';
import { stories } from './stories.ts';

const marker = 'demo:seed@1';
const minute = 60_000;
const hour = 60 * minute;
/** Minutes that a story that ends "now" has been going on. */
const underWay: Partial<Record<DemoOrder['story'], number>> = {
  startedPreparation: 60,
  startedCabling: 100,
  gateWaiting: 120,
  startedActivation: 140,
  heldCustomer: 200,
  heldOurs: 150,
  accepted: 130,
  assigned: 70,
  declined: 110,
  returned: 190,
  cancelAsked: 120,
};

const lanes = 3;

type File = { readonly bytes: Buffer; readonly reference: EvidenceReference };

/**
 * Writes the demo's orders once, as the documents that people and devices would have written. Ids are the same every time, so a
 * seeding that was cut short is finished by the next start; one that was finished is left alone, whatever became of its orders.
 */
export async function seedDemo(context: OfficeContext): Promise<void> {
  const { office } = context;
  const begun = await office.get(marker);
  if (begun?.state === 'done') return;
  const base = typeof begun?.base === 'number' ? begun.base : context.clock.now();
  if (!begun) await office.bulkDocs([{ _id: marker, type: 'demoSeed', state: 'begun', base }]);
  const made: (() => Promise<void>)[] = [];
  for (const [index, order] of demoOrders.entries()) made.push(await createOrder(context, base, index, order));
  // Some at a time: one is drawn while another is flushed to the disk.
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let next = made.shift(); next !== undefined; next = made.shift()) await next();
    }),
  );
  const patrol = context.orders.definition('patrol');
  if (patrol !== null)
    for (const plan of demoPlans(patrol, context.plans.calendar(), base)) await context.plans.store.put(plan);
  const stored = await office.get(marker);
  await office.bulkDocs([
    { _id: marker, type: 'demoSeed', state: 'done', base, ...(stored ? { _rev: stored._rev } : {}) },
  ]);
}

/** Creates the order and answers how to go on with its story. */
async function createOrder(
  context: OfficeContext,
  base: number,
  index: number,
  order: DemoOrder,
): Promise<() => Promise<void>> {
  const { orders, work } = context;
  const window = windowOf(base, order);
  const createdAt = createdAtOf(base, order, window);
  const given = particulars(index, order, window);
  const orderId = fixedId(index, 'o', 0);
  const created = await orders.create(dispatcherOf(context), newOrder(given, createdAt), {
    source: 'demo',
    orderId,
    createdAt: new Date(createdAt).toISOString(),
    ...(order.story === 'intake' ? { missing: ['customer.phone'] } : {}),
  });
  if (!created.ok)
    throw new Error(`demo order ${index}: ${created.problem.code} ${JSON.stringify(created.problem.details)}`);
  return async () => {
    const document = (await work.get(workOrderId(orderId))) as unknown as WorkOrderDocument;
    const { documents, files } = await tell(context, document, given, createdAt);
    await store(context, orderId, files);
    const later = documents.filter((one) => one._id !== document._id);
    if (later.length > 0) await work.bulkDocs(later as unknown as readonly IncomingDocument[]);
  };
}

async function tell(context: OfficeContext, document: WorkOrderDocument, given: Particulars, createdAt: number) {
  const { orders } = context;
  const loaded = await orders.load(document.orderId);
  if (!loaded.ok) throw new Error(`demo: ${loaded.problem.code}`);
  const { definition, settings } = loaded.value;
  const { _rev: _, ...order } = document;
  const { index } = given;
  let count = 0;
  const unique = (): string => {
    count += 1;
    return fixedId(index, 'x', count);
  };
  const w = orderWriter({ order, definition, settings, unique });
  const technician = person(given.order.technician ?? 'tech1');
  const { picture } = await import('./pictures.ts');
  const { reportPage } = await import('./report-page.ts');
  const files: File[] = [];
  const keep = (
    bytes: Buffer,
    more: Pick<EvidenceReference, 'kind' | 'mediaType' | 'evidenceId' | 'receivedAt'>,
  ): void => {
    files.push({
      bytes,
      reference: {
        ...more,
        orderId: order.orderId,
        sha256: sha256(bytes),
        bytes: bytes.length,
        receivedFrom: technician.accountId,
      },
    });
  };
  const downMbps = String(answers(given, () => '')['demoSpeedTest.speedTest']?.downMbps ?? '');
  await stories[given.order.story]({
    w,
    given,
    unique,
    technician,
    moment: momentFrom(createdAt),
    dispatcher: person('disp1'),
    reviewer: person('rev1'),
    photo(slot, at, meterDbm = given.outletDbm) {
      const { jpeg, thumbnail, ...size } = picture(
        { slot, meterDbm, serial: given.serial, downMbps, seed: index * 13 + count },
        { number: order.number, at: localTime(at), by: technician.name },
      );
      const [latitude, longitude] = given.order.at;
      const position = { latitude, longitude, accuracyM: 12, fixAt: at, source: 'gnss' as const };
      const evidenceId = w.evidence(technician, at, {
        slot,
        ...size,
        sha256: sha256(jpeg),
        bytes: jpeg.length,
        mediaType: 'image/jpeg',
        thumbnailSha256: sha256(thumbnail),
        position,
        source: 'live',
        cameraLabel: 'demo',
      });
      keep(jpeg, { kind: 'view', mediaType: 'image/jpeg', evidenceId, receivedAt: at });
      keep(thumbnail, { kind: 'thumbnail', mediaType: 'image/webp', evidenceId, receivedAt: at });
      return evidenceId;
    },
    async report(_n, at) {
      const pdf = await reportPage(w.view(), definition, at);
      const evidenceId = w.evidence(technician, at, {
        slot: 'report',
        sha256: sha256(pdf),
        bytes: pdf.length,
        mediaType: 'application/pdf',
        source: 'made',
      });
      keep(pdf, { kind: 'report', mediaType: 'application/pdf', evidenceId, receivedAt: at });
      return { evidenceId, sha256: sha256(pdf) };
    },
  });
  return { documents: w.documents, files };
}

/** Files first, documents after: a receipt is never there before its bytes. */
async function store({ config }: OfficeContext, orderId: string, files: readonly File[]): Promise<void> {
  if (files.length === 0) return;
  const evidence = fileEvidenceStore(evidenceFolder(config.data));
  const waiting = path.join(config.data, `demo-parts-${orderId}`);
  await mkdir(waiting, { recursive: true });
  await Promise.all(
    files.map(async ({ bytes, reference }, i) => {
      const part = path.join(waiting, String(i));
      await writeFlushed(part, bytes);
      await evidence.put(part, reference);
    }),
  );
  await rm(waiting, { recursive: true, force: true });
}

function windowOf(base: number, { window, day }: DemoOrder): Particulars['window'] {
  const [from, to] = window ? [localHour(base, day, window[0]), localHour(base, day, window[1])] : windowAround(base);
  return { start: new Date(from).toISOString(), end: new Date(to).toISOString() };
}

/** When a story begins, so that it ends before now and its visit falls into its window. */
function createdAtOf(base: number, order: DemoOrder, window: Particulars['window']): number {
  const started = underWay[order.story];
  if (started !== undefined) return base - started * minute;
  if (order.day === 1) return base - (order.story === 'intake' ? 25 : 80) * minute;
  return Math.min(Date.parse(window.start) - 70 * minute, base - 8 * hour);
}

function newOrder({ order, window, resources }: Particulars, createdAt: number) {
  const { name, grade, district, street, at, mbps, services, story } = order;
  return {
    orderType: 'ftth-install',
    customer: {
      name,
      phone: story === 'intake' ? '' : phoneOf(order),
      grade,
      accountNumber: `HF${order.phone || '00012583'}`,
    },
    place: {
      address: `合肥市${district}${street}`,
      district,
      latitude: at[0],
      longitude: at[1],
      area: 'urban' as const,
      ...(order.access ? { access: order.access } : {}),
    },
    products: { broadbandMbps: mbps, iptv: services.includes('iptv'), voice: services.includes('voice') },
    resources,
    remarks: order.remarks ?? '',
    appointment: window,
    priority: order.urgent ? ('urgent' as const) : ('normal' as const),
    acceptedAt: new Date(createdAt - 3 * hour).toISOString(),
  };
}

function dispatcherOf({ accounts }: OfficeContext): Actor {
  const account = accounts.byId(person('disp1').accountId);
  if (account === null) throw new Error('demo: the dispatcher has no account');
  return { account, deviceId: null, via: 'bearer', draining: false, sessionId: 'demo' };
}

/** 26 characters, the same for the same order and place in its story. */
const fixedId = (order: number, kind: string, n: number): string =>
  `01kdem${String(order).padStart(4, '0')}${kind}${String(n).padStart(15, '0')}`;
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
