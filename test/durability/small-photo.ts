import { createHash } from 'node:crypto';
import { createCanvas } from '@napi-rs/canvas';

export type SmallPhoto = { readonly bytes: Buffer; readonly sha256: string };

/** A picture of its own for each number, about 150 KB: large enough to be killed under way, small enough for hundreds. */
export function smallPhoto(seed: number, [width, height]: readonly [number, number] = [800, 600]): SmallPhoto {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const image = context.createImageData(width, height);
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  for (let at = 0; at < image.data.length; at += 4) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    image.data[at] = 90 + (state & 31);
    image.data[at + 1] = 120 + ((state >>> 8) & 31);
    image.data[at + 2] = (seed * 37) % 256;
    image.data[at + 3] = 255;
  }
  context.putImageData(image, 0, 0);
  const bytes = canvas.toBuffer('image/jpeg', 85);
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}
