/** How many immutable documents, and how many pictures among them, one device has made of one order. */
export type Made = { readonly made: number; readonly photos: number };

/** What one device said it had made, and what the office holds of that device. */
export type ToldAndHeld = { readonly told: Made; readonly held: Made };

/**
 * Where an order's work is, as far as the office can know.
 * `none`: nothing to arrive. `onDevice`: there is something, and nothing of it is here. `complete`: every picture that counts is here by its
 * receipt, and no device has told of more.
 */
export type Arrival = {
  readonly state: 'none' | 'onDevice' | 'arriving' | 'complete';
  /** pictures with a receipt, of all that are known of or told of */
  readonly received: number;
  readonly total: number;
  /** documents that devices told of and that are not here yet */
  readonly records: number;
};

/**
 * What a device once said stays right when it is old: it counts what was made, so whatever arrives later closes the gap by itself.
 * @param manifest pictures that count: known of by their documents, and received by their receipts
 */
export function arrivalOf(
  manifest: { readonly total: number; readonly received: number },
  devices: readonly ToldAndHeld[],
): Arrival {
  const missing = (of: keyof Made): number =>
    devices.reduce((sum, { told, held }) => sum + Math.max(0, told[of] - held[of]), 0);
  const records = missing('made');
  const total = manifest.total + missing('photos');
  const { received } = manifest;
  return { state: stateOf(received, total, records), received, total, records };
}

function stateOf(received: number, total: number, records: number): Arrival['state'] {
  if (total === 0 && records === 0) return 'none';
  if (received === 0) return 'onDevice';
  return received < total || records > 0 ? 'arriving' : 'complete';
}
