import { createHash } from 'node:crypto';

/**
 * Ids that follow from a plan and its occurrence: two offices, a restart or a stepped clock make the same documents again, never others
 * (R-08). 26 characters of `[0-9a-z]`, as every id of ours.
 */
const derived = (what: string, planId: string, occurrence: string): string =>
  BigInt(`0x${createHash('sha256').update(`${what}\n${planId}\n${occurrence}`).digest('hex')}`)
    .toString(36)
    .padStart(26, '0')
    .slice(0, 26);

export const plannedOrderId = (planId: string, occurrence: string): string => derived('order', planId, occurrence);
export const plannedAssignmentId = (planId: string, occurrence: string): string =>
  derived('assignment', planId, occurrence);
/** unique part of the `assigned` event's id */
export const plannedEventId = (planId: string, occurrence: string): string => derived('assigned', planId, occurrence);
