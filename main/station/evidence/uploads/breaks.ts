/**
 * What a breaking link teaches about where it breaks. Whatever is on its way when a link breaks is lost: the smaller the
 * write that meets the break, the less is sent twice.
 */
export type Breaks = {
  /** Bytes that got through between one break and the next. */
  readonly learn: (length: number) => void;
  /** @param sent bytes sent since the last break @returns the size of the next write */
  readonly piece: (sent: number) => number;
  /** the link broke about here before: writes are to travel one by one */
  readonly near: (sent: number) => boolean;
};

/** Shares and bytes; none is tuned to one link, the sizes follow what was seen of it. */
const shape = {
  /** breaks that are remembered: a link that moves on is soon another link */
  remembered: 6,
  /** shorter than this says that the link is down, not where it breaks */
  shortest: 8 * 1024,
  /** a break is expected from this share of the shortest remembered to that of the longest */
  from: 0.8,
  to: 1.2,
  /** this many times further than ever before: it does not break any more */
  healed: 4,
  /** a write near a break, as a share of the shortest length: what one break costs at most */
  nearShare: 1 / 64,
  smallestNear: 1024,
  largestNear: 16 * 1024,
  /** and elsewhere: the link may break anywhere */
  farShare: 1 / 8,
  largest: 64 * 1024,
} as const;

const between = (least: number, value: number, most: number): number => Math.max(least, Math.min(value, most));

export function makeBreaks(): Breaks {
  let lengths: readonly number[] = [];
  const zone = (): { readonly shortest: number; readonly from: number; readonly to: number } | null => {
    if (lengths.length === 0) return null;
    const shortest = Math.min(...lengths);
    return { shortest, from: shortest * shape.from, to: Math.max(...lengths) * shape.to };
  };
  return {
    learn: (length) => {
      if (length >= shape.shortest) lengths = [...lengths, length].slice(-shape.remembered);
    },
    near: (sent) => {
      const expected = zone();
      return expected !== null && sent >= expected.from && sent <= expected.to;
    },
    piece: (sent) => {
      const expected = zone();
      if (expected === null) return shape.largest;
      if (sent > expected.to * shape.healed) {
        lengths = [];
        return shape.largest;
      }
      const small = Math.floor(between(shape.smallestNear, expected.shortest * shape.nearShare, shape.largestNear));
      if (sent >= expected.from && sent <= expected.to) return small;
      const far = Math.floor(between(small, expected.shortest * shape.farShare, shape.largest));
      return sent < expected.from ? between(small, Math.floor(expected.from - sent), far) : far;
    },
  };
}
