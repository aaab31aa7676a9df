import type { WorkOrderDocument } from '../../domain/documents/work-order.ts';
import { workOrderId } from '../../domain/documents/work-order.ts';
import type { OfficeContext } from '../context.ts';
import type { IncomingDocument } from '../database/types.ts';
import { answers, type Particulars, particulars } from './answers.ts';
import { type DemoOrder, phoneOf } from './demo-order.ts';
import { seedFlows } from './flows/seed-flows.ts';
import { localHour, momentFrom, windowAround } from './moment.ts';
import { inLanes, once } from './once.ts';
import { orderFiles } from './order-files.ts';
import { orderWriter } from './order-writer.ts';
import { demoOrders } from './orders.ts';
import { person } from './people.ts';
import { demoPlans } from './plans.ts';
import { stories } from './stories.ts';

const marker = 'demo:seed@1';
const flowsMarker = 'demo:flows@1';
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

/**
 * Writes the demo's orders once, as the documents that people and devices would have written. Ids are the same every time, so a
 * seeding that was cut short is finished by the next start; one that was finished is left alone, whatever became of its orders.
 */
export async function seedDemo(context: OfficeContext): Promise<void> {
  await once(context, marker, async (base) => {
    const made: (() => Promise<void>)[] = [];
    for (const [index, order] of demoOrders.entries()) made.push(await createOrder(context, base, index, order));
    await inLanes(made);
  });
  await once(context, flowsMarker, async (base) => {
    await seedFlows(context, base);
    const patrol = context.orders.definition('patrol');
    if (patrol === null) return;
    for (const plan of demoPlans(patrol, context.plans.calendar(), base)) await context.plans.store.put(plan);
  });
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
  const created = await orders.create({ account: person('disp1') }, newOrder(given, createdAt), {
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
    await files.store(context);
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
  const files = await orderFiles(w, order, definition);
  const downMbps = String(answers(given, () => '')['demoSpeedTest.speedTest']?.downMbps ?? '');
  await stories[given.order.story]({
    w,
    given,
    unique,
    technician,
    moment: momentFrom(createdAt),
    dispatcher: person('disp1'),
    reviewer: person('rev1'),
    photo: (slot, at, meterDbm = given.outletDbm) =>
      files.photo(technician, at, { slot, meterDbm, serial: given.serial, downMbps, seed: index * 13 + count }),
    report: (_n, at) => files.report(technician, at),
  });
  return { documents: w.documents, files };
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

/** 26 characters, the same for the same order and place in its story. */
const fixedId = (order: number, kind: string, n: number): string =>
  `01kdem${String(order).padStart(4, '0')}${kind}${String(n).padStart(15, '0')}`;
