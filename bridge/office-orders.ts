/** What the office answers about one order and the devices of who has it: types only, part of `office.ts`. */
import type { Json } from '../domain/documents/base.ts';
import type { DiscardedItem } from '../domain/documents/device.ts';
import type { Arrival } from '../domain/evidence/arrival.ts';
import type { OrderTypeDefinition, OrderView, SettingsByKey } from '../forms/engine/types.ts';

export type Device = {
  readonly deviceId: string;
  readonly accountId: string;
  readonly label: string;
  readonly enrolledAt: string;
  readonly lastSeenAt: string | null;
  readonly revokedAt: string | null;
  readonly unconfirmed: number | null;
  readonly clockOffsetMs: number | null;
  readonly appVersion: string | null;
  readonly freeBytes: number | null;
  readonly batteryPercent: number | null;
  /** `assumed`: the machine tells none, and the working calendar's is used; null: not told */
  readonly timeZone: { readonly name: string; readonly offsetMinutes: number; readonly assumed: boolean } | null;
};

/** A document of the order that the office had refused and a person discarded on his device, with a reason. */
export type DiscardedDocument = Omit<DiscardedItem, 'orderId'> & { readonly deviceId: string; readonly by: string };

export type SamePicture = {
  readonly evidenceId: string;
  /** the other picture's evidence, and its order */
  readonly otherId: string;
  readonly orderId: string;
  readonly number: string;
};

export type OfficeOrder = {
  readonly view: OrderView;
  readonly definition: OrderTypeDefinition;
  readonly settings: SettingsByKey;
  readonly people: Readonly<Record<string, string>>;
  readonly technicianDevices: readonly Device[];
  readonly otherDrafts: number;
  /** what this account is typing in office stages, by step */
  readonly drafts: Readonly<
    Record<string, { readonly fields: Readonly<Record<string, Json>>; readonly savedAt: string }>
  >;
  /** keys of the stages that this account may work on now or later */
  readonly mayPerform: readonly string[];
  /** keys of clocks whose breach is provisional, see `OfficeSummary.slaProvisional` */
  readonly provisional: readonly string[];
  /** whether what was made of it in the field is here */
  readonly arrival: Arrival;
  readonly discarded: readonly DiscardedDocument[];
  /** pictures of this order that look like another one here or in any order */
  readonly samePictures: readonly SamePicture[];
  /** of its type; higher than the view's where the order may be moved to a newer one */
  readonly newestVersion: number;
};
