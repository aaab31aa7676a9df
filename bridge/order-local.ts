import type { Json } from '../domain/documents/work-order.ts';
import type { SyncItem } from './sync-state.ts';

/** This device alone knows these things of an order: its drafts, what it has not sent, what its person has not seen. */
export type OrderLocal = {
  readonly readOnly: boolean;
  /** drafts of this device by step; `unsaved`: differs from what was last submitted */
  readonly drafts: Readonly<
    Record<
      string,
      {
        readonly fields: Readonly<Record<string, Json>>;
        readonly savedAt: string;
        readonly hash: string;
        readonly unsaved: boolean;
      }
    >
  >;
  /** typed on this device under an older version of the form, without a place in this one: kept and shown */
  readonly unmapped: readonly {
    /** `stage.step.field` as that version named it */
    readonly path: string;
    readonly value: Json;
    readonly savedAt: string;
  }[];
  /** drafts of the same technician on his other devices */
  readonly otherDrafts: readonly {
    readonly step: string;
    readonly deviceId: string;
    readonly savedAt: string;
    readonly fields: Readonly<Record<string, Json>>;
  }[];
  /** what dispatch changed since it was last seen here, newest first */
  readonly unseen: readonly {
    readonly eventId: string;
    readonly kind: string;
    readonly at: string;
    readonly by: string;
    readonly payload: Json;
  }[];
  readonly unconfirmed: readonly SyncItem[];
  /** `<stage>.<step>.<field>` → what was answered last in other orders of this type, newest first; for fields with `recall` */
  readonly recalled: Readonly<Record<string, readonly string[]>>;
  readonly grant: 'active' | 'withdrawn';
  /** account id → name as far as known */
  readonly people: Readonly<Record<string, string>>;
};
