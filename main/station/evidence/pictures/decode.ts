import { type Canvas, createCanvas, type Image, loadImage } from '@napi-rs/canvas';
import { judgeFile, judgeHead, verdictOf } from '../../../../domain/evidence/file/judge.ts';
import type { TakenKind } from '../../../../domain/evidence/file/kind.ts';
import { fileLimits } from '../../../../domain/evidence/file/limits.ts';
import type { Size, Verdict } from '../../../../domain/evidence/file/verdict.ts';
import { type Problem, problem } from '../../../../domain/problem.ts';
import { ok, type Result, refused, unreachable } from '../../../../domain/result.ts';
import { breathing, inflatedLength } from '../../../../storage/inflated-length.ts';
import { makeUpright, orientationOf, tiffOf } from './exif-block.ts';
import { canDecodeHeif, decodeHeif } from './heif.ts';
import { eighthOf } from './scaled-jpeg.ts';

/** Why a file is not taken as a photo, in words of its own for each cause. */
function pictureProblem(verdict: Exclude<Verdict, { readonly kind: 'whole' }>): Problem {
  switch (verdict.kind) {
    case 'incomplete':
      return problem('evidence.incomplete');
    case 'tooManyPixels':
      return problem('evidence.tooManyPixels', {
        width: verdict.size.width,
        height: verdict.size.height,
        limit: fileLimits.jpegPixels / 1_000_000,
        others: fileLimits.decodedPixels / 1_000_000,
      });
    case 'foreign':
      return problem('evidence.formatNotTaken', { format: verdict.name });
    case 'unknown':
      return problem('evidence.notAPicture');
    default:
      return unreachable(verdict);
  }
}

/** Reads what a file says of itself, before anything of it is decoded. */
export function pictureHead(bytes: Uint8Array): Result<{ readonly taken: TakenKind; readonly size: Size }> {
  const head = judgeHead(bytes);
  if (head.kind !== 'readable') return refused(pictureProblem(head));
  if (head.size === null) return refused(pictureProblem({ kind: 'foreign', name: 'PDF' }));
  return ok({ taken: head.taken, size: head.size });
}

/**
 * A picture fitted into a square of `side`, upright, on white. Its size is read before it is decoded; whether it is whole is judged while
 * it is decoded. JPEGs larger than what is decoded whole are read at an eighth of their size.
 */
export async function decodePicture(bytes: Buffer, side: number): Promise<Result<Canvas>> {
  const head = pictureHead(bytes);
  if (!head.ok) return head;
  const { taken, size } = head.value;
  if (taken === 'heif' && !canDecodeHeif()) return refused(pictureProblem({ kind: 'foreign', name: 'HEIC' }));
  const scaled = taken === 'jpeg' && size.width * size.height > fileLimits.decodedPixels;
  const [verdict, whole] = scaled ? await scaledDown(bytes) : await atFullSize(taken, bytes);
  if (verdict.kind !== 'whole') return refused(pictureProblem(verdict));
  if (!whole || whole.width === 0 || whole.height === 0) return refused(problem('evidence.notAPicture'));
  // HEIF says itself how it lies, and has been turned.
  const canvas = fitted(whole, side, taken === 'heif' ? 1 : orientationOf(tiffOf(bytes)));
  return taken === 'jpeg' && !isOpaque(canvas) ? refused(problem('evidence.incomplete')) : ok(onWhite(canvas));
}

type Judged = readonly [Verdict | { readonly kind: 'whole' }, Image | Canvas | null];

/** Judged by the processor's one core while the other decodes. */
const atFullSize = (taken: TakenKind, bytes: Buffer): Promise<Judged> =>
  Promise.all([judgeFile(bytes, { inflatedLength, breathe: breathing() }), decoded(taken, bytes)]);

/** Judged by the same walk that takes its means. */
async function scaledDown(bytes: Buffer): Promise<Judged> {
  try {
    return [{ kind: 'whole' }, await eighthOf(bytes, breathing())];
  } catch (error) {
    return [verdictOf(error, 'jpeg'), null];
  }
}

async function decoded(taken: TakenKind, bytes: Buffer): Promise<Image | Canvas | null> {
  try {
    return taken === 'heif' ? await decodeHeif(bytes) : await loadImage(lyingDown(bytes));
  } catch {
    return null;
  }
}

/** The picture with its orientation said to be upright: some decoders turn by it, some only where it is stored as they expect. */
function lyingDown(bytes: Buffer): Buffer {
  const tiff = tiffOf(bytes);
  if (!tiff || orientationOf(tiff) === 1 || bytes[0] === 0x89) return bytes;
  const copy = Buffer.from(bytes);
  makeUpright(copy.subarray(tiff.byteOffset - bytes.byteOffset, tiff.byteOffset - bytes.byteOffset + tiff.length));
  return copy;
}

/** The orientations 2–8 of EXIF as the canvas's transformation of a picture that is 1 × 1 (CIPA DC-008, 4.6.4). */
const turns: Readonly<Record<number, readonly [number, number, number, number, number, number]>> = {
  2: [-1, 0, 0, 1, 1, 0],
  3: [-1, 0, 0, -1, 1, 1],
  4: [1, 0, 0, -1, 0, 1],
  5: [0, 1, 1, 0, 0, 0],
  6: [0, 1, -1, 0, 1, 0],
  7: [0, -1, -1, 0, 1, 1],
  8: [0, -1, 1, 0, 0, 1],
};

function fitted(image: Image | Canvas, side: number, orientation: number): Canvas {
  const lies = orientation >= 5;
  const upright = fitInto(lies ? image.height : image.width, lies ? image.width : image.height, side);
  const canvas = createCanvas(upright.width, upright.height);
  const pen = canvas.getContext('2d');
  pen.imageSmoothingEnabled = true;
  pen.imageSmoothingQuality = 'high';
  const turn = turns[orientation];
  if (turn) {
    const [a, b, c, d, e, f] = turn;
    pen.setTransform(a, b, c, d, e * upright.width, f * upright.height);
  }
  pen.drawImage(image, 0, 0, lies ? upright.height : upright.width, lies ? upright.width : upright.height);
  pen.resetTransform();
  return canvas;
}

/** A part that a decoder could not fill stays transparent, which nothing in a JPEG is. */
function isOpaque(canvas: Canvas): boolean {
  const side = 32;
  const pen = createCanvas(side, side).getContext('2d');
  pen.drawImage(canvas, 0, 0, side, side);
  const { data } = pen.getImageData(0, 0, side, side);
  for (let i = 3; i < data.length; i += 4) if (data[i] !== 255) return false;
  return true;
}

/** JPEG knows no transparency: what a PNG leaves open becomes white. */
function onWhite(canvas: Canvas): Canvas {
  const pen = canvas.getContext('2d');
  pen.globalCompositeOperation = 'destination-over';
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.globalCompositeOperation = 'source-over';
  return canvas;
}

/** Width and height fitted into a square of `side`; a small picture is never made larger. */
export function fitInto(width: number, height: number, side: number): Size {
  const scale = Math.min(1, side / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
