/**
 * The most that one account may add to one order [P]. A fibre installation with 60 photos, three devices and a rework leaves some 300
 * documents of 1 KB; five times that is nobody's work, and every one of them is read again whenever the order is derived.
 */
export const ofOneOrder = {
  documents: 1_500,
  bytes: 16 * 1024 * 1024,
  /** Below this many since the office started nothing is counted in the store: no honest contact pays for a count. */
  uncounted: 100,
} as const;

/**
 * Drafts of one device on one order whose type this office does not have (yet): there is no list of steps to judge them by. The largest
 * shipped type has 21 steps. [P]
 */
export const draftsOfUnknownType = 64;

/** Device documents in one mailbox: one for each device that its technician ever had. [P] */
export const deviceDocuments = 64;

/** Orders whose counts are kept in memory, some 200 bytes each; what is forgotten is counted anew. */
export const ordersCounted = 10_000;
