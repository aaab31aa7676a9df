import type { ServerResponse } from 'node:http';

/** Tells when a client is gone; at once, when it went while its session was looked at: its `close` does not come again. */
export function whenGone(raw: ServerResponse, told: () => void): void {
  if (raw.destroyed) told();
  else raw.once('close', told);
}
