import type { OrderTypeVersion, OrderTypeVersions, SettingsVersions } from '../../bridge/order-types.ts';
import type { Json } from '../../domain/documents/base.ts';
import { problem } from '../../domain/problem.ts';
import { ok, refused } from '../../domain/result.ts';
import { finalPhases } from '../../domain/work-order/moves.ts';
import { readDefinitionText } from '../../forms/engine/definition-text.ts';
import { layOut } from '../../forms/engine/json-text.ts';
import type { OrderTypeDefinition } from '../../forms/engine/types.ts';
import { oneAtATime } from '../../storage/one-at-a-time.ts';
import type { Definitions, StoredOrderType } from './definitions.ts';
import type { OrderRow } from './order-row.ts';
import type { OrderTypes } from './types.ts';

type Parts = {
  readonly definitions: Definitions;
  readonly rows: () => Iterable<OrderRow>;
  readonly nameOf: (accountId: string) => string | null;
  readonly published: () => void;
};

/** Problems in one answer; a text that is wrong all over needs no more to be mended. */
const toldAtOnce = 200;

export function orderTypesOf({ definitions, rows, nameOf, published }: Parts): OrderTypes {
  const alone = oneAtATime();
  const newestNumber = (key: string): number =>
    Math.max(0, ...definitions.stored().flatMap((one) => (one.key === key ? [one.version] : [])));

  return {
    versions() {
      const pinned = countPinned(rows());
      const all = definitions.stored();
      const keys = [...new Set(all.map(({ key }) => key))].sort();
      return keys.map((key): OrderTypeVersions => {
        const stored = all.filter((one) => one.key === key);
        const current = definitions.newest(key);
        const versions = stored.map((one) => versionOf(one, pinned, nameOf)).sort((a, b) => b.version - a.version);
        return { key, name: nameIn(current, key), current: current?.version ?? null, versions };
      });
    },

    settings() {
      const all = definitions.storedSettings();
      return [...new Set(all.map(({ key }) => key))].map(
        (key): SettingsVersions => ({
          key,
          usedBy: definitions
            .newestOfAll()
            .filter((type) => type.settings.includes(key))
            .map((type) => nameIn(type, type.key)),
          versions: all
            .filter((one) => one.key === key)
            .map(({ version, values, createdBy }) => ({
              version,
              values,
              publishedBy: createdBy === 'office' ? null : (nameOf(createdBy) ?? createdBy),
            })),
        }),
      );
    },

    open(key, version) {
      const found = definitions.stored().find((one) => one.key === key && one.version === version);
      if (found === undefined) return refused(problem('orderType.unknown', { key, version }));
      const text = layOut(found.definition as unknown as Json);
      return ok({ key, version, text, settings: definitions.newestSettings() });
    },

    async publish(text, accountId) {
      const settings = definitions.newestSettings();
      const { definition, problems } = readDefinitionText(text, { settings, orderType: definitions.newest });
      const [first] = problems;
      if (first !== undefined || definition === null) {
        const where = first === undefined ? '' : [first.path, first.reason].filter(Boolean).join(': ');
        const details = { count: problems.length, line: first?.line ?? 1, where };
        return refused(problem('orderType.invalid', { ...details, problems: problems.slice(0, toldAtOnce) }));
      }
      const { key, version } = definition;
      return alone(key, async () => {
        const newest = newestNumber(key);
        const again = version === newest && newest > 0;
        if (!again && version !== newest + 1)
          return refused(problem('orderType.versionNotNext', { key, given: version, wanted: newest + 1 }));
        if ((await definitions.publish(definition, accountId)) === 'taken')
          return refused(problem('orderType.versionNotNext', { key, given: version, wanted: newestNumber(key) + 1 }));
        if (!again) published();
        return ok({ key, version });
      });
    },
  };
}

type Pinned = ReadonlyMap<string, { readonly orders: number; readonly openOrders: number }>;

function countPinned(rows: Iterable<OrderRow>): Pinned {
  const counts = new Map<string, { orders: number; openOrders: number }>();
  for (const { summary } of rows) {
    const name = `${summary.orderType}@${summary.orderTypeVersion}`;
    const count = counts.get(name) ?? { orders: 0, openOrders: 0 };
    count.orders += 1;
    if (!finalPhases.has(summary.phase)) count.openOrders += 1;
    counts.set(name, count);
  }
  return counts;
}

function versionOf(
  { key, version, createdBy, problems }: StoredOrderType,
  pinned: Pinned,
  nameOf: Parts['nameOf'],
): OrderTypeVersion {
  const { orders, openOrders } = pinned.get(`${key}@${version}`) ?? { orders: 0, openOrders: 0 };
  const publishedBy = createdBy === 'office' ? null : (nameOf(createdBy) ?? createdBy);
  return { version, publishedBy, orders, openOrders, problems };
}

const nameIn = (definition: OrderTypeDefinition | null, key: string): OrderTypeVersions['name'] => ({
  'zh-CN': definition?.texts['zh-CN'].orderType ?? key,
  en: definition?.texts.en.orderType ?? key,
});
