import type { TakenKind } from './kind.ts';

export type Size = { readonly width: number; readonly height: number };

/** Says what the bytes of a file are, as far as can be known without drawing it. */
export type Verdict =
  | { readonly kind: 'whole'; readonly taken: TakenKind; readonly size: Size | null }
  /** a part of it is not there, or is not what its writer wrote */
  | { readonly kind: 'incomplete'; readonly taken: TakenKind }
  | { readonly kind: 'tooManyPixels'; readonly size: Size }
  | { readonly kind: 'foreign'; readonly name: string }
  | { readonly kind: 'unknown' };

/** The tools that judging needs of the machine it runs on. */
export type JudgeTools = {
  /**
   * Length of what a zlib stream (given in pieces) unpacks to, counted and not kept; stops counting beyond `most`.
   * Null: the stream is damaged. A stream that ends early counts as far as it goes.
   */
  readonly inflatedLength: (pieces: readonly Uint8Array[], most: number) => Promise<number | null>;
  /** called between pieces of work of at most a few milliseconds: gives way to what else the process has to do */
  readonly breathe: () => Promise<void>;
};

/** The bytes end before what they announce, or contradict themselves. */
export class Incomplete extends Error {}

export const size16 = (bytes: Uint8Array, at: number): number => {
  if (at + 2 > bytes.length) throw new Incomplete('the file ends here');
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
};
export const size32 = (bytes: Uint8Array, at: number): number => size16(bytes, at) * 0x1_0000 + size16(bytes, at + 2);
export const little16 = (bytes: Uint8Array, at: number): number => {
  if (at + 2 > bytes.length) throw new Incomplete('the file ends here');
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
};
export const little32 = (bytes: Uint8Array, at: number): number =>
  little16(bytes, at) + little16(bytes, at + 2) * 0x1_0000;
