import type { AnyDocument } from '../../domain/documents/parse.ts';
import { type ClockDoubt, doubtAtArrival, type Measured } from '../../domain/work-order/clock-trust.ts';
import type { OfficeContext } from '../context.ts';
import type { IncomingDocument, StoredDocument } from '../database/types.ts';

/** A device that sends its queue does not pause this long between two batches on a link that holds. */
const pauseMs = 60_000;

/** What the door noted of a measurement that contradicts its arrival; the order says it by `reactions/doubt-clocks.ts`. */
export type ClockDoubtNote = {
  readonly why: Exclude<ClockDoubt, 'beforeKnown'>;
  /** ISO */
  readonly arrivedAt: string;
};

const noteId = (measurement: string): string => `clockDoubt:${measurement}`;

export const readClockDoubt = async (
  { office }: Pick<OfficeContext, 'office'>,
  measurement: string,
): Promise<ClockDoubtNote | null> => asNote(await office.get(noteId(measurement)));

const asNote = (found: StoredDocument | null): ClockDoubtNote | null =>
  found === null ? null : { why: found.why as ClockDoubtNote['why'], arrivedAt: String(found.arrivedAt) };

/**
 * Weighs measurements of a device's clock against what this office saw itself: when they arrive, and when the device had last handed over
 * its queue. The note is durable before the document is; what is not doubted costs nothing. What was seen is kept in memory: after a
 * restart only a measurement from the future is doubted.
 */
export function makeWeighing({ office, clock, log }: Pick<OfficeContext, 'office' | 'clock' | 'log'>) {
  /** device id → its last handing over, and the last one before a pause; ms */
  const heard = new Map<string, { readonly last: number; readonly beforePause: number | null }>();

  return {
    /** Before it is stored. */
    async weigh(document: IncomingDocument): Promise<void> {
      const offered = document as unknown as AnyDocument;
      if (offered.type !== 'event' || offered.kind !== 'clockMeasured' || offered.deviceId === undefined) return;
      const arrivedAt = clock.now();
      const why = doubtAtArrival(offered as Measured, { arrivedAt, heardBefore: before(offered.deviceId, arrivedAt) });
      if (why === null) return;
      log.warn({ orderId: offered.orderId, deviceId: offered.deviceId, why }, 'a clock measurement is not believed');
      // Sent again, it finds the first note.
      await office.bulkDocs([
        { _id: noteId(offered._id), type: 'clockDoubt', why, arrivedAt: new Date(arrivedAt).toISOString() },
      ]);
    },

    /** These documents are durable: whatever the device had written before, it has sent. */
    handedOver(documents: readonly IncomingDocument[]): void {
      const now = clock.now();
      for (const deviceId of new Set(documents.map((document) => document.deviceId)))
        if (typeof deviceId === 'string') heard.set(deviceId, { last: now, beforePause: before(deviceId, now) });
    },
  };

  function before(deviceId: string, now: number): number | null {
    const known = heard.get(deviceId);
    if (known === undefined) return null;
    return now - known.last > pauseMs ? known.last : known.beforePause;
  }
}
