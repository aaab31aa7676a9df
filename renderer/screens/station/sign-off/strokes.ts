/**
 * Signatures as strokes: flat x, y pairs in units where the pad is 1000 wide. Kept in these units from the first touch, so that
 * a resize, a turned screen or another pixel ratio never loses or bends a stroke.
 */
export type Strokes = readonly (readonly number[])[];

/** The sign-off event holds at most this much signature (DESIGN §6). */
export const largestSignatureBytes = 8 * 1024;

/** Beyond this, simplifying would bend the letters; what is still too long is thinned instead. */
const mostTolerance = 12;

/** Simplified until its JSON fits; the tolerance grows only as far as needed. Every stroke keeps its first and last point. */
export function fitted(strokes: Strokes, limitBytes = largestSignatureBytes): Strokes {
  let simpler = strokes;
  for (let tolerance = 0.6; tolerance < mostTolerance; tolerance *= 1.5) {
    simpler = strokes.map((stroke) =>
      simplify(stroke, tolerance).map((unit) => (tolerance > 2 ? Math.round(unit) : unit)),
    );
    if (sizeOf(simpler) <= limitBytes) return simpler;
  }
  let thin = simpler;
  for (let every = 2; sizeOf(thin) > limitBytes && every < 4000; every += 1)
    thin = simpler.map((stroke) => thinned(stroke, every));
  return thin;
}

/** Every `every`-th point, and the last one. */
function thinned(stroke: readonly number[], every: number): readonly number[] {
  const last = Math.floor(stroke.length / 2) - 1;
  return stroke.filter((_, i) => (i >> 1) % every === 0 || i >> 1 === last);
}

export const sizeOf = (strokes: Strokes): number => JSON.stringify(strokes).length;

/** Ramer–Douglas–Peucker on flat pairs: no dropped point lies farther than `tolerance` from the line that is kept. */
export function simplify(stroke: readonly number[], tolerance: number): readonly number[] {
  const n = Math.floor(stroke.length / 2);
  if (n <= 2) return stroke;
  const keep = new Uint8Array(n);
  keep[0] = 1;
  keep[n - 1] = 1;
  const ranges: [number, number][] = [[0, n - 1]];
  for (let range = ranges.pop(); range; range = ranges.pop()) {
    const [from, to] = range;
    let farthest = -1;
    let most = tolerance;
    for (let i = from + 1; i < to; i += 1) {
      const distance = distanceToSegment(stroke, i, from, to);
      if (distance > most) {
        most = distance;
        farthest = i;
      }
    }
    if (farthest < 0) continue;
    keep[farthest] = 1;
    ranges.push([from, farthest], [farthest, to]);
  }
  return stroke.filter((_, i) => keep[i >> 1] === 1);
}

function distanceToSegment(stroke: readonly number[], point: number, from: number, to: number): number {
  const at = (i: number): readonly [number, number] => [stroke[2 * i] ?? 0, stroke[2 * i + 1] ?? 0];
  const [px, py] = at(point);
  const [ax, ay] = at(from);
  const [bx, by] = at(to);
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length));
  return Math.hypot(px - (ax + t * (bx - ax)), py - (ay + t * (by - ay)));
}
