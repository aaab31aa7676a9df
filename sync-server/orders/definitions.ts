import {
  type OrderTypeDocument,
  orderTypeId,
  type SettingsDocument,
  settingsId,
} from '../../domain/documents/catalogue.ts';
import type { Pinned } from '../../domain/work-order/pinned-version.ts';
import { canonicalJson } from '../../forms/engine/canonical.ts';
import { parseDefinition } from '../../forms/engine/definition.ts';
import type { DefinitionProblem } from '../../forms/engine/definition-problem.ts';
import { problemsIn } from '../../forms/engine/definition-text.ts';
import { typeNameIn } from '../../forms/engine/type-name.ts';
import type { OrderTypeDefinition, SettingsByKey } from '../../forms/engine/types.ts';
import { shippedOrderTypes, shippedSettings } from '../../forms/order-types/index.ts';
import { follow } from '../database/follow.ts';
import type { AllDocsRow, Database, IncomingDocument } from '../database/types.ts';

/** One stored version. `problems`: why the engine of this release cannot run it; then `definition` is only what was stored. */
export type StoredOrderType = {
  readonly key: string;
  readonly version: number;
  readonly definition: OrderTypeDefinition;
  readonly createdBy: string;
  readonly problems: readonly DefinitionProblem[];
};

/** Order types and settings of the catalogue, in memory: every version, because orders pin theirs. */
export type Definitions = {
  /** Null while it is not here, and when this release cannot run it (then `broken` says why). */
  definition(key: string, version: number): OrderTypeDefinition | null;
  broken(key: string, version: number): readonly DefinitionProblem[] | null;
  /** What a type is called, by its newest version that says so. */
  nameOf(key: string): ReturnType<typeof typeNameIn>;
  /** The newest that can be run. */
  newest(key: string): OrderTypeDefinition | null;
  /** In the order of `inOrder`: the first is the type under which an order of no known type waits. */
  newestOfAll(): readonly OrderTypeDefinition[];
  newestSettings(): SettingsByKey;
  /** Every version of every settings, the newest first; `createdBy` as in its document. */
  storedSettings(): readonly StoredSettings[];
  /** Every version, also those that cannot be run. */
  stored(): readonly StoredOrderType[];
  /** Writes a version once. `taken`: another body stands under this number. */
  publish(definition: OrderTypeDefinition, createdBy: string): Promise<'published' | 'taken'>;
  /** Writes a version of settings once; answers what stands under its number, which may be another office process's. */
  publishSettings(
    key: string,
    version: number,
    values: SettingsDocument['values'],
    createdBy: string,
  ): Promise<SettingsByKey[string]>;
  /** Takes in what these versions name and is not here yet: another office may have published it a moment ago. */
  ask(named: Pinned): Promise<void>;
  /** The settings that these versions name; null while one of them is not here. */
  pinned(named: Pick<Pinned, 'settings'>): SettingsByKey | null;
  close(): Promise<void>;
};

export type StoredSettings = SettingsByKey[string] & { readonly key: string; readonly createdBy: string };

type Versions<T> = Map<string, Map<number, T>>;

/** Publishes what ships with this release where it is missing (versions are immutable), then follows the catalogue. */
export async function openDefinitions(catalogue: Database, failed: (error: unknown) => void): Promise<Definitions> {
  await publishShipped(catalogue);
  const orderTypes: Versions<StoredOrderType> = new Map();
  const settings: Versions<SettingsByKey[string]> = new Map();
  const takeOrderType = ({ key, version, definition, createdBy }: OrderTypeDocument) => {
    // Versions never change: what was judged once need not be judged again.
    if (orderTypes.get(key)?.has(version)) return;
    // Judged when it is first asked for: a start waits only for what its orders are of.
    let problems: StoredOrderType['problems'] | null = null;
    const judged = (): StoredOrderType['problems'] => {
      const parsed = parseDefinition(definition);
      if (!parsed.ok)
        failed(new Error(`order type ${key}@${version} cannot be run: ${String(parsed.problem.details.where)}`));
      return parsed.ok ? [] : problemsIn(parsed.problem.details);
    };
    const stored = {
      key,
      version,
      definition: definition as unknown as OrderTypeDefinition,
      createdBy,
      get problems() {
        problems ??= judged();
        return problems;
      },
    };
    keep(orderTypes, key, version, stored);
  };
  const publishers = new Map<string, string>();
  const takeSettings = ({ key, version, values, createdBy }: SettingsDocument): SettingsByKey[string] => {
    publishers.set(`${key}@${version}`, createdBy);
    // The same object for ever: what is read out of values is kept by object.
    const known = settings.get(key)?.get(version);
    if (known !== undefined) return known;
    const taken = { version, values };
    keep(settings, key, version, taken);
    return taken;
  };
  const takeDocuments = (rows: readonly Pick<AllDocsRow, 'doc'>[]) => {
    for (const { doc } of rows) {
      const document = doc as unknown as OrderTypeDocument | SettingsDocument | null | undefined;
      if (document?.type === 'orderType') takeOrderType(document);
      if (document?.type === 'settings') takeSettings(document);
    }
  };
  const start = await catalogue.changes({ since: '0', includeDocs: true });
  takeDocuments(start.results);
  const following = follow(catalogue, start.last_seq, async (rows) => takeDocuments(rows), failed);

  const runnable = (versions: Map<number, StoredOrderType> | undefined): OrderTypeDefinition | null => {
    const good = [...(versions?.values() ?? [])]
      .sort((a, b) => b.version - a.version)
      .find(({ problems }) => problems.length === 0);
    return good?.definition ?? null;
  };

  return {
    definition(key, version) {
      const stored = orderTypes.get(key)?.get(version);
      return stored !== undefined && stored.problems.length === 0 ? stored.definition : null;
    },
    broken(key, version) {
      const problems = orderTypes.get(key)?.get(version)?.problems ?? [];
      return problems.length === 0 ? null : problems;
    },
    nameOf: (key) =>
      [...(orderTypes.get(key)?.values() ?? [])]
        .sort((a, b) => b.version - a.version)
        .reduce<ReturnType<typeof typeNameIn>>((found, { definition }) => found ?? typeNameIn(definition), null),
    newest: (key) => runnable(orderTypes.get(key)),
    newestOfAll: () => inOrder(orderTypes, shippedOrderTypes).flatMap(([, versions]) => runnable(versions) ?? []),
    newestSettings: () =>
      Object.fromEntries(
        inOrder(settings, shippedSettings).flatMap(([key, versions]) => {
          const found = newest(versions);
          return found === null ? [] : [[key, found]];
        }),
      ),
    storedSettings: () =>
      inOrder(settings, shippedSettings).flatMap(([key, versions]) =>
        [...versions.values()]
          .sort((a, b) => b.version - a.version)
          .map((one) => ({ key, ...one, createdBy: publishers.get(`${key}@${one.version}`) ?? 'office' })),
      ),
    stored: () =>
      inOrder(orderTypes, shippedOrderTypes).flatMap(([, versions]) =>
        [...versions.values()].sort((a, b) => a.version - b.version),
      ),
    async publish(definition, createdBy) {
      const document = orderTypeDocument(definition, createdBy);
      const [row] = await catalogue.bulkDocs([document as unknown as IncomingDocument]);
      const stored = (await catalogue.get(document._id)) as unknown as OrderTypeDocument | null;
      if (stored === null) throw new Error(`the order type was not written: ${row?.error}`);
      takeOrderType(stored);
      return canonicalJson(stored.definition) === canonicalJson(document.definition) ? 'published' : 'taken';
    },
    async publishSettings(key, version, values, createdBy) {
      const document = settingsDocument(key, version, values, createdBy);
      const [row] = await catalogue.bulkDocs([document as unknown as IncomingDocument]);
      const stored = (await catalogue.get(document._id)) as unknown as SettingsDocument | null;
      if (stored === null) throw new Error(`the settings were not written: ${row?.error}`);
      return takeSettings(stored);
    },
    async ask({ orderType, orderTypeVersion, settings: named }) {
      const settingsIds = Object.entries(named).map(([key, version]) => settingsId(key, version));
      const keys = [orderTypeId(orderType, orderTypeVersion), ...settingsIds];
      takeDocuments(await catalogue.allDocs({ keys, includeDocs: true }));
    },
    pinned(named) {
      const found = Object.entries(named.settings).map(
        ([key, version]) => [key, settings.get(key)?.get(version)] as const,
      );
      return found.every(([, values]) => values !== undefined) ? (Object.fromEntries(found) as SettingsByKey) : null;
    },
    close: () => following.stop(),
  };
}

/**
 * Shipped types stand first, in the order in which they ship; then those that a site has added, by key. The feed's own order would not do:
 * within one batch CouchDB gives documents by id, the embedded store as they were given.
 */
function inOrder<T>(
  all: Versions<T>,
  shipped: readonly { readonly key: string }[],
): readonly (readonly [string, Map<number, T>])[] {
  const places = new Map(shipped.map(({ key }, index) => [key, index]));
  const place = (key: string): number => places.get(key) ?? places.size;
  return [...all].sort(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1));
}

function keep<T>(all: Versions<T>, key: string, version: number, value: T): void {
  const versions = all.get(key) ?? new Map<number, T>();
  versions.set(version, value);
  all.set(key, versions);
}

const newest = <T>(versions: Map<number, T> | undefined): T | null =>
  versions === undefined || versions.size === 0 ? null : (versions.get(Math.max(...versions.keys())) ?? null);

const orderTypeDocument = (definition: OrderTypeDefinition, createdBy: string): OrderTypeDocument => ({
  schemaVersion: 1,
  createdBy,
  _id: orderTypeId(definition.key, definition.version),
  type: 'orderType',
  key: definition.key,
  version: definition.version,
  definition: definition as unknown as OrderTypeDocument['definition'],
});

const settingsDocument = (
  key: string,
  version: number,
  values: SettingsDocument['values'],
  createdBy: string,
): SettingsDocument => ({
  schemaVersion: 1,
  createdBy,
  _id: settingsId(key, version),
  type: 'settings',
  key,
  version,
  values,
});

async function publishShipped(catalogue: Database): Promise<void> {
  const documents = [
    ...shippedOrderTypes.map((definition) => orderTypeDocument(definition, 'office')),
    ...shippedSettings.map(({ key, version, values }) => settingsDocument(key, version, values, 'office')),
  ];
  const rows = await catalogue.allDocs({ keys: documents.map(({ _id }) => _id) });
  const there = new Set(
    rows.flatMap((row) => (row.error === undefined && row.value?.deleted !== true ? [row.key] : [])),
  );
  const missing = documents.filter(({ _id }) => !there.has(_id));
  // A version that another office has published meanwhile answers `conflict` and stays as it is.
  if (missing.length > 0) await catalogue.bulkDocs(missing as unknown as IncomingDocument[]);
}
