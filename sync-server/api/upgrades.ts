import type { UpgradeLoss } from '../../bridge/office.ts';
import type { DraftDocument } from '../../domain/documents/draft.ts';
import type { EventPayload } from '../../domain/documents/event.ts';
import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { pinnedVersion } from '../../domain/work-order/pinned-version.ts';
import { canMove } from '../../domain/work-order/transitions.ts';
import { deriveOrder } from '../../forms/engine/derive.ts';
import type { OrderTypeDefinition, OrderView, SettingsByKey } from '../../forms/engine/types.ts';
import { draftsNow, keptAnswers } from '../../forms/engine/upgrade-drafts.ts';
import type { LoadedOrder, Orders } from '../orders/types.ts';
import type { Handlers } from './call.ts';
import { makeMove } from './make-move.ts';

/** Moving an order to a newer version of its type: what it would leave without a place, and the move itself. */
export const upgradeCalls = {
  'workOrder.planUpgrade': async ({ orderId, to }, { office, actor }) => {
    const loaded = await office.orders.loadForUpgrade(orderId, to);
    if (!loaded.ok) return loaded;
    const legal = canMove(loaded.value.view.fold, 'upgraded', actor.account.role);
    if (!legal.ok) return legal;
    const target = targetOf(office.orders, loaded.value, to);
    if (!target.ok) return target;
    const from = versionOf(loaded.value);
    return ok({ from, to: target.value.definition.version, losses: lossesOf(loaded.value, target.value) });
  },
  'workOrder.upgrade': ({ orderId, to, note }, call) =>
    makeMove(
      call,
      orderId,
      'upgraded',
      (loaded): Result<EventPayload<'upgraded'>> => {
        const target = targetOf(call.office.orders, loaded, to);
        if (!target.ok) return target;
        const { definition, settings } = target.value;
        const unmapped = [...new Set(lossesOf(loaded, target.value).map(({ path }) => path))].slice(0, mostNamed);
        return ok({
          from: versionOf(loaded),
          to: definition.version,
          settings: Object.fromEntries(Object.entries(settings).map(([key, { version }]) => [key, version])),
          unmapped,
          ...(note === undefined ? {} : { note }),
        });
      },
      (id) => call.office.orders.loadForUpgrade(id, to),
    ),
} as const satisfies Partial<Handlers>;

/** The version it is under now; a broken order is read under the one it goes to. */
const versionOf = ({ view, documents }: LoadedOrder): number =>
  pinnedVersion(documents)?.orderTypeVersion ?? view.orderTypeVersion;

const mostNamed = 500;

type Target = { readonly definition: OrderTypeDefinition; readonly settings: SettingsByKey };

/** The version to move to (the newest where none is named) with the newest of the settings it names. */
function targetOf(orders: Orders, loaded: LoadedOrder, to: number | undefined): Result<Target> {
  const { orderType } = loaded.view;
  const version = versionOf(loaded);
  const definition = orders.definition(orderType, to);
  if (definition === null) return refused(problem('order.versionUnknown', { given: to ?? orderType }));
  if (definition.version <= version) return refused(problem('order.versionNotNewer', { version }));
  const newest = orders.definitions().settings;
  const named = definition.settings.map((key) => [key, newest[key]] as const);
  if (named.some(([, values]) => values === undefined)) return refused(problem('order.definitionArriving'));
  return ok({ definition, settings: Object.fromEntries(named) as SettingsByKey });
}

/** What would have no place: answers, what is being typed (as far as the office has it), and pictures. */
function lossesOf({ view, documents }: LoadedOrder, { definition, settings }: Target): readonly UpgradeLoss[] {
  const next = deriveOrder({ documents, definition, settings });
  const order = documents.find((one) => one.type === 'workOrder');
  const drafts = documents.filter((one): one is DraftDocument => one.type === 'draft');
  const devices = [...new Set(drafts.map(({ deviceId }) => deviceId))];
  const typed = devices.flatMap((deviceId) => {
    const own = drafts.filter((one) => one.deviceId === deviceId);
    const by = own[0]?.createdBy ?? '';
    const began = order?.orderTypeVersion ?? view.orderTypeVersion;
    return keptAnswers(draftsNow(definition, began, own)).map(({ path, value, savedAt: at }) => ({
      path,
      value,
      by,
      at,
    }));
  });
  return [
    ...next.unmapped.map(({ path, value, by, at }) => ({ kind: 'answer' as const, path, value, by, at })),
    ...typed.map((one) => ({ kind: 'draft' as const, ...one })),
    ...picturesWithoutPlace(next),
  ];
}

const picturesWithoutPlace = ({ evidence }: OrderView): readonly UpgradeLoss[] =>
  evidence.flatMap(({ slot, withdrawn, document }): readonly UpgradeLoss[] =>
    withdrawn === null && slot.includes('@')
      ? [{ kind: 'picture', path: document.slot, value: null, by: document.createdBy, at: document.takenAt }]
      : [],
  );
