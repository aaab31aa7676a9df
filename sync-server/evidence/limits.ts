import type { EvidenceKind, MediaType } from './evidence-store.ts';

/**
 * Most bytes of one upload, by kind [P]. A view is resized to ≤ 1600 px and a thumbnail aims at 12 KB (DESIGN §4);
 * the room above that is for odd pictures, not for other uses. Originals are what a 50 MP camera writes.
 */
export const mostBytes: Readonly<Record<EvidenceKind, number>> = {
  view: 12 * 1024 * 1024,
  thumbnail: 256 * 1024,
  report: 60 * 1024 * 1024,
  original: 60 * 1024 * 1024,
};

/**
 * Pixels that a picture may claim, by kind: whoever looks at it decodes it, however few bytes it has. Devices send views of ≤ 1600 px with a
 * strip below and thumbnails of ≤ 320 px; what an office person attaches is shown as it is.
 */
export const mostPixels = { view: 8_000_000, thumbnail: 1_000_000, attached: 100_000_000 } as const;

const pictures: readonly MediaType[] = ['image/jpeg', 'image/png', 'image/webp'];
export const mediaTypesOf: Readonly<Record<EvidenceKind, readonly MediaType[]>> = {
  view: pictures,
  thumbnail: pictures,
  report: ['application/pdf'],
  original: pictures,
};

/** A part that nobody continued for this long is thrown away; the device still has its bytes [P]. */
export const partKeptFor = 30 * 24 * 3_600_000;
export const sweepEveryMs = 3_600_000;

/**
 * Uploads of one account that are begun and not finished, and their bytes [P]. A station sends one file after another; what it began and
 * gave up (a photo withdrawn meanwhile) stays open.
 */
export const mostOpen = { parts: 100, bytes: 1024 * 1024 * 1024 } as const;
/** An open part that nobody continued for this long gives way to its account's next one: the device begins it anew. */
export const idleMs = 6 * 3_600_000;

/** After the line that tells an outage of the store, another outage has none for so long [P]. */
export const quietMs = 60_000;
