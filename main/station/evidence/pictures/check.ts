import { type Canvas, createCanvas, type Image } from '@napi-rs/canvas';
import { z } from 'zod';
import type { PictureCheck, PictureFault } from '../../../../domain/documents/evidence.ts';
import type { SettingsByKey } from '../../../../forms/engine/types.ts';

/** The numbers of the settings `photo` (forms/order-types/settings/photo.json), with their version. */
export type PhotoSettings = z.infer<typeof Values> & { readonly version: number };
const Values = z.object({
  /** long side to which a picture is scaled before it is measured, pixels */
  analysisSide: z.number().int().min(64).max(2000),
  sharpnessMin: z.number(),
  /** 8-bit luminance below and above which a pixel counts as dark or bright, and the share that is too much */
  darkLevel: z.number(),
  darkShareMax: z.number(),
  brightLevel: z.number(),
  brightShareMax: z.number(),
  /** bits of a dHash in which pictures of one scene may differ; bits of the rarer kind that a hash needs to say anything */
  sameBitsMax: z.number().int(),
  tellingBitsMin: z.number().int(),
  jumpKmhMax: z.number(),
});

/** Null while the settings have not arrived, or where somebody published values that this release cannot use. */
export function photoSettings(newest: SettingsByKey): PhotoSettings | null {
  const { photo } = newest;
  const read = Values.safeParse(photo?.values);
  return photo && read.success ? { ...read.data, version: photo.version } : null;
}

/** Figures of a picture without anybody's verdict. */
export type Measured = Pick<PictureCheck, 'sharpness' | 'darkShare' | 'brightShare'> & { readonly dHash: string };

/** What a picture is measured by while there are no settings: figures that can be compared with later ones. */
const unjudged = { analysisSide: 800, darkLevel: 40, brightLevel: 245 };

/** Sharpness, exposure and difference hash of an upright picture; 25 ms on a decoded 12 MP picture (measured, 2 shared cores). */
export function measurePicture(image: Image | Canvas, settings: PhotoSettings | null): Measured {
  const { analysisSide, darkLevel, brightLevel } = settings ?? unjudged;
  const light = luminanceOf(image, analysisSide);
  let dark = 0;
  let bright = 0;
  for (const value of light.values) {
    if (value < darkLevel) dark += 1;
    else if (value > brightLevel) bright += 1;
  }
  return {
    sharpness: rounded(sharpestTile(light), 1),
    darkShare: rounded(dark / light.values.length, 3),
    brightShare: rounded(bright / light.values.length, 3),
    dHash: differenceHash(light),
  };
}

/** Without settings nothing is a fault. */
export function faultsOf(measured: Measured, settings: PhotoSettings | null): readonly PictureFault[] {
  if (settings === null) return [];
  const faults: PictureFault[] = [];
  if (measured.darkShare > settings.darkShareMax) faults.push('dark');
  if (measured.brightShare > settings.brightShareMax) faults.push('bright');
  if (measured.sharpness < settings.sharpnessMin) faults.push('blurred');
  return faults;
}

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

type Light = { readonly values: Uint8Array; readonly width: number; readonly height: number };

/** Luminance (Rec. 601) of the picture scaled so that its long side is `side`; a smaller one as it is. */
function luminanceOf(image: Image | Canvas, side: number): Light {
  const scale = Math.min(1, side / Math.max(image.width, image.height));
  const width = Math.max(9, Math.round(image.width * scale));
  const height = Math.max(8, Math.round(image.height * scale));
  const pen = createCanvas(width, height).getContext('2d');
  pen.imageSmoothingEnabled = true;
  pen.imageSmoothingQuality = 'high';
  // What a PNG leaves open is white in the copy, too.
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, width, height);
  pen.drawImage(image, 0, 0, width, height);
  const { data } = pen.getImageData(0, 0, width, height);
  const values = new Uint8Array(width * height);
  for (let i = 0, at = 0; i < values.length; i += 1, at += 4)
    values[i] = (299 * (data[at] ?? 0) + 587 * (data[at + 1] ?? 0) + 114 * (data[at + 2] ?? 0)) / 1000;
  return { values, width, height };
}

const tiles = 4;

/**
 * Variance of the Laplacian, tile by tile, and the highest of them: a device in focus on a plain wall is a sharp picture, although most of
 * it has nothing to be sharp.
 */
function sharpestTile(light: Light): number {
  let best = 0;
  for (let row = 0; row < tiles; row += 1)
    for (let column = 0; column < tiles; column += 1) best = Math.max(best, tileVariance(light, column, row));
  return best;
}

function tileVariance({ values, width, height }: Light, column: number, row: number): number {
  const left = Math.max(1, Math.floor((column * width) / tiles));
  const right = Math.min(width - 1, Math.floor(((column + 1) * width) / tiles));
  const top = Math.max(1, Math.floor((row * height) / tiles));
  const bottom = Math.min(height - 1, Math.floor(((row + 1) * height) / tiles));
  let sum = 0;
  let squares = 0;
  for (let y = top; y < bottom; y += 1)
    for (let x = left; x < right; x += 1) {
      const at = y * width + x;
      const around =
        (values[at - width] ?? 0) + (values[at + width] ?? 0) + (values[at - 1] ?? 0) + (values[at + 1] ?? 0);
      const edge = around - 4 * (values[at] ?? 0);
      sum += edge;
      squares += edge * edge;
    }
  const n = (right - left) * (bottom - top);
  return n <= 0 ? 0 : squares / n - (sum / n) ** 2;
}

/** dHash: is each of 8 × 8 blocks brighter than its right neighbour? Means of blocks, so that size, quality and grain move few bits. */
function differenceHash(light: Light): string {
  let hash = '';
  for (let row = 0; row < 8; row += 1) {
    const means = Array.from({ length: 9 }, (_, column) => blockMean(light, column, row));
    let byte = 0;
    for (let column = 0; column < 8; column += 1)
      byte = (byte << 1) | Number((means[column] ?? 0) > (means[column + 1] ?? 0));
    hash += byte.toString(16).padStart(2, '0');
  }
  return hash;
}

function blockMean({ values, width, height }: Light, column: number, row: number): number {
  const left = Math.floor((column * width) / 9);
  const right = Math.floor(((column + 1) * width) / 9);
  const top = Math.floor((row * height) / 8);
  const bottom = Math.floor(((row + 1) * height) / 8);
  let sum = 0;
  for (let y = top; y < bottom; y += 1) for (let x = left; x < right; x += 1) sum += values[y * width + x] ?? 0;
  return sum / Math.max(1, (right - left) * (bottom - top));
}
