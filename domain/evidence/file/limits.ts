/** How much a file may ask of whoever reads it. Technical limits, not rules of the field. */
export const fileLimits = {
  /**
   * pixels that a JPEG may claim: the largest phones make 200 MP (16 320 × 12 240). It is read at an eighth of its size where it is
   * larger than `decodedPixels`, so that its pixels are never in memory all at once.
   */
  jpegPixels: 250_000_000,
  /** pixels of any picture that is decoded whole: 100 MP are 400 MB in memory */
  decodedPixels: 100_000_000,
  /** a side that no camera has; also keeps products of sizes exact */
  longestSide: 65_535,
  /** scans of a JPEG: libjpeg's progressive script has 10, mozjpeg's search at most 64; each one costs a walk over all blocks */
  scans: 100,
  /** markers of a JPEG before its end: a panorama with its depth map has some hundred */
  segments: 20_000,
  /** bytes between the end of a scan and its next marker that an encoder may leave (libjpeg calls them extraneous and goes on) */
  strayBytes: 16,
  /** zero bytes in a row that compressed picture data cannot have: half a sector of a disk, as a broken copy leaves it */
  zeroRun: 256,
  /** chunks of a PNG or WebP, boxes and items of a HEIF */
  parts: 100_000,
} as const;
