/** What the panel of a gate says once dispatch was asked about all that refuses. */
export const gateWaits = {
  waiting: 'Override asked, waiting for dispatch',
  waitingHint: 'Later stages may go on. Before completion the condition must hold, or dispatch must override it.',
} as const;
