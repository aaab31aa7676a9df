import { z } from 'zod';
import { authored, Id, type Json, JsonValue, stored } from './base.ts';

export const tmfOrderId = (orderId: string): string => `workOrder:${orderId}:tmf`;

/**
 * Immutable office document: the TMF697 body that an order was made from, as it came (ADR 0026). It stays in the office: a device never
 * gets it.
 */
export const TmfOrderDocument = z.strictObject({
  ...stored,
  ...authored,
  type: z.literal('tmfOrder'),
  orderId: Id,
  body: z.record(z.string(), JsonValue),
});
export type TmfOrderDocument = Omit<z.infer<typeof TmfOrderDocument>, 'body'> & {
  readonly body: { readonly [member: string]: Json };
};
