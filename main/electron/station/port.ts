import type { EvidenceVariant, StationEvent } from '../../../bridge/station.ts';
import type { Result } from '../../../domain/result.ts';

export type EvidenceBytes = { readonly bytes: Buffer; readonly mediaType: string };

/** The station as the shell's main process reaches it: its own one in a utility process, or one that runs already. */
export type StationPort = {
  /** Never rejects: while the station is away the answer is `link.stationSilent`. */
  readonly call: (name: string, argument: unknown) => Promise<Result<unknown>>;
  readonly on: (listener: (event: StationEvent) => void) => () => void;
  readonly evidence: (evidenceId: string, variant: EvidenceVariant) => Promise<EvidenceBytes | null>;
  readonly close: () => Promise<void>;
};
