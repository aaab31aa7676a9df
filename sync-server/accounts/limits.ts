/**
 * Limits of tries at a password. [P] product defaults (ADR 0021); a site with weaker passwords than the policy's should not loosen them.
 */
export const tryLimits = {
  /** account and address together, strangers: beyond these the answer is a refusal, for longer each time */
  pair: { free: 5, firstWaitMs: 5_000, longestWaitMs: 5 * 60_000 },
  /** one account on one device that it signed in on before */
  known: { free: 5 },
  /** one account, strangers from everywhere: beyond these one after another, with a gap */
  account: { free: 20 },
  /** one address, strangers at whatever account; an office of hundreds may stand behind it */
  address: { free: 100 },
  /** the gap: a second, one more for every ten failures beyond; half a minute makes 2 880 tries a day of the whole world's */
  slowed: { firstGapMs: 1_000, step: 10, longestGapMs: 30_000 },
  /** how long a request is held for its turn, and how many of one account or address */
  mostWaitMs: 10_000,
  mostInLine: 64,
  forgottenAfterMs: 30 * 60_000,
  /** a count is some 150 bytes: 20 000 are 3 MB, and strangers cannot make them more */
  mostKept: 20_000,
  /** failed refreshes of one address before the store is not asked for a device that this process does not know */
  refreshes: 60,
} as const;

/** How long a console stays known to an account that signed in on it. */
export const knownDays = 180;
/** accounts that one browser is known to: a desk that many share */
export const mostKnown = 6;

/**
 * Devices of one account that are not revoked [P]. A technician has one or two, and makes a new one whenever a station is installed anew.
 * Beyond these, room is made by what was never used since its enrolment, then by what was not seen for so long that its credential has run
 * out; where all are in use, an administrator has to remove one.
 */
export const mostDevices = 24;

/**
 * Open sessions of one account [P]: each of 24 devices has one or two, and as many browsers and scripts again that did not sign out in a
 * day. Beyond these the longest unused ends: a device takes a new one with its credential, a person or a script signs in again.
 */
export const mostSessions = 100;

/** How often what has run out is swept, and how long an ended session is kept after that. */
export const sweepMs = 3_600_000;
export const overKeptMs = 24 * 3_600_000;
