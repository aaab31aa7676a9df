import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { mayPerform } from '../../forms/engine/performers.ts';
import { oneAtATime } from '../../storage/one-at-a-time.ts';
import type { OfficeContext } from '../context.ts';
import { failureLog } from '../http/failure-log.ts';
import { cameDocument, orderDocument, writeOrder } from './create-order.ts';
import { openDefinitions } from './definitions.ts';
import { derivedOrders } from './derived-orders.ts';
import { heldByDevice } from './device-words.ts';
import { draftsFor } from './drafts-for.ts';
import { officeWrites } from './office-writes.ts';
import { dayIn, numbersAtOnce, orderNumbers } from './order-number.ts';
import { handsOf } from './order-row.ts';
import { orderTypesOf } from './order-types.ts';
import { openProjection } from './projection.ts';
import { isProvisional } from './provisional.ts';
import { readOrder } from './read-order.ts';
import { samePictures } from './same-pictures.ts';
import { settingsPublisher } from './settings.ts';
import { snapshotFile } from './snapshot.ts';
import { ownTurns, sharedTurns } from './turns.ts';
import type { LoadedOrder, Orders, RowFacts } from './types.ts';

type Parts = Omit<OfficeContext, 'orders' | 'plans' | 'hooks'> & {
  /** what rows carry for the filters of other doors */
  readonly factsOf: (loaded: LoadedOrder) => RowFacts;
};

/** The orders of this office: reads from the projection, writes by the rules of the domain. */
export async function openOrders(parts: Parts): Promise<Orders> {
  const { databases, work, catalogue, office, accounts, clock, makeId, config, events, log, counters } = parts;
  const failed = failureLog(log, 'orders feed');
  const definitions = await openDefinitions(catalogue, failed);
  const derived = derivedOrders(definitions, failed);
  const projection = await openProjection({
    work,
    derived,
    accounts,
    now: clock.now,
    policy: config.policy,
    factsOf: parts.factsOf,
    nameOf: definitions.nameOf,
    snapshot: snapshotFile(config.data, parts.generation),
    changed: (orderIds) => events.emit({ name: 'orders.changed', orderIds }),
    devicesChanged: () => events.emit({ name: 'devices.changed' }),
    failed,
  });
  const alone = oneAtATime();
  const turns =
    databases.kind === 'embedded'
      ? ownTurns(work)
      : sharedTurns(await databases.ensure('turns'), work, () => {
          counters.turnsOvertaken += 1;
        });
  const numbers = orderNumbers(office, databases.kind === 'embedded' ? 1 : numbersAtOnce);
  const load = async (orderId: string): Promise<Result<LoadedOrder>> => derived.arrived(await readOrder(work, orderId));

  const orderTypesChanged = () => events.emit({ name: 'orderTypes.changed' });

  return {
    list: projection.list,
    ids: projection.ids,
    summary: projection.summary,
    needs: projection.needs,
    reviews: projection.reviews,
    count: projection.count,
    escalationsAhead: projection.escalationsAhead,
    refresh: projection.refresh,
    load,
    loadForUpgrade: async (orderId, to) => derived.underVersion(await readOrder(work, orderId), to),
    alone,
    definition: (key, version) =>
      version === undefined ? definitions.newest(key) : definitions.definition(key, version),
    orderTypes: orderTypesOf({
      definitions,
      rows: projection.rows,
      nameOf: (accountId) => accounts.byId(accountId)?.name ?? null,
      published: orderTypesChanged,
    }),
    publishSettings: settingsPublisher(definitions, orderTypesChanged),
    definitions: () => ({ definitions: definitions.newestOfAll(), settings: definitions.newestSettings() }),

    async open(orderId, actor) {
      const loaded = await load(orderId);
      if (!loaded.ok) return loaded;
      const { view, definition, settings } = loaded.value;
      const technician = view.fold.assignment?.technicianId;
      const hands = handsOf(view);
      const lastSeenAt = hands.technicianId === null ? null : accounts.lastSeenAt(hands.technicianId);
      return ok({
        view,
        provisional: view.sla.filter((one) => isProvisional(hands, one, lastSeenAt, clock.now())).map(({ key }) => key),
        definition,
        settings,
        people: Object.fromEntries(accounts.list().map((account) => [account.accountId, account.name])),
        technicianDevices: technician === undefined ? [] : accounts.devicesOf(technician),
        ...draftsFor(loaded.value, actor.account.accountId),
        mayPerform: definition.stages
          .filter((stage) => mayPerform(actor.account, definition, stage))
          .map(({ key }) => key),
        arrival: projection.words.arrival(orderId, view.manifest, heldByDevice(loaded.value.documents)),
        discarded: projection.words.discarded(orderId),
        samePictures: samePictures(orderId, projection.rows(), definitions.newestSettings()),
        newestVersion: definitions.newest(view.orderType)?.version ?? view.orderTypeVersion,
      });
    },

    async create(actor, order, options) {
      const definition = definitions.newest(order.orderType);
      if (definition === null) return refused(problem('order.typeUnknown', { given: order.orderType }));
      const orderId = options.orderId ?? makeId();
      return alone(orderId, async () => {
        const made = orderDocument(order, options, {
          orderId,
          number: order.number ?? 'pending',
          now: new Date(clock.now()).toISOString(),
          createdBy: actor.account.accountId,
          definition,
          settings: definitions.newestSettings(),
        });
        if (!made.ok) return made;
        const day = dayIn(config.policy.timeZone, Date.parse(made.value.createdAt));
        const number = order.number ?? (await numbers.next(day));
        const came = cameDocument(made.value, options.came);
        const { created, stored } = await writeOrder(work, { ...made.value, number }, came);
        await (stored === null ? projection.refresh(orderId) : projection.written(orderId, stored));
        return ok(created);
      });
    },

    ...officeWrites({ turns, alone, load, refresh: projection.refresh, written: projection.written, clock, makeId }),
    async close() {
      await numbers.close().catch(failed);
      await projection.close();
      await definitions.close();
    },
  };
}
