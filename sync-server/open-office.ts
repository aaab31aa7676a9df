import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import type { Logger } from 'pino';
import type { Clock } from '../domain/clock.ts';
import { type MakeId, makeIds } from '../domain/ids.ts';
import { problem } from '../domain/problem.ts';
import { refused } from '../domain/result.ts';
import { openAccounts } from './accounts/open-accounts.ts';
import type { OfficeConfig } from './config.ts';
import { type Hooks, noCounts, type OfficeContext } from './context.ts';
import { couchDatabases } from './couchdb/couch-databases.ts';
import { checked } from './database/checked.ts';
import type { Databases } from './database/types.ts';
import { addDemoAccounts } from './demo-accounts.ts';
import { openEmbeddedDatabases } from './embedded/open-databases.ts';
import { makeEventsHub, makeNudges } from './events-hub.ts';
import { guarded } from './evidence/guarded-store.ts';
import { openEvidenceStore } from './evidence/open-evidence-store.ts';
import { readGeneration } from './generation.ts';
import { makeApp } from './http/app.ts';
import { openLeases } from './leases/open-leases.ts';
import { migrations } from './migrations/all.ts';
import { migrate } from './migrations/migration.ts';
import { openOrders } from './orders/open-orders.ts';
import { openPlans } from './plans/open-plans.ts';
import { startEscalations } from './reactions/escalate.ts';
import { startReactions } from './reactions/start-reactions.ts';
import type { Room } from './room.ts';
import { rooms } from './rooms.ts';
import { startRouter } from './router/router.ts';
import { filterFacts } from './tmf/filter-facts.ts';

export type Office = {
  readonly url: string;
  readonly context: OfficeContext;
  readonly app: FastifyInstance;
  /** Stops listening, lets what is under way end, closes the stores. */
  readonly close: () => Promise<void>;
};

export type OfficeParts = { readonly log: Logger; readonly clock: Clock; readonly makeId?: MakeId };

/** Where the embedded store lies under the data folder. */
export const storeFolder = (data: string): string => path.join(data, 'store');

/** The whole office in this process: stores, accounts, orders, router, and the HTTP origin, listening when it returns. */
export async function openOffice(config: OfficeConfig, parts: OfficeParts): Promise<Office> {
  const { log, clock } = parts;
  const makeId = parts.makeId ?? makeIds(clock.now, (length) => randomBytes(length));
  const databases = openDatabases(config);
  try {
    return await openOn(databases, config, { log, clock, makeId });
  } catch (error) {
    await databases.close().catch(() => undefined);
    throw error;
  }
}

const openDatabases = (config: OfficeConfig): Databases =>
  checked(config.couchdb === null ? openEmbeddedDatabases(storeFolder(config.data)) : couchDatabases(config.couchdb));

async function openOn(databases: Databases, config: OfficeConfig, parts: Required<OfficeParts>): Promise<Office> {
  const { log, clock, makeId } = parts;
  const office = await databases.ensure('office');
  const work = await databases.ensure('work');
  const catalogue = await databases.ensure('catalogue', { q: 1 });
  const quarantine = await databases.ensure('quarantine', { q: 1 });
  const ran = await migrate(databases, office, migrations, clock);
  if (ran.length > 0) log.info({ migrations: ran }, 'migrated');
  const generation = await readGeneration(office, makeId);
  const { data, couchdb } = config;
  const place = config.evidence ?? { kind: 'files', folder: null };
  const evidence = guarded(await openEvidenceStore(place, { data, couchdb, databases }), log);
  const failed = (error: unknown) => log.error({ err: error }, 'accounts');
  const accounts = await openAccounts({
    databases,
    clock,
    makeId,
    policy: config.policy,
    generation,
    data: config.data,
    failed,
  });
  if (config.demo) await addDemoAccounts(accounts);

  const counters = noCounts();
  const leases = await openLeases(databases, makeId(), (error) => log.error({ err: error }, 'leases'));
  const base = {
    config,
    clock,
    makeId,
    log,
    generation,
    databases,
    work,
    catalogue,
    office,
    quarantine,
    evidence,
    accounts,
    counters,
    events: makeEventsHub(),
    nudges: makeNudges(),
    leases,
  };
  const hooks: Hooks = {
    held: async () => [],
    refer: async () => false,
    fromTmf: () => refused(problem('call.unknown', { name: 'tmf' })),
  };
  const orders = await openOrders({ ...base, factsOf: filterFacts });
  const plans = await openPlans({ ...base, orders });
  const context: OfficeContext = { ...base, orders, plans, hooks };

  if (config.demo && !config.empty) {
    // Drawing its photos needs a canvas that no other office loads.
    const { seedDemo } = await import('./demo/seed.ts');
    await seedDemo(context);
  }

  const app = await makeApp({ config, log, accounts, counters });
  for (const room of rooms) await app.register(scoped(room, context));
  const router = startRouter(context);
  leases.during('reactions', () => startReactions(context));
  leases.during('escalations', async () => startEscalations(context));
  leases.during('plans', async () => plans.start());
  await leases.ready();
  const listening: Promise<string> = app.listen({ host: config.host, port: config.port });
  await listening;
  return {
    url: urlOf(app, config),
    context,
    app,
    async close() {
      await app.close();
      await leases.close();
      await plans.close();
      await router.close();
      await orders.close();
      await evidence.close();
      await accounts.close();
      await databases.close();
    },
  };
}

/** A room's hooks and parsers hold in that room only. */
const scoped =
  (room: Room, context: OfficeContext): FastifyPluginAsync =>
  (scope) =>
    room(scope, context);

function urlOf(app: FastifyInstance, config: OfficeConfig): string {
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  return `${config.tls === null ? 'http' : 'https'}://${host}:${port}`;
}
