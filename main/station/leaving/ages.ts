import { z } from 'zod';
import type { Clock } from '../../../domain/clock.ts';
import { readJson, writeFlushed } from '../../../storage/flushed-file.ts';
import type { ClockMeasurement } from '../clock/unmeasured.ts';
import { advance, meet, moved, type Odometer, unstarted } from './odometer.ts';

const Reading = z.number().nonnegative();
const Shape = z.object({
  odometer: z.object({
    counted: Reading,
    boot: z.object({ bootId: z.string(), uptimeMs: Reading }).nullable(),
    gapAt: Reading.nullable().default(null),
    contact: z
      .object({ officeAt: z.number(), uncertaintyMs: Reading, bootId: z.string(), counted: Reading })
      .nullable(),
  }),
  received: z.record(z.string(), Reading),
  ended: z.record(z.string(), z.object({ reading: Reading, documents: z.number().int() })),
});

export type Ended = { readonly reading: number; readonly documents: number };
export type Seen = {
  /** `<orderId>/<sha256>` → the reading at which the receipt was first seen on this device */
  readonly received: Readonly<Record<string, number>>;
  /** order that is over → the reading at which it was first seen so, with this many documents */
  readonly ended: Readonly<Record<string, Ended>>;
};

/** How long ago things happened, by counted time. One file; lost, everything is young again. */
export type Ages = {
  readonly now: () => number;
  /** Of the same scale as the last `now`: readings behind a gap move when it is filled. */
  readonly seen: () => Seen;
  /** Changes what is remembered, flushed; told what is, and the present reading. */
  readonly remember: (change: (seen: Seen, now: number) => Seen) => Promise<void>;
};

/** @param measured the last contact of this run, null before the first */
export async function openAges(path: string, clock: Clock, measured: () => ClockMeasurement | null): Promise<Ages> {
  const read = Shape.safeParse(await readJson(path));
  let odometer: Odometer = read.success ? read.data.odometer : unstarted;
  let seen: Seen = read.success ? read.data : { received: {}, ended: {} };
  const now = (): number => {
    odometer = advance(odometer, clock.facts());
    const contact = measured();
    if (contact) {
      const before = odometer;
      odometer = meet(before, contact);
      if (odometer.counted > before.counted) seen = movedAll(seen, (reading) => moved(reading, before, odometer));
    }
    return odometer.counted;
  };
  return {
    now,
    seen: () => seen,
    remember: async (change) => {
      const reading = now();
      // At once: a contact during the write moves these too.
      seen = change(seen, reading);
      const { received, ended } = seen;
      await writeFlushed(path, JSON.stringify({ odometer, received, ended }));
    },
  };
}

function movedAll({ received, ended }: Seen, move: (reading: number) => number): Seen {
  return {
    received: Object.fromEntries(Object.entries(received).map(([key, reading]) => [key, move(reading)])),
    ended: Object.fromEntries(
      Object.entries(ended).map(([id, { reading, documents }]) => [id, { reading: move(reading), documents }]),
    ),
  };
}
