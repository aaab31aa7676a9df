/**
 * Clock facts of one moment, as a device or the office stored them (DESIGN §6).
 * `at`: wall time, ISO 8601 UTC with milliseconds. `uptimeMs`: milliseconds since boot, counting sleep.
 * `bootId`: tells one boot from the next.
 */
export type ClockFacts = { readonly at: string; readonly uptimeMs: number; readonly bootId: string };

/** Passed in wherever time is read, so that tests and wrong device clocks are ordinary cases. */
export type Clock = { readonly now: () => number; readonly facts: () => ClockFacts };
