/** Signatures are kept in units where the pad is 1000 wide; each stroke is flat x, y pairs. */
export const signatureWidth = 1000;

/**
 * Extents of all strokes together below which a signature is refused, in units: 6 % of the pad's width, about a centimetre on a tablet. One
 * horizontal stroke, the shortest of Chinese names, is longer; dots of a resting hand are not, however many they are.
 */
const leastExtent = 60;

/** The longer side of the box around one stroke, in units; 0 for a dot. */
export function strokeExtent(stroke: readonly number[]): number {
  const xs = stroke.filter((_, i) => i % 2 === 0);
  const ys = stroke.filter((_, i) => i % 2 === 1);
  if (xs.length === 0 || ys.length === 0) return 0;
  return Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
}

/** Is this more than a touch on the glass? Asked by the pad before it sends, and by the station before it stores. */
export function isSignature(strokes: readonly (readonly number[])[]): boolean {
  return strokes.reduce((sum, stroke) => sum + strokeExtent(stroke), 0) >= leastExtent;
}
