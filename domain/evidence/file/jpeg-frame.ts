import { Incomplete, type Size, size16 } from './verdict.ts';

/** A colour component of a JPEG. Counts are blocks of 8 × 8. */
export type Component = {
  readonly id: number;
  readonly across: number;
  readonly down: number;
  readonly quantisation: number;
  /** blocks that hold picture; what a scan of this component alone has */
  readonly wide: number;
  readonly high: number;
  /** blocks with those that fill up the last units; what a scan of several components has */
  readonly stride: number;
  readonly rows: number;
  /** progressive: the lowest bit that has arrived, by coefficient; 255: nothing has */
  readonly arrived: Uint8Array;
  /** progressive: which coefficients of a block are not zero, 64 bits each */
  readonly nonzero: Uint32Array | null;
  /** the mean of each block in quantised steps of 8; null where nobody asked for it */
  readonly means: Int16Array | null;
  scanned: boolean;
};

export type Frame = {
  readonly size: Size;
  readonly progressive: boolean;
  readonly components: readonly Component[];
  readonly unitsWide: number;
  readonly unitsHigh: number;
};

export type FrameHead = { readonly size: Size; readonly precision: number; readonly components: number };

/** Size and kind of a frame without anything being made for it. `at`: behind the segment's length. */
export function frameHead(bytes: Uint8Array, at: number): FrameHead {
  const size = { width: size16(bytes, at + 3), height: size16(bytes, at + 1) };
  return { size, precision: bytes[at] ?? 0, components: bytes[at + 5] ?? 0 };
}

/** The frame, with room for what the scans bring (T.81, B.2.2). The caller has judged its size: room is made by it. */
export function readFrame(bytes: Uint8Array, at: number, progressive: boolean, keepMeans: boolean): Frame {
  const { size, components: count } = frameHead(bytes, at);
  if (count === 0 || count > 4 || size.width === 0 || size.height === 0) throw new Incomplete('no such frame');
  const given = Array.from({ length: count }, (_, n) => {
    const from = at + 6 + n * 3;
    const factors = bytes[from + 1] ?? 0;
    return { id: bytes[from] ?? 0, across: factors >> 4, down: factors & 15, quantisation: (bytes[from + 2] ?? 0) & 3 };
  });
  if (given.some(({ across, down }) => across < 1 || across > 4 || down < 1 || down > 4))
    throw new Incomplete('no such sampling');
  const most = { across: Math.max(...given.map((one) => one.across)), down: Math.max(...given.map((one) => one.down)) };
  const unitsWide = Math.ceil(size.width / (8 * most.across));
  const unitsHigh = Math.ceil(size.height / (8 * most.down));
  const components = given.map((one) => {
    const wide = Math.ceil(Math.ceil((size.width * one.across) / most.across) / 8);
    const high = Math.ceil(Math.ceil((size.height * one.down) / most.down) / 8);
    const stride = unitsWide * one.across;
    const rows = unitsHigh * one.down;
    return {
      ...one,
      wide,
      high,
      stride,
      rows,
      arrived: new Uint8Array(64).fill(255),
      nonzero: progressive ? new Uint32Array(stride * rows * 2) : null,
      means: keepMeans ? new Int16Array(stride * rows) : null,
      scanned: false,
    };
  });
  return { size, progressive, components, unitsWide, unitsHigh };
}
