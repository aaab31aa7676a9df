import { afterEach, beforeEach, expect, it } from 'vitest';
import { shippedOrderTypes, shippedSettings } from '../../../forms/order-types/index.ts';
import type { PouchDocument } from '../../../storage/open-store.ts';
import { pouchRevision } from '../../../test/bench/pouch-revision.ts';
import { feedOf } from '../../../test/builders/documents-feed.ts';
import { plainLink } from '../../../test/builders/plain-link.ts';
import { type TemporaryFolder, temporaryFolder } from '../../../test/processes/temporary-folder.ts';
import type { OfficeDoor } from '../sync/office-client.ts';
import { openCatalogue } from './catalogue.ts';

const quiet = (): void => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder('catalogue');
});
afterEach(() => folder.remove());

const published = shippedOrderTypes.slice(0, 2).map((definition) =>
  pouchRevision({
    _id: `orderType:${definition.key}@${definition.version}`,
    type: 'orderType',
    schemaVersion: 1,
    createdBy: 'office',
    key: definition.key,
    version: definition.version,
    definition,
  } as unknown as PouchDocument),
);

/** An office that publishes one document after another; `meanwhile` runs while it looks for one. */
const officeOf = (documents: readonly PouchDocument[], meanwhile?: () => Promise<void>): OfficeDoor =>
  ({ send: feedOf(documents, meanwhile), ...plainLink }) as unknown as OfficeDoor;

it('a catalogue that is begun anew while it is pulled is pulled from the start', async () => {
  const { signal } = new AbortController();
  const catalogue = await openCatalogue(folder.path, Date.now, log);
  await catalogue.pull(officeOf(published.slice(0, 1)), signal);
  // Its store turns out to be damaged while the next version comes: what it held is gone.
  let damaged = false;
  const damage = async (): Promise<void> => {
    if (!damaged) await catalogue.renew();
    damaged = true;
  };
  await catalogue.pull(officeOf(published, damage), signal);
  await catalogue.close();
  const again = await openCatalogue(folder.path, Date.now, log);
  await again.pull(officeOf(published), signal);
  expect(again.names()).toHaveLength(2);
  await again.close();
});

it('judges an order type when something is read under it, not at its start; a newest one that cannot be read is passed over', async () => {
  const { signal } = new AbortController();
  const [good] = published;
  const definition = { ...(shippedOrderTypes[0] as unknown as Record<string, unknown>), version: 99, stages: [] };
  const { key } = shippedOrderTypes[0] ?? { key: '' };
  const broken = pouchRevision({ ...good, _id: `orderType:${key}@99`, version: 99, definition } as PouchDocument);
  const settings = shippedSettings.map((one) =>
    pouchRevision({
      _id: `settings:${one.key}@${one.version}`,
      type: 'settings',
      schemaVersion: 1,
      createdBy: 'office',
      ...one,
    } as unknown as PouchDocument),
  );
  const said: string[] = [];
  const listening = { ...log, error: (_fields: object, message: string) => void said.push(message) };
  const catalogue = await openCatalogue(folder.path, Date.now, listening);
  await catalogue.pull(officeOf([...(good ? [good] : []), broken, ...settings]), signal);
  expect(said).toEqual([]);
  expect(catalogue.find(key, undefined)?.definition.version).toBe(shippedOrderTypes[0]?.version);
  expect(catalogue.broken({ orderType: key, orderTypeVersion: 99 })?.code).toBe('order.definitionBroken');
  expect(said).toEqual(['an order type cannot be read']);
  expect(catalogue.names()).toEqual([`${key}@${shippedOrderTypes[0]?.version}`]);
  await catalogue.close();
});
