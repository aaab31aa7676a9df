import type { Json } from '../../domain/documents/base.ts';
import type { WorkOrderDocument } from '../../domain/documents/work-order.ts';
import type { WorkOrderState } from '../../domain/work-order/types.ts';
import type { CharacteristicDefinition } from '../../forms/engine/types.ts';
import type { LoadedOrder } from '../orders/types.ts';
import { asItCame } from './as-it-came.ts';
import { resultsByService } from './results-by-service.ts';
import { type TmfWorkOrder, tmfRoot } from './tmf-work-order.ts';

/** When the clock that stands for the whole order runs out; clocks of single stages are nobody else's business. */
const dueAt = ({ view, definition }: LoadedOrder): string | null => {
  const whole = definition.sla.find(({ stopsAt }) => stopsAt === 'completed');
  return view.sla.find(({ key }) => key === whole?.key)?.breachAt ?? null;
};

/**
 * The order as other systems see it: what they sent, as it came, and how it stands. The technician, measures, photos and notes of the
 * people stay inside.
 */
export const orderToTmf = (loaded: LoadedOrder): TmfWorkOrder => asItCame(orderAsWeSayIt(loaded), loaded);

function orderAsWeSayIt(loaded: LoadedOrder): TmfWorkOrder {
  const { view, definition } = loaded;
  const { fold, orderId } = view;
  const order = loaded.documents.find((one): one is WorkOrderDocument => one.type === 'workOrder');
  const state = fold.state;
  const place = { '@type': 'GeographicAddress', name: fold.place.address };
  const characteristics = [
    ...sent(definition.products, fold.products),
    ...sent(definition.resources, fold.resources),
    ...resultsByService(loaded),
  ];
  return present({
    id: orderId,
    href: `${tmfRoot}/${orderId}`,
    '@type': 'WorkOrder',
    externalId: view.externalId,
    category: view.orderType,
    description: fold.remarks || null,
    // TMF697: 0 is the highest priority, 4 the lowest
    priority: view.priority === 'urgent' ? '1' : '3',
    orderDate: order?.acceptedAt ?? view.createdAt,
    requestedStartDate: view.appointment?.start ?? null,
    requestedCompletionDate: view.appointment?.end ?? null,
    expectedCompletionDate: dueAt(loaded),
    startDate: firstAt(loaded, 'started'),
    completionDate:
      state === 'completed' || state === 'partial' ? lastAt(loaded, ['completed', 'partiallyCompleted']) : null,
    cancellationDate: state === 'cancelled' ? lastAt(loaded, ['cancelled']) : null,
    cancellationReason: state === 'cancelled' ? reasonOf(loaded, 'cancelled') : null,
    stateChangeDate: fold.history.findLast((entry) => entry.applied)?.event.time.at ?? view.createdAt,
    state,
    place,
    relatedParty: [
      present({
        id: fold.customer.accountNumber ?? `${orderId}-customer`,
        name: fold.customer.name,
        role: 'customer',
        '@type': 'RelatedParty',
        '@referredType': 'Customer',
      }),
    ],
    workOrderItem: [
      {
        id: '1',
        action: 'add',
        '@type': 'WorkOrderItem',
        state,
        work: {
          '@type': 'Work',
          name: view.orderType,
          // Work has no cancelling states of its own: while that is decided, the work stands.
          state: workState(state),
          workSpecification: {
            id: view.orderType,
            '@referredType': 'WorkSpecification',
            name: definition.tmfNames[0] ?? view.orderType,
          },
          workCharacteristic: characteristics,
        },
      },
    ],
  }) as TmfWorkOrder;
}

function workState(state: WorkOrderState): WorkOrderState {
  return state === 'assessingCancellation' || state === 'pendingCancellation' ? 'held' : state;
}

function sent(definitions: readonly CharacteristicDefinition[], values: Readonly<Record<string, Json>>): Json[] {
  return definitions.flatMap(({ key, tmfNames }) => {
    const value = values[key];
    if (value === undefined || value === null) return [];
    const valueType = Array.isArray(value) ? 'array' : typeof value;
    return [{ name: tmfNames[0] ?? key, valueType, value }];
  });
}

const firstAt = ({ view }: LoadedOrder, kind: string): string | null =>
  view.fold.history.find((entry) => entry.applied && entry.event.kind === kind)?.event.time.at ?? null;

const lastAt = ({ view }: LoadedOrder, kinds: readonly string[]): string | null =>
  view.fold.history.findLast((entry) => entry.applied && kinds.includes(entry.event.kind))?.event.time.at ?? null;

function reasonOf({ view }: LoadedOrder, kind: string): string | null {
  const event = view.fold.history.findLast((entry) => entry.applied && entry.event.kind === kind)?.event;
  return event && 'reasonCode' in event.payload ? (event.payload.reasonCode ?? null) : null;
}

/** Without what is null: TMF members are absent, not empty. */
const present = (members: Readonly<Record<string, Json>>): Record<string, Json> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null));
