/** Two halves of a 64-bit perceptual hash, ready to be compared. */
export type ParsedHash = readonly [number, number];

/** @param hash 16 hex digits, as in `EvidenceDocument.dHash` */
export const parseHash = (hash: string): ParsedHash => [
  Number.parseInt(hash.slice(0, 8), 16) | 0,
  Number.parseInt(hash.slice(8, 16), 16) | 0,
];

/** How many of the 64 bits differ. 0: as good as the same picture; unrelated scenes lie around 32. */
export const hashDistance = (a: ParsedHash, b: ParsedHash): number => ones(a[0] ^ b[0]) + ones(a[1] ^ b[1]);

function ones(bits: number): number {
  let n = bits - ((bits >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/**
 * A picture that is one slope of light all over (a wall, a lens cap) has next to no bits that say anything: it looks like every other such
 * picture. It is never called the same as another.
 * @param leastBits bits of the rarer kind that a telling hash has at least
 */
export const isTelling = ([high, low]: ParsedHash, leastBits: number): boolean => {
  const set = ones(high) + ones(low);
  return Math.min(set, 64 - set) >= leastBits;
};
