import type { Logger } from 'pino';
import { isTold } from '../database/unavailable.ts';

/**
 * Logs the error of a worker that goes on by itself: one line under its name, and none while the database is down or lets nobody
 * in. That outage has its own two lines, at its beginning and at its end, and twenty workers would repeat them twice a second.
 */
export const failureLog =
  (log: Pick<Logger, 'error'>, worker: string) =>
  (error: unknown): void => {
    if (!isTold(error)) log.error({ err: error }, worker);
  };
