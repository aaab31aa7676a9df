/** How much of the disk strangers can have by being refused. */
export const auditLimits = {
  /** refusals alike are one entry within this time */
  gatherMs: 10 * 60_000,
  /** kinds of refusals that are told apart in that time; an entry is some 400 bytes: 100 are 6 MB a day, and no more whatever is tried */
  kinds: 100,
  /** entries that wait for a database that is away: a day's of a large office */
  waiting: 5_000,
  /** entries read at once while one page or file is sought */
  page: 500,
  /** entries looked at for one page: a filter that fits nothing must not read years at once */
  mostLookedAt: 20_000,
  sweepMs: 24 * 3_600_000,
  /** pages of one sweep: half a million entries; the rest goes the next day */
  sweptPages: 1_000,
} as const;
