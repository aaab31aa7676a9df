/** Whether a device was heard from on the calendar day of `now`, in the viewer's zone. */
export const heardToday = (lastSeenAt: string | null, now: number): boolean =>
  lastSeenAt !== null && new Date(lastSeenAt).toDateString() === new Date(now).toDateString();
