import type { EventDocument, EventOf } from '../documents/event.ts';
import { type CausalGraph, causalGraph } from './graph.ts';

export type Measured = EventOf<'clockMeasured'>;

/**
 * Why a measurement of a device's clock is not believed. By the office's door, when it arrived: `ahead`, it claims a moment that had not
 * come; `behind`, one before the device had last handed over all it had; `otherBoot`, it was not written in the boot it speaks of. By the
 * order itself: `beforeKnown`, it puts an event of that boot before something its author had already seen.
 */
export type ClockDoubt = 'ahead' | 'behind' | 'otherBoot' | 'beforeKnown';

export type MeasuredClocks = {
  readonly believed: readonly Measured[];
  readonly doubted: readonly { readonly event: Measured; readonly why: ClockDoubt }[];
};

/** Below this nobody argues: a correction under it is not even written, and a round trip is far below. */
const slackMs = 30_000;
/** A contact gives up after 6 s, so half a round trip is less; a larger claim buys nothing. */
const largestUncertaintyMs = 5_000;

const slackOf = ({ payload }: Measured): number => slackMs + Math.min(payload.uncertaintyMs, largestUncertaintyMs);

/** The measurements among the events of an order, and which of them count (ADR 0011). Independent of the events' order. */
export function measuredClocks(events: readonly EventDocument[]): MeasuredClocks {
  const measured = events.filter((event): event is Measured => event.kind === 'clockMeasured');
  if (measured.length === 0) return { believed: [], doubted: [] };
  const atDoor = new Map(
    events.flatMap((event) =>
      event.kind === 'clockDoubted' && event.deviceId === undefined
        ? [[event.payload.measurement, event.payload.why] as const]
        : [],
    ),
  );
  const graph = causalGraph(events);
  const seenAt = newestSeen(graph);
  const whyOf = (event: Measured): ClockDoubt | null =>
    atDoor.get(event._id) ?? (isBeforeKnown(event, graph, seenAt) ? 'beforeKnown' : null);
  const weighed = measured.map((event) => ({ event, why: whyOf(event) }));
  return {
    believed: weighed.flatMap(({ event, why }) => (why === null ? [event] : [])),
    doubted: weighed.flatMap(({ event, why }) => (why === null ? [] : [{ event, why }])),
  };
}

/**
 * What a measurement contradicts at its arrival; null: nothing. A device says it at a contact, and sends all it has after every contact: so
 * the moment at which it was written lies between the device's last complete handing over and the arrival.
 *
 * @param arrivedAt office time, ms since the epoch
 * @param heardBefore when, by the office, this device had last handed over everything before the contact of this arrival; null: not known
 */
export function doubtAtArrival(
  event: Measured,
  { arrivedAt, heardBefore }: { readonly arrivedAt: number; readonly heardBefore: number | null },
): Exclude<ClockDoubt, 'beforeKnown'> | null {
  const { payload, time } = event;
  if (payload.bootId !== time.bootId) return 'otherBoot';
  const slack = slackOf(event);
  const office = Date.parse(payload.officeAt);
  const written = office + (time.uptimeMs - payload.uptimeMs);
  if (Math.max(office, written) > arrivedAt + slack) return 'ahead';
  return heardBefore !== null && written < heardBefore - slack ? 'behind' : null;
}

/** Does it put an event of its boot before something that the event's author had seen? */
function isBeforeKnown(measured: Measured, { events }: CausalGraph, seenAt: readonly number[]): boolean {
  const zero = Date.parse(measured.payload.officeAt) - measured.payload.uptimeMs;
  return events.some(
    ({ deviceId, time }, index) =>
      deviceId === measured.deviceId &&
      time.bootId === measured.payload.bootId &&
      zero + time.uptimeMs < (seenAt[index] ?? never) - slackOf(measured),
  );
}

const never = Number.NEGATIVE_INFINITY;

/** Of each event of the graph: the office's time (ms) of the newest office event that its author had seen. */
function newestSeen({ events, parents }: CausalGraph): readonly number[] {
  const seenAt: number[] = [];
  for (const own of parents) {
    const causes = own.map((parent) => {
      const cause = events[parent];
      const at = cause === undefined || cause.deviceId !== undefined ? never : Date.parse(cause.time.at);
      return Math.max(at, seenAt[parent] ?? never);
    });
    seenAt.push(Math.max(never, ...causes));
  }
  return seenAt;
}
