import { createHash } from 'node:crypto';
import { createCanvas } from '@napi-rs/canvas';
import { type CameraWords, exifSegment } from './exif.ts';

export type Photo = { readonly bytes: Buffer; readonly sha256: string; readonly words: CameraWords };

type Size = { readonly width: number; readonly height: number };
const phone: Size = { width: 2800, height: 2100 };
const small: Size = { width: 800, height: 600 };
/** A phone's photo on a working day. */
export const leastPhotoBytes = 2_000_000;

/**
 * A photo of its own for each seed: a coloured scene with its number in the middle and the grain of a dark stairwell, which
 * makes it ≥ 2 MB as JPEG. Equal seeds give equal bytes.
 */
export function makePhoto(seed: number, words: Partial<CameraWords> = {}): Photo {
  const photo = draw(seed, phone, words);
  if (photo.bytes.length < leastPhotoBytes)
    throw new Error(`a photo of ${photo.bytes.length} bytes is no phone's photo`);
  return photo;
}

/** A photo of gravel, leaves or rain: its travelling copy has more than 1 MiB. */
export const makeHeavyPhoto = (seed: number): Photo => draw(seed, phone, {}, 255);

/** The same, small: for tests that need a photo to be there and nothing of its weight. */
export const makeSmallPhoto = (seed: number): Photo => draw(seed, small, {});

/** A picture in which nothing is sharp, as a shaken camera takes it: wide soft stripes; `turn` makes another of it. */
export function makeBlurredPhoto(turn: number): Buffer {
  const canvas = createCanvas(1200, 900);
  const pen = canvas.getContext('2d');
  for (let y = 0; y < 900; y += 1) {
    const wave = 128 + 60 * Math.sin(y / 130 + turn);
    pen.fillStyle = `rgb(${wave} ${wave} ${wave})`;
    pen.fillRect(0, y, 1200, 1);
  }
  return canvas.toBuffer('image/jpeg', 90);
}

function draw(seed: number, { width, height }: Size, words: Partial<CameraWords>, strength = 24): Photo {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const sky = context.createLinearGradient(0, 0, width, height);
  sky.addColorStop(0, `hsl(${(seed * 47) % 360} 45% 62%)`);
  sky.addColorStop(1, `hsl(${(seed * 47 + 90) % 360} 40% 28%)`);
  context.fillStyle = sky;
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#ffffff';
  context.font = `bold ${Math.round(height / 5)}px sans-serif`;
  context.textAlign = 'center';
  context.fillText(String(seed), width / 2, height / 2 + height / 15);
  grain(context, seed, { width, height }, strength);

  const all: CameraWords = {
    make: 'Linework',
    model: 'Test Phone 12',
    takenAt: `2026:03:02 09:${String(20 + (seed % 40)).padStart(2, '0')}:11`,
    offset: '+08:00',
    orientation: seed % 3 === 0 ? 6 : 1,
    latitude: 31.8206 + seed / 100_000,
    longitude: 117.2272,
    accuracyM: 8,
    ...words,
  };
  const jpeg = canvas.toBuffer('image/jpeg', 90);
  const bytes = Buffer.concat([jpeg.subarray(0, 2), exifSegment(all), jpeg.subarray(2)]);
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex'), words: all };
}

type Context = ReturnType<ReturnType<typeof createCanvas>['getContext']>;

/** Noise on every channel from a xorshift generator: fast and the same everywhere. */
function grain(context: Context, seed: number, { width, height }: Size, strength: number): void {
  const image = context.getImageData(0, 0, width, height);
  const { data } = image;
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  for (let i = 0; i < data.length; i += 4) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    for (let channel = 0; channel < 3; channel += 1) {
      const noise = ((state >>> (channel * 8)) % (2 * strength + 1)) - strength;
      data[i + channel] = (data[i + channel] ?? 0) + noise;
    }
  }
  context.putImageData(image, 0, 0);
}
