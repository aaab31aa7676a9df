/**
 * What counts as time for an SLA. The calendar clock counts every millisecond; a working-time clock (another issue) is another value of
 * this type, made from a calendar with make-up days.
 */
export type TimeScale = {
  /** the moment when this much counted time has passed since `from`, both ms since the epoch */
  readonly after: (from: number, countedMs: number) => number;
  /** counted ms between two moments; 0 when `to` is not later */
  readonly between: (from: number, to: number) => number;
};

export const calendarTime: TimeScale = {
  after: (from, countedMs) => from + countedMs,
  between: (from, to) => Math.max(0, to - from),
};
