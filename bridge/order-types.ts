import type { Json } from '../domain/documents/base.ts';
import type { Language } from '../domain/problem.ts';
import type { DefinitionProblem } from '../forms/engine/definition-problem.ts';
import type { SettingsByKey } from '../forms/engine/types.ts';

/** One version of an order type in the office's catalogue. */
export type OrderTypeVersion = {
  readonly version: number;
  /** the account's name; null: it came with a release */
  readonly publishedBy: string | null;
  /** orders that pinned it, and those of them that have not ended */
  readonly orders: number;
  readonly openOrders: number;
  /** why this release cannot run it; empty when it can */
  readonly problems: readonly DefinitionProblem[];
};

/** An order type with its versions, the newest first. */
export type OrderTypeVersions = {
  readonly key: string;
  /** as its newest readable version says it; the key where there is none */
  readonly name: Readonly<Record<Language, string>>;
  /** the version that new orders take; null when none can be run */
  readonly current: number | null;
  readonly versions: readonly OrderTypeVersion[];
};

/** The numbers under one key: what order types judge and count by, each with its source, version by version, the newest first. */
export type SettingsVersions = {
  readonly key: string;
  /** the newest order types that read them */
  readonly usedBy: readonly Readonly<Record<Language, string>>[];
  readonly versions: readonly {
    readonly version: number;
    readonly values: Readonly<Record<string, Json>>;
    /** the account's name; null: it came with a release */
    readonly publishedBy: string | null;
  }[];
};

/** One version as a text to read, try and edit. */
export type OpenedOrderType = {
  readonly key: string;
  readonly version: number;
  readonly text: string;
  /** the newest settings: what a new order would pin */
  readonly settings: SettingsByKey;
};

/** Longest text of a definition that the office takes, in characters. */
export const longestDefinition = 600_000;
