import type { Problem } from '../domain/problem.ts';

/** A document or file that the office has not confirmed. */
export type SyncItem = {
  /** document id, or `<evidence id>#bytes` / `#thumbnail` for a file */
  readonly id: string;
  readonly orderId: string | null;
  readonly kind: 'event' | 'submission' | 'evidence' | 'draft' | 'device' | 'bytes' | 'thumbnail';
  /** what it is in words: event kind, step key, slot */
  readonly about: string;
  readonly since: string;
  readonly state: 'waiting' | 'sending' | 'refused';
  /** for files: bytes confirmed by the office so far, and all */
  readonly sentBytes: number | null;
  readonly totalBytes: number | null;
  readonly tries: number;
  readonly problem: Problem | null;
  /** it waits because of a setting of this device: `sync.sendNow` lets it through */
  readonly held?: 'metered';
};

/** An item that a person took out of the queue; newest first in lists. */
export type DiscardedFromQueue = Pick<SyncItem, 'id' | 'orderId' | 'kind' | 'about'> & {
  readonly reason: string;
  readonly discardedAt: string;
  /** why the office had refused it */
  readonly code: string;
};

export type SyncState = {
  /** `synchronised` only when nothing at all is outstanding after the last write (R-01…R-03) */
  readonly state:
    | 'synchronised'
    | 'waiting'
    | 'sending'
    | 'offline'
    | 'silent'
    | 'inBetween'
    | 'signInNeeded'
    | 'refused'
    | 'stopped';
  /** `inBetween`: something on the way answers in the office's place, or alters what it answers (ADR 0020) */
  readonly link: 'online' | 'offline' | 'silent' | 'inBetween' | 'unknown';
  /** what something on the way does to the link, in words; null: nothing is known of such a thing */
  readonly onTheWay: Problem | null;
  readonly documents: number;
  readonly files: number;
  readonly fileBytes: number;
  readonly refused: number;
  readonly lastConfirmedAt: string | null;
  readonly lastContactAt: string | null;
  readonly nextTryAt: string | null;
  readonly pulling: boolean;
  /** office time minus device time at the last contact, ms; a banner above `DeviceHealth.clockToleranceMs` */
  readonly clockOffsetMs: number | null;
  /** with `stopped`: behind the address is another database generation, heard of at `heardAt`; a person decides */
  readonly newOffice: { readonly generation: string; readonly heardAt: string } | null;
  readonly items: readonly SyncItem[];
};
