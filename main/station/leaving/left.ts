import { createHash } from 'node:crypto';
import { z } from 'zod';
import { readJson, writeFlushed } from '../../../storage/flushed-file.ts';
import { oneAtATime } from '../../../storage/one-at-a-time.ts';

const Shape = z.object({
  /** order → what of it was here: 8 characters a document */
  orders: z.record(z.string(), z.string()),
  /** files that only these orders named and that are still to be deleted */
  files: z.array(z.string()),
  /** what the person is told: all that has left so far, and when last */
  /** what the person is told: originals that only this device has, at the last look */
  kept: z.object({ files: z.number(), bytes: z.number() }).nullable().default(null),
  said: z.object({ at: z.string(), orders: z.number(), files: z.number(), bytes: z.number() }).nullable(),
});
export type Said = NonNullable<z.infer<typeof Shape>['said']>;
export type Kept = NonNullable<z.infer<typeof Shape>['kept']>;

/** Orders that left this device, so that the mailbox does not bring them back unasked (ADR 0013). Lost: they are pulled again. */
export type Left = {
  readonly has: (orderId: string) => boolean;
  /** this revision was here when the order left: nothing new */
  readonly knows: (orderId: string, id: string, rev: string) => boolean;
  readonly add: (orders: ReadonlyMap<string, readonly LeafName[]>, files: readonly string[]) => Promise<void>;
  readonly forget: (orderIds: Iterable<string>) => Promise<void>;
  /** Another office: whatever it has of these orders is news, and their files are named by whom it may concern again. */
  readonly forgetAll: () => Promise<void>;
  readonly files: () => readonly string[];
  readonly filesGone: () => Promise<void>;
  readonly kept: () => Kept | null;
  /** Writes only what is new. */
  readonly keeps: (kept: Kept) => Promise<void>;
  readonly said: () => Said | null;
  readonly say: (said: Said) => Promise<void>;
};
export type LeafName = { readonly id: string; readonly rev: string };

const digits = 8;

export async function openLeft(path: string): Promise<Left> {
  const read = Shape.safeParse(await readJson(path));
  let state: z.infer<typeof Shape> = read.success ? read.data : { orders: {}, files: [], kept: null, said: null };
  const inTurn = oneAtATime();
  /** The keeper and the pull both change it: each from what the one before has left. */
  const keep = (change: (before: typeof state) => typeof state): Promise<void> =>
    inTurn('', async () => {
      const next = change(state);
      await writeFlushed(path, JSON.stringify(next));
      state = next;
    });
  return {
    has: (orderId) => Object.hasOwn(state.orders, orderId),
    knows: (orderId, id, rev) => {
      const known = state.orders[orderId] ?? '';
      const wanted = printOf({ id, rev });
      for (let at = 0; at < known.length; at += digits) if (known.startsWith(wanted, at)) return true;
      return false;
    },
    add: (orders, files) => {
      const added = [...orders].map(([orderId, leaves]) => [orderId, leaves.map(printOf).join('')] as const);
      return keep((before) => ({
        ...before,
        orders: { ...before.orders, ...Object.fromEntries(added) },
        files: [...new Set([...before.files, ...files])],
      }));
    },
    forget: (orderIds) => {
      const back = new Set(orderIds);
      return keep((before) => {
        const stay = Object.entries(before.orders).filter(([orderId]) => !back.has(orderId));
        return { ...before, orders: Object.fromEntries(stay) };
      });
    },
    forgetAll: () => keep((before) => ({ ...before, orders: {}, files: [] })),
    files: () => state.files,
    filesGone: () => keep((before) => ({ ...before, files: [] })),
    kept: () => state.kept,
    keeps: async (kept) => {
      if (state.kept?.files !== kept.files || state.kept.bytes !== kept.bytes)
        await keep((before) => ({ ...before, kept }));
    },
    said: () => state.said,
    say: (said) => keep((before) => ({ ...before, said })),
  };
}

const printOf = ({ id, rev }: LeafName): string =>
  createHash('sha256').update(`${id}@${rev}`).digest('base64').slice(0, digits);
