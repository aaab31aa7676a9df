import type { OfficeContext } from '../context.ts';
import type { Databases, StoreCounts } from '../database/types.ts';

/** One number under its name; a counter only grows while the process lives. */
export type Metric = {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge';
  readonly value: number;
};

const gauge = (name: string, help: string, value: number): Metric => ({
  name: `linework_${name}`,
  help,
  type: 'gauge',
  value,
});
const counter = (name: string, help: string, value: number): Metric => ({
  ...gauge(name, help, value),
  type: 'counter',
});

const storeMetrics = ({ open, opened }: StoreCounts): readonly Metric[] => [
  gauge('stores_open', 'databases of the embedded store that are open', open),
  counter('stores_opened_total', 'how often one was opened', opened),
];

/** `loopDelay`: how late the process came to its timers since the last time it was asked, s. */
export type ProcessNumbers = {
  readonly memory: NodeJS.MemoryUsage;
  readonly loopDelay: { readonly p99: number; readonly longest: number };
};

/** The office in numbers: counted where they happen, nothing of a customer among them. */
export function officeMetrics(
  { counters, orders, accounts, clock, leases, databases }: OfficeContext,
  { memory, loopDelay }: ProcessNumbers,
): readonly Metric[] {
  const devices = accounts.devices();
  return [
    counter('requests_total', 'requests answered', counters.requests),
    counter('door_documents_total', 'documents taken in at the replication door', counters.doorDocuments),
    counter('quarantined_total', 'documents refused at the door and set aside', counters.quarantined),
    counter('revision_conflicts_total', 'CouchDB conflicts found on our documents: a defect', counters.conflictsFound),
    gauge('router_lag_documents', 'mailboxes that the router has not collected yet', counters.routerLag),
    gauge('router_undelivered_orders', 'orders that could not be delivered and are tried again', counters.undelivered),
    counter('router_copied_documents_total', 'documents that the router copied, up or down', counters.copied),
    counter('router_delivered_orders_total', 'changed orders brought into mailboxes', counters.delivered),
    gauge('database_up', '1 while the database answers and lets the office in', isUp(databases) ? 1 : 0),
    gauge('leases_held', 'workers that run in this process for all offices', leases.held().length),
    counter('turns_overtaken_total', 'office writes that another office came before', counters.turnsOvertaken),
    gauge('feeds_waiting', 'changes feeds that devices wait on', counters.feeds),
    counter('feeds_refused_total', 'changes feeds refused because too many waited', counters.feedsRefused),
    gauge('connections_open', 'sockets of everybody', counters.connections),
    counter('connections_closed_total', 'sockets closed to make room or for being slow', counters.connectionsClosed),
    ...(databases.stores === undefined ? [] : storeMetrics(databases.stores())),
    gauge('event_loop_delay_p99_seconds', 'how late the process came to its work', loopDelay.p99),
    gauge('event_loop_delay_max_seconds', 'the longest it was late', loopDelay.longest),
    gauge('orders', 'orders in the central database', orders.count()),
    gauge('needs', 'orders that wait for a dispatcher or reviewer', orders.needs().length),
    gauge('devices', 'enrolled devices that are not revoked', devices.filter((one) => one.revokedAt === null).length),
    gauge(
      'devices_unconfirmed_items',
      'items that devices last said they had not sent',
      sum(devices.map((one) => one.unconfirmed ?? 0)),
    ),
    gauge('memory_bytes', 'resident memory of the office process', memory.rss),
    gauge('office_time_seconds', 'the office clock', clock.now() / 1000),
  ];
}

/** Prometheus text exposition format 0.0.4. */
export const prometheusText = (metrics: readonly Metric[]): string =>
  metrics
    .map(({ name, help, type, value }) => `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${name} ${value}\n`)
    .join('');

const isUp = (databases: Databases): boolean => (databases.standing?.().kind ?? 'up') === 'up';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
