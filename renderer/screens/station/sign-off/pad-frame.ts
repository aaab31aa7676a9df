import { signatureWidth } from '../../../../domain/work-order/signature.ts';
import type { Strokes } from './strokes.ts';

/** Where the signature's own field (1000 × `height` units) lies on a pad, in CSS pixels. */
export type PadFrame = { readonly scale: number; readonly left: number; readonly top: number };

/**
 * The field keeps the shape that the pad had at the first stroke. On a pad of another shape, a tablet that was turned, it is shown whole and
 * in the middle: nothing that was written leaves the screen.
 */
export function padFrame(width: number, height: number, fieldHeight: number): PadFrame {
  const scale = Math.min(width / signatureWidth, height / fieldHeight);
  return { scale, left: (width - signatureWidth * scale) / 2, top: (height - fieldHeight * scale) / 2 };
}

/** A point of the pad in the field's units; what is drawn beside the field is kept too. */
export const toField = (frame: PadFrame, x: number, y: number): { readonly x: number; readonly y: number } => ({
  x: round((x - frame.left) / frame.scale),
  y: round((y - frame.top) / frame.scale),
});

/**
 * The strokes as they are stored: all of them inside 1000 × `padHeight`. Only what was drawn on a turned pad lies outside; then all of it is
 * drawn together.
 */
export function framed(strokes: Strokes, padHeight: number): { readonly strokes: Strokes; readonly padHeight: number } {
  const xs = strokes.flatMap((stroke) => stroke.filter((_, i) => i % 2 === 0));
  const ys = strokes.flatMap((stroke) => stroke.filter((_, i) => i % 2 === 1));
  const left = least(xs, 0);
  const top = least(ys, 0);
  const right = most(xs, signatureWidth);
  const bottom = most(ys, padHeight);
  if (left === 0 && top === 0 && right === signatureWidth && bottom === padHeight) return { strokes, padHeight };
  const scale = signatureWidth / (right - left);
  return {
    strokes: strokes.map((stroke) => stroke.map((at, i) => round((at - (i % 2 === 0 ? left : top)) * scale))),
    padHeight: (bottom - top) * scale,
  };
}

const least = (values: readonly number[], start: number): number => values.reduce((a, b) => Math.min(a, b), start);
const most = (values: readonly number[], start: number): number => values.reduce((a, b) => Math.max(a, b), start);
const round = (value: number): number => Math.round(value * 10) / 10;
