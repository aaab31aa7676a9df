import type { ClockFacts } from '../../../domain/clock.ts';
import type { ClockMeasurement } from '../clock/unmeasured.ts';

/** Real time that has passed for this device, as far as it is certain; no wall clock of the device is in it (ADR 0013). */
export type Odometer = {
  /** ms; never more than has passed */
  readonly counted: number;
  /** where the uptime stood at this reading */
  readonly boot: { readonly bootId: string; readonly uptimeMs: number } | null;
  /** the last contact: the office's time (ms since the epoch) and the reading that belongs to it */
  readonly contact: {
    readonly officeAt: number;
    readonly uncertaintyMs: number;
    readonly bootId: string;
    readonly counted: number;
  } | null;
};

export const unstarted: Odometer = { counted: 0, boot: null, contact: null };

/** Inside one boot, uptime counts; a new boot begins where the last reading was: the gap is unknown until a contact. */
export function advance(odometer: Odometer, { bootId, uptimeMs }: Pick<ClockFacts, 'bootId' | 'uptimeMs'>): Odometer {
  const { boot, counted } = odometer;
  const passed = boot?.bootId === bootId ? Math.max(0, uptimeMs - boot.uptimeMs) : 0;
  return { ...odometer, counted: counted + passed, boot: { bootId, uptimeMs } };
}

/**
 * A contact of the present boot. Across boots the office's clock says how much has passed since the contact before; inside one
 * boot uptime knows better, so that an office whose clock is set counts nothing twice.
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
  return { counted, boot, contact: { officeAt, uncertaintyMs, bootId, counted: Math.max(0, counted - since) } };
}
