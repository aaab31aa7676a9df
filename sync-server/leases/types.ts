/** The workers that one office process runs for all. */
export type LeaseName = 'deliver' | 'sweep' | 'reactions' | 'escalations' | 'plans';

/** A worker that runs. */
export type Running = { readonly close: () => Promise<void> };

export type Leases = {
  /** Starts the worker whenever this process gets the lease, and closes it when the lease is lost. */
  readonly during: (name: LeaseName, start: () => Promise<Running>) => void;
  /** Resolves when every worker asked for so far was looked at once: started, or left to another office. */
  readonly ready: () => Promise<void>;
  readonly held: () => readonly LeaseName[];
  /** Closes what runs and gives the leases back, so that nobody waits for a process that is gone. */
  readonly close: () => Promise<void>;
};
