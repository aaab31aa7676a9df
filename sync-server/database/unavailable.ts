/**
 * How the store stands. `down`: it does not answer; asked again by itself. `refused`: it answers and does not let this office in; it is
 * left alone until there are other credentials. `since` ms since the epoch, `said`: what came back, without address and credentials.
 */
export type Standing =
  | { readonly kind: 'up' }
  | { readonly kind: 'down' | 'refused'; readonly since: number; readonly said: string };

/** The store did not do what was asked for a reason of its own: nothing is wrong with the question, and it may be answered later. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
  /** The failure is part of an outage that the log tells once, when it begins and when it ends: whoever fails by it adds no line. */
  readonly told: boolean;
  /** The store is known to be away: asking for less at once would not help. */
  readonly isDown: boolean;
  constructor(
    said: string,
    { told, isDown = told, cause }: { readonly told: boolean; readonly isDown?: boolean; readonly cause?: unknown },
  ) {
    super(said, { cause });
    this.told = told;
    this.isDown = isDown;
  }
}

/** A store of ours is damaged, or its disk does not read or write it: waiting does not mend that by itself, a person does. */
export class StoreBroken extends Error {
  override readonly name = 'StoreBroken';
  /** The log has a line for each store that breaks, at its first failure. */
  readonly told = true;
  readonly database: string;
  /** @param said what LevelDB said */
  constructor(database: string, said: string, cause: unknown) {
    super(`${database}: ${said}`, { cause });
    this.database = database;
  }
}

/** Whether the log has this already, under its outage; also where another store's failure was caused by it. */
export function isTold(error: unknown): boolean {
  if (error instanceof Error && 'told' in error && typeof error.told === 'boolean') return error.told;
  return error instanceof Error && error.cause !== undefined && isTold(error.cause);
}
