/** How many connections an office holds at once; every number follows from how many files the process may have open. */
export type ConnectionLimits = {
  /** connections of everybody; one more and the least useful is closed */
  readonly most: number;
  /** kept above that while all of them are of people at work, so that a new one is heard before it is judged */
  readonly reserve: number;
  /** of one account */
  readonly ofAccount: number;
  /** of one address, from which nobody has shown a session yet */
  readonly ofAddress: number;
  /** streams (events, waiting feeds) of one account, and of everybody */
  readonly streamsOfAccount: number;
  readonly streams: number;
  /** embedded stores that stay open at once */
  readonly stores: number;
};

/** Handles of one open LevelDB: lock, log, manifest, journal, and a table or two being written. */
const handlesOfStore = 6;
/** Handles that the process itself holds: standard streams, the event loop, listening sockets, evidence and pages being read. */
const handlesOfProcess = 48;
const mostConnections = 10_000;
const mostStores = 64;

/**
 * @param openFiles how many files this process may have open (`ulimit -n`); Infinity where the system knows no such limit
 */
export function connectionLimits(openFiles: number): ConnectionLimits {
  const stores = Math.max(8, Math.min(mostStores, Math.floor(openFiles / 16)));
  const free = openFiles - stores * handlesOfStore - handlesOfProcess;
  const reserve = Math.max(8, Math.min(64, Math.floor(free / 8)));
  const most = Math.max(32, Math.min(mostConnections, free - reserve));
  const quarter = Math.max(8, Math.floor(most / 4));
  return {
    most,
    reserve,
    ofAccount: Math.min(64, quarter),
    ofAddress: Math.min(256, quarter),
    streamsOfAccount: Math.min(16, Math.floor(quarter / 2)),
    streams: Math.min(4_000, Math.floor((most * 3) / 4)),
    stores,
  };
}

/** Node itself raises the soft limit to the hard one at its start; what holds then is in its own report. */
export function openFilesLimit(): number {
  const report = process.report.getReport() as unknown as {
    readonly userLimits?: { readonly open_files?: { readonly soft?: number | string } };
  };
  const soft = Number(report.userLimits?.open_files?.soft);
  return Number.isFinite(soft) && soft > 0 ? soft : Number.POSITIVE_INFINITY;
}

/** How long what comes in may take, ms and bytes. [P] */
export const patience = {
  /** from the connection to the end of the first request's head */
  head: 10_000,
  /** of a stranger's body before it must keep up `strangersRate`, and at all */
  strangersBody: 15_000,
  strangersRate: 8 * 1024,
  strangersLongest: 120_000,
  /** of a body with a session, before it must have come at `rate` on average: GPRS brings four times that */
  body: 60_000,
  rate: 256,
  /** a connection on which nothing moves, either way; the longest beat of a waiting feed is 60 s */
  stillFor: 150_000,
  /** strangers of one address beyond its limit, after this */
  crowd: 2_000,
  look: 1_000,
} as const;
