import type { NewOrder } from '../../../bridge/office.ts';
import { type Origin, type WorkOrderDocument, workOrderId } from '../../../domain/documents/work-order.ts';
import { raisedOrders, raisesOf } from '../../../forms/engine/raises.ts';
import type { OfficeContext } from '../../context.ts';
import type { IncomingDocument } from '../../database/types.ts';
import { officeItself } from '../../office-itself.ts';
import { asOrder, raisedId } from '../../reactions/raise.ts';
import { stableId } from '../../stable-id.ts';
import { localHour, momentFrom } from '../moment.ts';
import { inLanes } from '../once.ts';
import { orderFiles } from '../order-files.ts';
import { orderWriter } from '../order-writer.ts';
import { person } from '../people.ts';
import type { DemoFlow } from './demo-flow.ts';
import { flowSamples } from './flow-answers.ts';
import type { Answers } from './flow-telling.ts';
import { type FlowTelling, flowTelling } from './flow-telling.ts';
import { demoFlows } from './flows.ts';

const minute = 60_000;
/** The same for the same order, every time. */
export const flowOrderId = ({ key }: DemoFlow): string => stableId('demo', key);

type Story = DemoFlow['story'];
type Telling = {
  readonly orderId: string;
  /** ms since the epoch */
  readonly createdAt: number;
  readonly base: number;
  readonly technician: 'tech1' | 'tech2';
  readonly story: Story;
};

/** Writes the demo's orders of the other types, each as far as its story goes, and those that they raise. */
export async function seedFlows(context: OfficeContext, base: number): Promise<void> {
  const made: (() => Promise<void>)[] = [];
  for (const flow of demoFlows) {
    const createdAt =
      'daysAgo' in flow.came ? localHour(base, -flow.came.daysAgo, 9) : base - flow.came.minutesAgo * minute;
    const orderId = flowOrderId(flow);
    await create(context, { orderId, createdAt }, newOrder(context, flow, createdAt));
    const { technician = 'tech1', story } = flow;
    made.push(() => tell(context, { orderId, createdAt, base, technician, story }));
  }
  await inLanes(made);
}

async function create(
  { orders }: OfficeContext,
  { orderId, createdAt }: Pick<Telling, 'orderId' | 'createdAt'>,
  order: NewOrder,
  origin?: Origin,
): Promise<string> {
  const at = new Date(createdAt).toISOString();
  const author = origin === undefined ? { account: person('disp1') } : officeItself;
  const created = await orders.create(
    author,
    { ...order, acceptedAt: order.acceptedAt ?? at },
    {
      source: origin === undefined ? 'demo' : 'raised',
      orderId,
      createdAt: at,
      ...(origin === undefined ? {} : { origin }),
    },
  );
  if (!created.ok)
    throw new Error(`demo ${order.orderType}: ${created.problem.code} ${JSON.stringify(created.problem.details)}`);
  return created.value.number;
}

async function tell(context: OfficeContext, telling: Telling): Promise<void> {
  const { orders, work } = context;
  const { orderId, createdAt, base, story } = telling;
  const loaded = await orders.load(orderId);
  if (!loaded.ok) throw new Error(`demo: ${loaded.problem.code}`);
  const { definition, settings } = loaded.value;
  const { _rev: _, ...order } = (await work.get(workOrderId(orderId))) as unknown as WorkOrderDocument;
  let count = 0;
  const unique = (): string => {
    count += 1;
    return stableId(orderId, 'demo', String(count));
  };
  const w = orderWriter({ order, definition, settings, unique });
  const files = await orderFiles(w, order, definition);
  const moment = momentFrom(createdAt);
  const { onuSerial = 'HWTC1A2B3C4D' } = order.resources;

  async function raise(key: string, told: Story = () => undefined): Promise<void> {
    const one = raisesOf(definition).find((found) => found.key === key);
    if (one === undefined) throw new Error(`demo: ${definition.key} raises no ${key}`);
    for (const raised of raisedOrders({ view: w.view(), definition, settings }, one)) {
      const childId = raisedId(orderId, raised);
      const at = moment.after(1);
      const asked = asOrder(w.view(), raised);
      const child = { ...telling, orderId: childId, createdAt: Date.parse(at), story: told };
      const number = await create(context, child, asked.order, asked.origin);
      const { orderType, relation } = one;
      w.event({ accountId: officeItself.account.accountId, role: 'office' }, at, 'childRaised', {
        raise: key,
        orderId: childId,
        number,
        orderType,
        relation,
      });
      await tell(context, child);
    }
  }

  const t: FlowTelling = flowTelling({
    w,
    moment,
    definition,
    settings,
    unique,
    raise,
    technician: person(telling.technician),
    sample: flowSamples(definition, { createdAt, customer: order.customer }),
    today: (from, to) => ({ start: hourOf(base, from), end: hourOf(base, to) }),
    photo: (who, slot, at, answers) =>
      files.photo(who, at, {
        slot,
        meterDbm: numberIn(answers, ['onuDbm', 'receivedDbm', 'afterDbm'], -19.4),
        serial: String(onuSerial),
        downMbps: String(answers.downMbps ?? ''),
        seed: count * 13,
      }),
    report: files.report,
  });
  await story(t);
  await files.store(context);
  const later = w.documents.slice(1);
  if (later.length > 0) await work.bulkDocs(later as unknown as readonly IncomingDocument[]);
}

function newOrder({ orders }: OfficeContext, flow: DemoFlow, createdAt: number): NewOrder {
  const definition = orders.definition(flow.orderType);
  if (definition === null) throw new Error(`demo: no order type ${flow.orderType}`);
  const customer = { name: flow.name, phone: `154${flow.phone}`, grade: flow.grade };
  const sample = flowSamples(definition, { createdAt, customer });
  return {
    orderType: flow.orderType,
    customer: { ...customer, accountNumber: `HF${flow.phone}` },
    place: {
      address: `合肥市${flow.district}${flow.street}`,
      district: flow.district,
      latitude: flow.at[0],
      longitude: flow.at[1],
      area: 'urban',
    },
    products: { ...sample('order.products'), ...flow.products },
    resources: { ...sample('order.resources'), ...flow.resources },
    remarks: flow.remarks ?? '',
    priority: flow.urgent ? 'urgent' : 'normal',
  };
}

const hourOf = (base: number, hour: number): string => new Date(localHour(base, 0, hour)).toISOString();
const numberIn = (answers: Answers, keys: readonly string[], otherwise: number): number => {
  const found = keys.map((key) => answers[key]).find((value) => typeof value === 'number');
  return typeof found === 'number' ? found : otherwise;
};
