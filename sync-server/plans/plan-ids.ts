import { stableId } from '../stable-id.ts';

/** Ids that follow from a plan and its occurrence: two offices, a restart or a stepped clock make the same documents again, never others. */
const derived = (what: string, planId: string, occurrence: string): string => stableId(what, planId, occurrence);

export const plannedOrderId = (planId: string, occurrence: string): string => derived('order', planId, occurrence);
export const plannedAssignmentId = (planId: string, occurrence: string): string =>
  derived('assignment', planId, occurrence);
/** unique part of the `assigned` event's id */
export const plannedEventId = (planId: string, occurrence: string): string => derived('assigned', planId, occurrence);
