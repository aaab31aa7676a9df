import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import type { Logger } from 'pino';
import type { Clock } from '../domain/clock.ts';
import { type MakeId, makeIds } from '../domain/ids.ts';
import { problem } from '../domain/problem.ts';
import { refused } from '../domain/result.ts';
import { makePrivate } from '../storage/private-folder.ts';
import { openAccounts } from './accounts/open-accounts.ts';
import { openAudit } from './audit/open-audit.ts';
import { auditRefusals } from './audit/refused-requests.ts';
import type { OfficeConfig } from './config.ts';
import { type Hooks, noCounts, type OfficeContext } from './context.ts';
import { loginIn } from './couchdb/credentials-file.ts';
import { checked } from './database/checked.ts';
import type { Databases } from './database/types.ts';
import { addDemoAccounts } from './demo-accounts.ts';
import { feedPlaces } from './door/feed-places.ts';
import { openEmbeddedDatabases } from './embedded/open-databases.ts';
import { makeEventsHub, makeNudges } from './events-hub.ts';
import { guarded } from './evidence/guarded-store.ts';
import { openEvidenceStore } from './evidence/open-evidence-store.ts';
import { assertOffice, readGeneration } from './generation.ts';
import { makeApp } from './http/app.ts';
import { type ConnectionLimits, connectionLimits, openFilesLimit } from './http/connection-limits.ts';
import { failureLog } from './http/failure-log.ts';
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
import { type StoreWait, tellBroken, tellOutages, waitForStore } from './store-outage.ts';
import { filterFacts } from './tmf/filter-facts.ts';

export type Office = {
  readonly url: string;
  readonly context: OfficeContext;
  readonly app: FastifyInstance;
  /** Stops listening, lets what is under way end, closes the stores. */
  readonly close: () => Promise<void>;
};

export type OfficeParts = {
  readonly log: Logger;
  readonly clock: Clock;
  readonly makeId?: MakeId;
  /** how many files the process may have open; absent: as the system says */
  readonly openFiles?: number;
  /** gives up waiting for a database that is not there yet */
  readonly signal?: AbortSignal;
};

/** The parts that an opening has put up so far, to be taken down again where it fails. */
type Opened = Partial<Record<(typeof closingOrder)[number], { readonly close: () => Promise<unknown> }>>;
/** Nobody is let in any more, then nothing works any more, then nothing is read any more. */
const closingOrder = ['app', 'leases', 'plans', 'router', 'orders', 'evidence', 'accounts', 'audit'] as const;
const closeAll = async (opened: Opened): Promise<void> => {
  for (const name of closingOrder) await opened[name]?.close();
};

/** Where the embedded store lies under the data folder. */
export const storeFolder = (data: string): string => path.join(data, 'store');

/** The whole office in this process: stores, accounts, orders, router, and the HTTP origin, listening when it returns. */
export async function openOffice(
  given: OfficeConfig,
  { log, clock, makeId: ids, signal, openFiles }: OfficeParts,
): Promise<Office> {
  const makeId = ids ?? makeIds(clock.now, (length) => randomBytes(length));
  const limits = connectionLimits(openFiles ?? openFilesLimit());
  const waiting = waitForStore(log, signal ?? new AbortController().signal);
  try {
    for (;;) {
      // The office takes the port at which it answered while it waited.
      const config = { ...given, port: waiting.port() ?? given.port };
      const databases = await openDatabases(config, log, limits);
      const opened: Opened = {};
      try {
        await databases.couch?.enter();
        return await openOn(databases, config, opened, { log, clock, makeId, waiting, limits });
      } catch (error) {
        await closeAll(opened).catch(() => undefined);
        await databases.close().catch(() => undefined);
        await waiting.again(config, error);
      }
    }
  } finally {
    await waiting.over();
  }
}

type Opening = Required<Omit<OfficeParts, 'signal' | 'openFiles'>> & {
  readonly waiting: StoreWait;
  readonly limits: ConnectionLimits;
};

/** CouchDB's client is loaded by an office that has a CouchDB: it is 20 MB that the others do not need. */
async function openDatabases(config: OfficeConfig, log: Logger, { stores }: ConnectionLimits): Promise<Databases> {
  if (config.couchdb === null)
    return checked(openEmbeddedDatabases(storeFolder(config.data), { maxOpen: stores, told: tellBroken(log) }));
  const { couchDatabases } = await import('./couchdb/couch-databases.ts');
  return checked(couchDatabases(config.couchdb, { login: loginIn(config.data), told: tellOutages(log) }));
}

async function openOn(databases: Databases, config: OfficeConfig, opened: Opened, parts: Opening): Promise<Office> {
  const { log, clock, makeId, waiting, limits } = parts;
  const privacy = await makePrivate(config.data);
  if (privacy.kind === 'private' && privacy.tightened)
    log.warn('the data folder was open to others and is private now');
  const office = await databases.ensure('office');
  await assertOffice(office);
  const work = await databases.ensure('work');
  const catalogue = await databases.ensure('catalogue', { q: 1 });
  const quarantine = await databases.ensure('quarantine', { q: 1 });
  const ran = await migrate(databases, office, migrations, clock);
  if (ran.length > 0) log.info({ migrations: ran }, 'migrated');
  const generation = await readGeneration(office, makeId);
  const { data } = config;
  const place = config.evidence ?? { kind: 'files', folder: null };
  const evidence = guarded(await openEvidenceStore(place, { data, databases }), log);
  opened.evidence = evidence;
  const failed = failureLog(log, 'accounts');
  const audit = await openAudit({
    databases,
    clock,
    makeId,
    days: config.policy.auditDays,
    failed: failureLog(log, 'audit'),
  });
  opened.audit = audit;
  const accounts = await openAccounts({
    databases,
    audit,
    clock,
    makeId,
    policy: config.policy,
    generation,
    data: config.data,
    failed,
  });
  opened.accounts = accounts;
  if (config.demo) await addDemoAccounts(accounts);

  const counters = noCounts();
  const leases = await openLeases(databases, makeId(), failureLog(log, 'leases'));
  opened.leases = leases;
  const base = {
    config,
    clock,
    makeId,
    log,
    generation,
    privacy,
    databases,
    work,
    catalogue,
    office,
    quarantine,
    evidence,
    accounts,
    audit,
    counters,
    streams: feedPlaces(counters, limits),
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
  opened.orders = orders;
  const plans = await openPlans({ ...base, orders });
  opened.plans = plans;
  const context: OfficeContext = { ...base, orders, plans, hooks };

  if (config.demo && !config.empty) {
    // Drawing its photos needs a canvas that no other office loads.
    const { seedDemo } = await import('./demo/seed.ts');
    await seedDemo(context);
  }

  const app = await makeApp({ config, log, accounts, counters, limits });
  opened.app = app;
  auditRefusals(app, audit);
  for (const room of rooms) await app.register(scoped(room, context));
  const router = startRouter(context);
  opened.router = router;
  leases.during('reactions', () => startReactions(context));
  leases.during('escalations', async () => startEscalations(context));
  leases.during('plans', async () => plans.start());
  await leases.ready();
  await waiting.over();
  const listening: Promise<string> = app.listen({ host: config.host, port: config.port });
  await listening;
  return {
    url: urlOf(app, config),
    context,
    app,
    async close() {
      await closeAll(opened);
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
