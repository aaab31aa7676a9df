import { heifSize, judgeHeif } from './heif.ts';
import { jpegHead, OddJpeg, readJpeg } from './jpeg.ts';
import { fileKindOf, type TakenKind } from './kind.ts';
import { fileLimits } from './limits.ts';
import { judgePdf } from './pdf.ts';
import { judgePng, pngSize } from './png.ts';
import { Incomplete, type JudgeTools, type Size, type Verdict } from './verdict.ts';
import { judgeWebp, webpSize } from './webp.ts';

export type HeadVerdict =
  | { readonly kind: 'readable'; readonly taken: TakenKind; readonly size: Size | null }
  | Exclude<Verdict, { readonly kind: 'whole' }>;

/**
 * Reads what a file says of itself in its head: format and size. Costs nothing, whatever the file claims; comes before anything is decoded.
 * @param pixels the most that the caller can read of a picture; a JPEG may have its own number
 */
export function judgeHead(
  bytes: Uint8Array,
  pixels: { readonly jpeg: number; readonly other: number } = {
    jpeg: fileLimits.jpegPixels,
    other: fileLimits.decodedPixels,
  },
): HeadVerdict {
  const kind = fileKindOf(bytes);
  if (kind === null) return { kind: 'unknown' };
  if ('foreign' in kind) return { kind: 'foreign', name: kind.foreign };
  const { taken } = kind;
  if (taken === 'pdf') return { kind: 'readable', taken, size: null };
  if (taken === 'jpeg' && isOdd(bytes)) return { kind: 'foreign', name: oddJpeg };
  const size = sizeOf(taken, bytes);
  if (!size || size.width === 0 || size.height === 0) return { kind: 'incomplete', taken };
  const most = taken === 'jpeg' ? pixels.jpeg : pixels.other;
  const tooLong = Math.max(size.width, size.height) > fileLimits.longestSide;
  return tooLong || size.width * size.height > most
    ? { kind: 'tooManyPixels', size }
    : { kind: 'readable', taken, size };
}

function sizeOf(taken: Exclude<TakenKind, 'pdf'>, bytes: Uint8Array): Size | null {
  switch (taken) {
    case 'jpeg':
      return jpegHead(bytes)?.size ?? null;
    case 'png':
      return pngSize(bytes);
    case 'webp':
      return webpSize(bytes);
    case 'heif':
      return heifSize(bytes);
  }
}

function isOdd(bytes: Uint8Array): boolean {
  const head = jpegHead(bytes);
  return head !== null && (head.marker > 0xc2 || head.precision !== 8 || head.size.height === 0);
}

/** Is the whole file there? Work and memory are bounded by the bytes and by the pixels that the head was judged for. */
export async function judgeFile(
  bytes: Uint8Array,
  tools: JudgeTools,
  pixels?: { readonly jpeg: number; readonly other: number },
): Promise<Verdict> {
  const head = judgeHead(bytes, pixels);
  if (head.kind !== 'readable') return head;
  const { taken, size } = head;
  try {
    await judgeBody(taken, bytes, tools);
    return { kind: 'whole', taken, size };
  } catch (error) {
    return verdictOf(error, taken);
  }
}

/** Makes a verdict of what a reader of a file threw; a fault of ours is thrown on. */
export function verdictOf(error: unknown, taken: TakenKind): Exclude<Verdict, { readonly kind: 'whole' }> {
  if (error instanceof Incomplete) return { kind: 'incomplete', taken };
  if (error instanceof OddJpeg) return { kind: 'foreign', name: oddJpeg };
  throw error;
}

const oddJpeg = 'JPEG (lossless, arithmetic or 12 bit)';

async function judgeBody(taken: TakenKind, bytes: Uint8Array, tools: JudgeTools): Promise<void> {
  switch (taken) {
    case 'jpeg': {
      for (const _ of readJpeg(bytes)) await tools.breathe();
      return;
    }
    case 'png':
      return judgePng(bytes, tools);
    case 'webp':
      return judgeWebp(bytes);
    case 'heif':
      judgeHeif(bytes);
      return;
    case 'pdf':
      return judgePdf(bytes);
  }
}
