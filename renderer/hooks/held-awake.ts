/** Names the things that keep a device open which nobody touches. */
export type Holding = {
  /** how much holds at all: a camera, a pad, a dialog with words in it, an upload that is watched */
  readonly holders: number;
  /** how much of it holds for as long as it takes: words that no disk has yet */
  readonly unbounded: number;
  readonly untouchedForMs: number;
  /** the device's setting */
  readonly longestMs: number;
};

/** Does something hold the device open now, although nobody touches it? A camera left open on a table does for its longest time only. */
export const isHeld = ({ holders, unbounded, untouchedForMs, longestMs }: Holding): boolean =>
  unbounded > 0 || (holders > 0 && untouchedForMs >= 0 && untouchedForMs < longestMs);
