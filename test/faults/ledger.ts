import type { Device, Schedule } from './schedule.ts';

/** One thing that a device has acknowledged: it is at the office some day, once, as it was. */
export type Acknowledged = {
  readonly on: Device;
  readonly kind: 'event' | 'submission' | 'photo';
  readonly id: string;
  readonly requestKey: string;
  /** what its document must say */
  readonly holds: {
    readonly path: 'payload.text' | 'fields.studyNote.value' | 'slot';
    readonly value: string;
  } | null;
  readonly photo: { readonly original: string; readonly travels: string } | null;
  /** seen in the office's store; it is not looked for again before the end, because nothing is ever deleted */
  seen: boolean;
};

/** A draft is written over and over on one device: `acknowledged` ≤ what is found ≤ `asked`. */
export type DraftLog = {
  readonly on: Device;
  readonly step: string;
  asked: number;
  acknowledged: number;
  seen: number;
};

/** What was asked and acknowledged about one schedule's order, kept by the process that nobody kills. */
export type Ledger = {
  readonly schedule: Schedule;
  orderId: string;
  readonly acknowledged: Acknowledged[];
  readonly drafts: DraftLog[];
  /** every request key ever sent for what makes a document */
  readonly asked: { readonly kind: Acknowledged['kind'] | 'officeEvent'; readonly requestKey: string }[];
  /** event ids that the office's own calls were answered with */
  readonly byOffice: { readonly id: string; readonly requestKey: string }[];
  /** refusals by code: most are in order, `internal` never is */
  readonly refusals: Record<string, number>;
  /** two answers to one thing, asked twice at the same time */
  readonly contradictions: string[];
};

export const openLedger = (schedule: Schedule): Ledger => ({
  schedule,
  orderId: '',
  acknowledged: [],
  drafts: [],
  asked: [],
  byOffice: [],
  refusals: {},
  contradictions: [],
});

export function draftLog({ drafts }: Ledger, on: Device, step: string): DraftLog {
  const known = drafts.find((one) => one.on === on && one.step === step);
  if (known) return known;
  const made = { on, step, asked: 0, acknowledged: 0, seen: 0 };
  drafts.push(made);
  return made;
}
