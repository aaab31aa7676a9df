import { createHash } from 'node:crypto';
import { type Canvas, createCanvas } from '@napi-rs/canvas';
import { ok, type Result } from '../../../../domain/result.ts';
import { limits } from '../limits.ts';
import { type Measured, measurePicture, type PhotoSettings } from './check.ts';
import { decodePicture, fitInto } from './decode.ts';
import { tiffOf, upright, withExif } from './exif-block.ts';
import { drawStrip, type StripText, stripHeightFor } from './strip.ts';

export type PictureCopy = {
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly width: number;
  readonly height: number;
};
export type Copies = {
  readonly original: { readonly sha256: string };
  readonly view: PictureCopy & { readonly stripHeight: number };
  readonly thumbnail: PictureCopy;
  readonly measured: Measured;
};

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * The travelling copy (≤ 1600 px, upright, the original's EXIF, a strip added below the picture), the thumbnail, and what is measured of the picture.
 * The original's bytes are not touched. Refused when the bytes are no picture that is taken, or not all of it.
 */
export async function makeCopies(
  original: Buffer,
  text: StripText,
  settings: PhotoSettings | null,
): Promise<Result<Copies>> {
  const picture = await decodePicture(original, Math.max(limits.viewSide, settings?.analysisSide ?? 0));
  if (!picture.ok) return picture;
  const { width, height } = fitInto(picture.value.width, picture.value.height, limits.viewSide);
  const stripHeight = stripHeightFor(width);
  const canvas = resized(picture.value, width, height, stripHeight);
  drawStrip(canvas, height, text);
  const tiff = tiffOf(original);
  const view = withExif(await canvas.encode('jpeg', limits.viewQuality), tiff && upright(tiff));
  return ok({
    original: { sha256: sha256(original) },
    view: { bytes: view, sha256: sha256(view), width, height: height + stripHeight, stripHeight },
    thumbnail: await makeThumbnail(picture.value),
    measured: measurePicture(picture.value, settings),
  });
}

/** The picture at the top of a canvas that has `below` more pixels of height. */
export function resized(image: Canvas, width: number, height: number, below = 0): Canvas {
  const canvas = createCanvas(width, height + below);
  const pen = canvas.getContext('2d');
  pen.imageSmoothingEnabled = true;
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(image, 0, 0, width, height);
  return canvas;
}

/** As large as 12 KB allow. */
async function makeThumbnail(image: Canvas): Promise<PictureCopy> {
  for (let side: number = limits.thumbnailSide; ; side = Math.round(side * 0.8)) {
    const { width, height } = fitInto(image.width, image.height, side);
    const canvas = resized(image, width, height);
    for (const quality of [72, 55, 40]) {
      const bytes = await canvas.encode('webp', quality);
      if (bytes.length <= limits.thumbnailBytes || side < 32) return { bytes, sha256: sha256(bytes), width, height };
    }
  }
}

/** A copy for the report: small enough to travel inside a PDF, still 300 dpi on paper. */
export async function makePaperCopy(picture: Buffer): Promise<Uint8Array | null> {
  const decoded = await decodePicture(picture, limits.paperSide);
  return decoded.ok ? decoded.value.encode('jpeg', limits.paperQuality) : null;
}
