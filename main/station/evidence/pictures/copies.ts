import { createHash } from 'node:crypto';
import { type Canvas, createCanvas, type Image, loadImage } from '@napi-rs/canvas';
import { limits } from '../limits.ts';
import { type Measured, measurePicture, type PhotoSettings } from './check.ts';
import { exifBlockOf, upright, withExif } from './exif.ts';
import { pictureTypeOf } from './media-type.ts';
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

/** A decoded picture, turned upright by its EXIF orientation; null when these bytes are no readable JPEG, PNG or WebP. */
export async function decodePicture(bytes: Buffer): Promise<Image | null> {
  const type = pictureTypeOf(bytes);
  if (type === null) return null;
  const image = await loadImage(bytes).catch(() => null);
  if (!image || image.width === 0 || image.height === 0 || image.width * image.height > limits.mostPixels) return null;
  return type === 'image/jpeg' && !isWhole(image) ? null : image;
}

/** A JPEG cut off half-way still decodes: the missing part stays transparent, which no whole JPEG is. */
function isWhole(image: Image): boolean {
  const side = 32;
  const pen = createCanvas(side, side).getContext('2d');
  pen.drawImage(image, 0, 0, side, side);
  const { data } = pen.getImageData(0, 0, side, side);
  for (let i = 3; i < data.length; i += 4) if (data[i] !== 255) return false;
  return true;
}

/** Width and height fitted into a square of `side`; a small picture is never made larger. */
export function fitInto(
  width: number,
  height: number,
  side: number,
): { readonly width: number; readonly height: number } {
  const scale = Math.min(1, side / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/**
 * The travelling copy (≤ 1600 px, upright, the original's EXIF, a strip added below the picture), the thumbnail, and what is measured of the picture.
 * The original's bytes are not touched.
 * @returns null when the bytes are no readable picture
 */
export async function makeCopies(
  original: Buffer,
  text: StripText,
  settings: PhotoSettings | null,
): Promise<Copies | null> {
  const image = await decodePicture(original);
  if (!image) return null;
  const { width, height } = fitInto(image.width, image.height, limits.viewSide);
  const stripHeight = stripHeightFor(width);
  const canvas = resized(image, width, height, stripHeight);
  drawStrip(canvas, height, text);
  const block = exifBlockOf(original);
  const view = withExif(await canvas.encode('jpeg', limits.viewQuality), block && upright(block));
  return {
    original: { sha256: sha256(original) },
    view: { bytes: view, sha256: sha256(view), width, height: height + stripHeight, stripHeight },
    thumbnail: await makeThumbnail(image),
    measured: measurePicture(image, settings),
  };
}

/** The picture at the top of a canvas that has `below` more pixels of height. */
export function resized(image: Image | Canvas, width: number, height: number, below = 0): Canvas {
  const canvas = createCanvas(width, height + below);
  const pen = canvas.getContext('2d');
  pen.imageSmoothingEnabled = true;
  pen.imageSmoothingQuality = 'high';
  // JPEG knows no transparency: what a PNG leaves open becomes white.
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, width, height);
  pen.drawImage(image, 0, 0, width, height);
  return canvas;
}

/** As large as 12 KB allow. */
async function makeThumbnail(image: Image): Promise<PictureCopy> {
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
  const image = await decodePicture(picture);
  if (!image) return null;
  const { width, height } = fitInto(image.width, image.height, limits.paperSide);
  return resized(image, width, height).encode('jpeg', limits.paperQuality);
}
