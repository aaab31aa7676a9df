import { type Canvas, createCanvas } from '@napi-rs/canvas';
import { readJpeg } from '../../../../domain/evidence/file/jpeg.ts';
import type { Component, Frame } from '../../../../domain/evidence/file/jpeg-frame.ts';

/**
 * A JPEG at an eighth of its size: the mean of each block of 8 × 8 pixels, which is its first coefficient. A picture of 200 MP takes 3 MB
 * of pixels so, and none of it is ever in memory at full size. Null where its colours are none that cameras write.
 * @throws Incomplete when picture data is missing, as `readJpeg` says
 */
export async function eighthOf(bytes: Uint8Array, breathe: () => Promise<void>): Promise<Canvas | null> {
  const walk = readJpeg(bytes, { keepMeans: true });
  let step = walk.next();
  while (!step.done) {
    await breathe();
    step = walk.next();
  }
  const { frame, steps, adobeTransform } = step.value;
  if (frame.components.length !== 1 && frame.components.length !== 3) return null;
  const width = Math.ceil(frame.size.width / 8);
  const height = Math.ceil(frame.size.height / 8);
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext('2d');
  const pixels = pen.createImageData(width, height);
  const planes = frame.components.map((component) => planeOf(component, frame, steps));
  for (let y = 0, at = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, at += 4) {
      const [first = 0, second = 0, third = 0] = planes.map((plane) => plane(x, y));
      if (planes.length === 1) pixels.data.fill(first, at, at + 3);
      else if (adobeTransform === 0) pixels.data.set([first, second, third], at);
      else setYcc(pixels.data, at, first, second - 128, third - 128);
      pixels.data[at + 3] = 255;
    }
  pen.putImageData(pixels, 0, 0);
  return canvas;
}

/** JFIF 1.02: full-range YCbCr of Rec. 601. The array clamps. */
function setYcc(data: Uint8ClampedArray, at: number, y: number, blue: number, red: number): void {
  data[at] = y + 1.402 * red;
  data[at + 1] = y - 0.344136 * blue - 0.714136 * red;
  data[at + 2] = y + 1.772 * blue;
}

type Plane = (x: number, y: number) => number;

/** The component's means, each for as many blocks of the picture as it stands for. */
function planeOf(component: Component, { components }: Frame, steps: readonly number[]): Plane {
  const across = Math.max(...components.map((one) => one.across)) / component.across;
  const down = Math.max(...components.map((one) => one.down)) / component.down;
  const { means, stride } = component;
  const scale = (steps[component.quantisation] ?? 1) / 8;
  return (x, y) => (means?.[Math.floor(y / down) * stride + Math.floor(x / across)] ?? 0) * scale + 128;
}
