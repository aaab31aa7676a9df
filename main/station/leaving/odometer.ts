import type { ClockFacts } from '../../../domain/clock.ts';
import type { ClockMeasurement } from '../clock/unmeasured.ts';

/** Real time that has passed for this device, as far as it is certain; no wall clock of the device is in it (ADR 0013). */
export type Odometer = {
  /** ms; never more than has passed */
  readonly counted: number;
  /** where the uptime stood at this reading */
  readonly boot: { readonly bootId: string; readonly uptimeMs: number } | null;
  /** the reading where the first gap since the last contact lies: a boot ended there, and what passed before the next is unknown */
  readonly gapAt: number | null;
  /** the last contact: the office's time (ms since the epoch) and the reading that belongs to it */
  readonly contact: {
    readonly officeAt: number;
    readonly uncertaintyMs: number;
    readonly bootId: string;
    readonly counted: number;
  } | null;
};

export const unstarted: Odometer = { counted: 0, boot: null, gapAt: null, contact: null };

/** Inside one boot, uptime counts; a new boot begins where the last reading was: the gap is unknown until a contact. */
export function advance(odometer: Odometer, { bootId, uptimeMs }: Pick<ClockFacts, 'bootId' | 'uptimeMs'>): Odometer {
  const { boot, counted } = odometer;
  const isSame = boot?.bootId === bootId;
  const passed = isSame ? Math.max(0, uptimeMs - boot.uptimeMs) : 0;
  const gapAt = isSame || boot === null ? odometer.gapAt : (odometer.gapAt ?? counted);
  return { ...odometer, counted: counted + passed, boot: { bootId, uptimeMs }, gapAt };
}

/**
 * A contact of the present boot. Across boots the office's clock says how much has passed since the contact before; inside one
 * boot uptime knows better, so that an office whose clock is set counts nothing twice. Readings noted behind the gap that
 * this fills move with it (`moved`).
 */
export function meet(odometer: Odometer, measured: ClockMeasurement): Odometer {
  const { boot, contact } = odometer;
  if (boot?.bootId !== measured.bootId) return odometer;
  const officeAt = Date.parse(measured.officeAt);
  const since = Math.max(0, boot.uptimeMs - measured.uptimeMs);
  const between = (): number => {
    if (contact === null || contact.bootId === measured.bootId) return 0;
    const least = officeAt - contact.officeAt - contact.uncertaintyMs - measured.uncertaintyMs;
    return contact.counted + least + since;
  };
  const counted = Math.max(odometer.counted, between());
  const { uncertaintyMs, bootId } = measured;
  return {
    counted,
    boot,
    gapAt: null,
    contact: { officeAt, uncertaintyMs, bootId, counted: Math.max(0, counted - since) },
  };
}

/**
 * A reading that was noted before `after` filled the gap of `before`. What was noted behind the gap, or at it, came as much later as
 * the gap was long: else a receipt of yesterday would be as old as the days before it that nobody had counted.
 */
export function moved(reading: number, before: Odometer, after: Odometer): number {
  const filledBy = after.counted - before.counted;
  return before.gapAt !== null && reading >= before.gapAt ? reading + filledBy : reading;
}
