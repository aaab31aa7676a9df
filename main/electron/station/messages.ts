/** Main process ↔ the station's utility process. */
import type { EvidenceVariant, StationEvent } from '../../../bridge/station.ts';
import type { Problem } from '../../../domain/problem.ts';
import type { Result } from '../../../domain/result.ts';
import type { EvidenceFile } from '../../station/context.ts';

export type ToStation =
  | { readonly kind: 'open'; readonly dataFolder: string; readonly officeUrl: string }
  | { readonly kind: 'call'; readonly n: number; readonly name: string; readonly argument: unknown }
  | { readonly kind: 'evidence'; readonly n: number; readonly evidenceId: string; readonly variant: EvidenceVariant }
  | { readonly kind: 'opened'; readonly n: number; readonly error: string }
  /** a process for pictures that was asked for; its port comes with the message */
  | { readonly kind: 'pictures'; readonly n: number }
  | { readonly kind: 'picturesEnded'; readonly n: number; readonly code: number }
  | { readonly kind: 'close' };

export type FromStation =
  | { readonly kind: 'ready' }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'answer'; readonly n: number; readonly answer: Result<unknown> }
  | { readonly kind: 'file'; readonly n: number; readonly file: EvidenceFile | null }
  | { readonly kind: 'event'; readonly event: StationEvent }
  /** the station asks for the system's viewer */
  | { readonly kind: 'openPath'; readonly n: number; readonly path: string }
  | { readonly kind: 'startPictures'; readonly n: number }
  | { readonly kind: 'endPictures'; readonly n: number };
