/** How long what a worker has done may stay unwritten, ms: after a kill so much is looked at once more, which changes nothing. */
export const checkpointEveryMs = 10_000;

/**
 * Rows of a mailbox that may lie behind its checkpoint without anything to collect among them: the office's own deliveries. One read
 * passes over them after a restart; a write for each delivery would cost two requests and a flushed page.
 */
export const passedUnwritten = 200;

/** Mailboxes whose place the collector has in its memory. One more costs a read of its checkpoint. */
export const placesInMemory = 5_000;

/**
 * Between two looks at what other offices wrote, ms. `_db_updates` answers at each write of anybody, and what this process takes in is
 * named by its own door at once.
 */
export const updatesEveryMs = 1_000;
