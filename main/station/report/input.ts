import type { Json } from '../../../domain/documents/base.ts';
import type { Language } from '../../../domain/problem.ts';
import type { ReportOccasion } from '../../../forms/engine/report-occasion.ts';
import type { EvidenceItem, OrderTypeDefinition, OrderView } from '../../../forms/engine/types.ts';

/** One photo of the manifest: what the documents say of it, and a JPEG small enough for paper. */
/** `picture` empty: its bytes are not on this device; null: they are no picture that can be printed. */
export type ReportPhoto = { readonly item: EvidenceItem; readonly picture: Uint8Array | null };

/** One difference to the report before this one. */
export type ReportChange =
  | {
      readonly kind: 'value';
      readonly step: string;
      readonly field: string;
      readonly before: Json;
      readonly after: Json;
    }
  | {
      readonly kind: 'photoAdded' | 'photoWithdrawn';
      readonly slot: string;
      readonly sha256: string;
      readonly reason: string;
    };

/** How a stage that is not passed stood when the report was made, with this report among the facts (ADR 0029). */
export type Standing = { readonly stage: string; readonly passes: boolean; readonly refusing: readonly string[] };

/** Everything a report is made of: it reads no clock, no store and no network, so the same input gives the same bytes. */
export type ReportInput = {
  readonly view: OrderView;
  readonly definition: OrderTypeDefinition;
  /** 1 for the first; rework makes 2, 3, … */
  readonly report: number;
  /** the report that this one replaces */
  readonly replaces: { readonly report: number; readonly sha256: string; readonly madeAt: string } | null;
  readonly changes: readonly ReportChange[];
  readonly photos: readonly ReportPhoto[];
  /** account id → name, as far as known */
  readonly people: Readonly<Record<string, string>>;
  readonly technician: string;
  /** who else submitted what is in the report; empty when nobody did */
  readonly crew: readonly string[];
  readonly occasion: ReportOccasion;
  /** stages that were begun and are not passed */
  readonly standings: readonly Standing[];
  /** what stands in the order is what the customer saw when signing */
  readonly seenStands: boolean;
  /** the number that a customer calls; null: the settings name none */
  readonly hotline: string | null;
  readonly deviceId: string;
  /** ids of the documents that the report covers */
  readonly covers: readonly string[];
  /** the first is set large, the second small beside it */
  readonly languages: readonly Language[];
  /** IANA name; every time is printed in it and the first page says so */
  readonly timeZone: string;
  /** the device tells no time zone, and the working calendar's is printed */
  readonly timeZoneAssumed?: boolean;
  /** ISO 8601 UTC */
  readonly madeAt: string;
};
