import {
  type OrderTypeDocument,
  orderTypeId,
  type SettingsDocument,
  settingsId,
} from '../../domain/documents/catalogue.ts';
import type { Pinned } from '../../domain/work-order/pinned-version.ts';
import type { OrderTypeDefinition, SettingsByKey } from '../../forms/engine/types.ts';
import { shippedOrderTypes, shippedSettings } from '../../forms/order-types/index.ts';
import { follow } from '../database/follow.ts';
import type { ChangesRow, Database, IncomingDocument } from '../database/types.ts';

/** Order types and settings of the catalogue, in memory: every version, because orders pin theirs. */
export type Definitions = {
  definition(key: string, version: number): OrderTypeDefinition | null;
  newest(key: string): OrderTypeDefinition | null;
  newestOfAll(): readonly OrderTypeDefinition[];
  newestSettings(): SettingsByKey;
  /** The settings that these versions name; null while one of them is not here. */
  pinned(named: Pick<Pinned, 'settings'>): SettingsByKey | null;
  close(): Promise<void>;
};

type Versions<T> = Map<string, Map<number, T>>;

/** Publishes what ships with this release where it is missing (versions are immutable), then follows the catalogue. */
export async function openDefinitions(catalogue: Database, failed: (error: unknown) => void): Promise<Definitions> {
  await publishShipped(catalogue);
  const orderTypes: Versions<OrderTypeDefinition> = new Map();
  const settings: Versions<SettingsByKey[string]> = new Map();
  const take = async (rows: readonly ChangesRow[]) => {
    for (const { doc } of rows) {
      const document = doc as unknown as OrderTypeDocument | SettingsDocument | undefined;
      if (document?.type === 'orderType')
        keep(orderTypes, document.key, document.version, document.definition as unknown as OrderTypeDefinition);
      if (document?.type === 'settings')
        keep(settings, document.key, document.version, { version: document.version, values: document.values });
    }
  };
  const start = await catalogue.changes({ since: '0', includeDocs: true });
  await take(start.results);
  const following = follow(catalogue, start.last_seq, take, failed);

  return {
    definition: (key, version) => orderTypes.get(key)?.get(version) ?? null,
    newest: (key) => newest(orderTypes.get(key)),
    newestOfAll: () => [...orderTypes.values()].flatMap((versions) => newest(versions) ?? []),
    newestSettings: () =>
      Object.fromEntries(
        [...settings].flatMap(([key, versions]) => {
          const found = newest(versions);
          return found === null ? [] : [[key, found]];
        }),
      ),
    pinned(named) {
      const found = Object.entries(named.settings).map(
        ([key, version]) => [key, settings.get(key)?.get(version)] as const,
      );
      return found.every(([, values]) => values !== undefined) ? (Object.fromEntries(found) as SettingsByKey) : null;
    },
    close: () => following.stop(),
  };
}

function keep<T>(all: Versions<T>, key: string, version: number, value: T): void {
  const versions = all.get(key) ?? new Map<number, T>();
  versions.set(version, value);
  all.set(key, versions);
}

const newest = <T>(versions: Map<number, T> | undefined): T | null =>
  versions === undefined ? null : (versions.get(Math.max(...versions.keys())) ?? null);

async function publishShipped(catalogue: Database): Promise<void> {
  const authored = { schemaVersion: 1, createdBy: 'office' } as const;
  const documents: IncomingDocument[] = [
    ...shippedOrderTypes.map((definition) => ({
      ...authored,
      _id: orderTypeId(definition.key, definition.version),
      type: 'orderType',
      key: definition.key,
      version: definition.version,
      definition,
    })),
    ...shippedSettings.map(({ key, version, values }) => ({
      ...authored,
      _id: settingsId(key, version),
      type: 'settings',
      key,
      version,
      values,
    })),
  ];
  // A version that is there already answers `conflict` and stays as it is.
  await catalogue.bulkDocs(documents);
}
