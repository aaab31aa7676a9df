/**
 * Lines of one document that others replaced, at most: each stays in its tree for good, and PouchDB takes a time that grows with their
 * square to show them all (5 ms for 9, 600 ms for 33). A device makes one when more than 500 revisions lie between two contacts, or when
 * the office was restored from an old backup. [P]
 */
export const mostEnded = 12;

/** Ended lines that a document may have in `work`, where more can come of what the router had not collected yet. */
export const mostEndedInWork = 2 * mostEnded;
