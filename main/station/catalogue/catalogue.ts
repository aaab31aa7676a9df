import { join } from 'node:path';
import type { OrderSummary } from '../../../bridge/station.ts';
import type { OrderTypeDocument, SettingsDocument } from '../../../domain/documents/catalogue.ts';
import type { Problem } from '../../../domain/problem.ts';
import { type Result, refused } from '../../../domain/result.ts';
import type { Pinned } from '../../../domain/work-order/pinned-version.ts';
import { parseDefinition } from '../../../forms/engine/definition.ts';
import { definitionBroken } from '../../../forms/engine/definition-broken.ts';
import { problemsIn } from '../../../forms/engine/definition-text.ts';
import { typeNameIn } from '../../../forms/engine/type-name.ts';
import type { OrderTypeDefinition, SettingsByKey } from '../../../forms/engine/types.ts';
import type { Reserve } from '../../../storage/reserve.ts';
import type { Log } from '../context.ts';
import { openCheckpoint } from '../store/checkpoint.ts';
import { openDocumentStore } from '../store/document-store.ts';
import type { OfficeDoor } from '../sync/office-client.ts';
import { pull } from '../sync/pull.ts';

export type Definitions = { readonly definition: OrderTypeDefinition; readonly settings: SettingsByKey };

/** Order types and settings of the office, shared by all technicians of this device; read-only, by version. */
export type Catalogue = {
  /** What an order is read under (`pinnedVersion`); null while a part of it is still arriving. */
  readonly pinnedBy: (pinned: Pinned) => Definitions | null;
  /** Why this release cannot read what an order is read under; null when it can, or when it has not arrived. */
  readonly broken: (pinned: Pick<Pinned, 'orderType' | 'orderTypeVersion'>) => Problem | null;
  /** Answers the name of an order type, from its newest version that has one; null while none is here. */
  readonly nameOf: (key: string) => OrderSummary['typeName'] | null;
  /** One order type with the newest of the settings it names; without a version its newest. */
  readonly find: (key: string, version: number | undefined) => Definitions | null;
  /** `<key>@<version>` of every order type here that was not found broken */
  readonly names: () => readonly string[];
  /** The newest version of one kind of settings; nothing in it while none has arrived */
  readonly newestSettings: (key: string) => SettingsByKey;
  readonly pull: (door: OfficeDoor, signal: AbortSignal) => Promise<void>;
  /** Another office: what the former one published is set aside and comes anew. */
  readonly renew: () => Promise<void>;
  readonly onChanged: (listener: () => void) => () => void;
  readonly close: () => Promise<void>;
};

export async function openCatalogue(
  dataFolder: string,
  now: () => number,
  log: Log,
  reserve?: Reserve,
): Promise<Catalogue> {
  const folder = join(dataFolder, 'catalogue');
  const checkpoint = await openCheckpoint(join(folder, 'checkpoint.json'));
  const store = await openDocumentStore({
    folder: join(folder, 'store'),
    now,
    log,
    ...(reserve ? { reserve } : {}),
    atLeast: () => checkpoint.get().storeSequence,
    rebuilt: () => checkpoint.restart(new Date(now()).toISOString()),
  });
  /** `<key>@<version>` → the order type as it came */
  const orderTypes = new Map<string, OrderTypeDocument>();
  /** what was judged so far: the definition, or the first thing wrong. A start judges only what its orders are read under. */
  const judged = new Map<string, Result<OrderTypeDefinition>>();
  const typeNames = new Map<string, { readonly version: number; readonly name: OrderSummary['typeName'] }>();
  const settings = new Map<string, SettingsDocument>();
  const listeners = new Set<() => void>();
  await load();

  async function load(): Promise<void> {
    for (const document of await store.range('orderType:', 'settings;')) {
      if (document.type === 'orderType') takeOrderType(document);
      if (document.type === 'settings') settings.set(`${document.key}@${document.version}`, document);
    }
  }

  function takeOrderType(document: OrderTypeDocument): void {
    const name = `${document.key}@${document.version}`;
    // A version never changes: the same object for ever, so that caches by object hold.
    if (orderTypes.has(name)) return;
    orderTypes.set(name, document);
    const called = typeNameIn(document.definition);
    if (called && document.version >= (typeNames.get(document.key)?.version ?? 0))
      typeNames.set(document.key, { version: document.version, name: called });
  }

  /** Answers the definition that can be run, the reason why it cannot, or null while it has not arrived. */
  function judge(name: string): Result<OrderTypeDefinition> | null {
    const document = orderTypes.get(name);
    if (!document) return null;
    const known = judged.get(name);
    if (known) return known;
    const parsed = parseDefinition(document.definition);
    const answer: Result<OrderTypeDefinition> = parsed.ok ? parsed : refused(brokenBecause(document, parsed.problem));
    if (!answer.ok) log.error({ orderType: name, ...answer.problem.details }, 'an order type cannot be read');
    judged.set(name, answer);
    return answer;
  }

  function readable(name: string): OrderTypeDefinition | null {
    const answer = judge(name);
    return answer?.ok ? answer.value : null;
  }

  /** Answers the versions of a key, the newest first. */
  function versionsOf(keys: Iterable<string>, key: string): readonly number[] {
    const versions = [...keys].filter((name) => name.startsWith(`${key}@`)).map((name) => Number(name.split('@')[1]));
    return versions.sort((a, b) => b - a);
  }

  const newestSettings = (key: string): number | undefined => versionsOf(settings.keys(), key)[0];

  /** Answers the newest version that this release can read. */
  function newestReadable(key: string): OrderTypeDefinition | null {
    for (const version of versionsOf(orderTypes.keys(), key)) {
      const definition = readable(`${key}@${version}`);
      if (definition) return definition;
    }
    return null;
  }

  function settingsOf(versions: Readonly<Record<string, number>>): SettingsByKey | null {
    const found = Object.entries(versions).map(([key, version]) => [key, settings.get(`${key}@${version}`)] as const);
    if (found.some(([, document]) => document === undefined)) return null;
    return Object.fromEntries(
      found.flatMap(([key, document]) =>
        document ? [[key, { version: document.version, values: document.values }]] : [],
      ),
    );
  }

  return {
    pinnedBy: (order) => {
      const pinned = settingsOf(order.settings);
      const definition = pinned && readable(`${order.orderType}@${order.orderTypeVersion}`);
      return definition && pinned ? { definition, settings: pinned } : null;
    },
    broken: (order) => {
      const answer = judge(`${order.orderType}@${order.orderTypeVersion}`);
      return answer === null || answer.ok ? null : answer.problem;
    },
    nameOf: (key) => typeNames.get(key)?.name ?? null,
    find: (key, version) => {
      const definition = version === undefined ? newestReadable(key) : readable(`${key}@${version}`);
      if (!definition) return null;
      const versions = definition.settings.map((name) => [name, newestSettings(name) ?? 0] as const);
      const values = settingsOf(Object.fromEntries(versions));
      return values ? { definition, settings: values } : null;
    },
    names: () => [...orderTypes.keys()].filter((name) => judged.get(name)?.ok !== false).sort(),
    newestSettings: (key) => {
      const version = newestSettings(key);
      return (version === undefined ? null : settingsOf({ [key]: version })) ?? {};
    },
    pull: async (door, signal) => {
      for (;;) {
        const target = {
          wanted: async (revs: Record<string, string[]>) =>
            Object.entries(await store.missing(revs)).flatMap(([id, { missing }]) =>
              missing.map((rev) => ({ id, rev })),
            ),
          receive: store.write,
        };
        const { since: from, rebuiltAt } = checkpoint.get();
        const pulled = await pull({ door, database: 'catalogue' }, target, from, 'now', signal);
        if (!pulled.ok) return;
        const { since, documents, caughtUp } = pulled.value;
        // Damage is found by pulling, as a rule: what came before it is gone, and comes from the start.
        if (rebuiltAt !== checkpoint.get().rebuiltAt) continue;
        if (since !== checkpoint.get().since) {
          await checkpoint.set({ since, storeSequence: (await store.position()).sequence, complete: caughtUp });
        }
        if (documents > 0) {
          await load();
          for (const listener of listeners) listener();
        }
        if (caughtUp) return;
      }
    },
    renew: async () => {
      await store.restart('another office was accepted');
      for (const known of [orderTypes, judged, typeNames, settings]) known.clear();
    },
    onChanged: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: store.close,
  };
}

function brokenBecause({ key, version, definition }: OrderTypeDocument, why: Problem): Problem {
  const [first = { path: '', fault: 'damaged' as const, reason: '' }] = problemsIn(why.details);
  return definitionBroken({ ...definition, key, version }, first);
}
