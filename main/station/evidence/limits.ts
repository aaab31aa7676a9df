/** Figures of the evidence room, in one place. Product defaults; R-14 and DESIGN §4, §6 name the ones with a source. */
export const limits = {
  /** long side of the travelling copy, pixels (DESIGN §6) */
  viewSide: 1600,
  viewQuality: 85,
  /** bytes of a thumbnail, WebP (DESIGN §4) */
  thumbnailBytes: 12 * 1024,
  thumbnailSide: 320,
  /** long side of a photo in the report: 300 dpi at the printed width */
  paperSide: 1000,
  paperQuality: 78,
  /** an evidence document with its revision; the door takes 1.5 KB (DESIGN §3). Only a very long caption gets there. */
  documentBytes: 1536 - 48,
  /** one picture may take this long in its process, ms: 200 MP take 10 s on a slow laptop */
  pictureMs: 60_000,
  /** an order is open for this long before the process for pictures is started ahead of its first photo, ms */
  warmAfterMs: 1_000,
  /** the process for pictures ends when nobody has wanted it for this long, ms: it holds 100 MB, and starts again in half a second */
  studioIdleMs: 5 * 60_000,
  /** memory at which that process ends itself, bytes: a progressive picture of 100 MP takes 1.0 GB */
  studioBytes: 1_600_000_000,
  /** of it what JavaScript may have, MB: a picture of 60 MB arrives as 80 MB of base64 */
  studioHeapMb: 512,
} as const;

/** How uploads behave on a poor link (DESIGN §4). Milliseconds and bytes. */
export const uploadLimits = {
  firstChunk: 128 * 1024,
  smallestChunk: 16 * 1024,
  largestChunk: 4 * 1024 * 1024,
  /** a request carries what the link takes in this time: a document never waits longer behind it */
  requestMs: 4_000,
  /** bytes of a request that may be handed over before the link has shown that it carries them */
  ahead: 16 * 1024,
  /** a document that is being sent goes first, but a try that hangs holds up no photo for longer */
  documentsFirstMs: 10_000,
  /** a request that moves nothing for this long is given up */
  silentMs: 20_000,
  /** and for this long, when the office was reached on another connection meanwhile */
  stalledMs: 3_000,
  atOnceMs: 100,
  firstBackoffMs: 2_000,
  longestBackoffMs: 5 * 60_000,
  /** while something on the way answers in the office's place */
  onTheWayMs: 10_000,
  /** tries at once with half the bytes, from 4 MiB to what no proxy refuses */
  mostHalvings: 14,
  /** receipts that have not come by sync are asked for after this long */
  askHeldAfterMs: 5_000,
  /** times the office may find a hash mismatch before the item is set aside */
  mostMismatches: 3,
} as const;
