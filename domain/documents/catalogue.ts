import { z } from 'zod';
import { authored, JsonValue, stored } from './base.ts';

export const orderTypeId = (key: string, version: number): string => `orderType:${key}@${version}`;
export const settingsId = (key: string, version: number): string => `settings:${key}@${version}`;

/** A versioned, immutable order type; `definition` is checked by forms/engine. */
export const OrderTypeDocument = z.strictObject({
  ...stored,
  ...authored,
  type: z.literal('orderType'),
  key: z.string(),
  version: z.number().int().positive(),
  definition: z.record(z.string(), JsonValue),
});
export type OrderTypeDocument = z.infer<typeof OrderTypeDocument>;

/** Versioned, immutable norms with their sources (NORMS.md). */
export const SettingsDocument = z.strictObject({
  ...stored,
  ...authored,
  type: z.literal('settings'),
  key: z.string(),
  version: z.number().int().positive(),
  values: z.record(z.string(), JsonValue),
});
export type SettingsDocument = z.infer<typeof SettingsDocument>;
