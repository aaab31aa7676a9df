import type { OfficeContext } from '../context.ts';

/** One number under its name; a counter only grows while the process lives. */
export type Metric = {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge';
  readonly value: number;
};

/** The office in numbers: counted where they happen, nothing of a customer among them. */
export function officeMetrics(
  { counters, orders, accounts, clock }: OfficeContext,
  memory: NodeJS.MemoryUsage,
): readonly Metric[] {
  const devices = accounts.devices();
  const gauge = (name: string, help: string, value: number): Metric => ({
    name: `linework_${name}`,
    help,
    type: 'gauge',
    value,
  });
  const counter = (name: string, help: string, value: number): Metric => ({
    name: `linework_${name}`,
    help,
    type: 'counter',
    value,
  });
  return [
    counter('requests_total', 'requests answered', counters.requests),
    counter('door_documents_total', 'documents taken in at the replication door', counters.doorDocuments),
    counter('quarantined_total', 'documents refused at the door and set aside', counters.quarantined),
    counter('revision_conflicts_total', 'CouchDB conflicts found on our documents: a defect', counters.conflictsFound),
    gauge('router_lag_documents', 'documents that the router has not copied yet', counters.routerLag),
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

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
