import { z } from 'zod';
import { remainingAtFirst } from '../../../../forms/engine/partial.ts';
import type { OpenedOrder } from './opened-order.ts';

const WindowShape = z.object({ start: z.string(), end: z.string() });

/** What a person has written into the dialog of a move. It outlives a lock of the device and a reload, and ends when the dialog is closed. */
const WrittenShape = z.object({
  reasonCode: z.string().nullable(),
  note: z.string(),
  window: WindowShape.nullable(),
  agreedWith: z.string(),
  to: z.string(),
  until: z.string().nullable(),
  remaining: z.array(z.string()).readonly(),
  customerWords: z.string(),
  asksAnswer: z.boolean(),
});
export type Written = Readonly<z.infer<typeof WrittenShape>>;
export type Window = Readonly<z.infer<typeof WindowShape>>;

export const writtenAtFirst = (order: OpenedOrder): Written => ({
  reasonCode: null,
  note: '',
  window: order.view.appointment,
  agreedWith: order.view.fold.customer.name,
  to: '',
  until: null,
  remaining: remainingAtFirst(order),
  customerWords: '',
  asksAnswer: true,
});

/** Null: nothing was kept, or what was kept is of another release. */
export function readWritten(stored: unknown): Written | null {
  const read = WrittenShape.safeParse(stored);
  return read.success ? read.data : null;
}
