/** What one stage of a run came to. A check without tests of its own (lint, types) counts as one. */
export interface Outcome {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly seconds: number;
  /** The first failures, or why something was skipped; for the summary. */
  readonly notes: readonly string[];
}

export interface Stage {
  readonly name: string;
  readonly run: () => Promise<Omit<Outcome, 'name' | 'seconds'>>;
}
