import { createHash } from 'node:crypto';
import { createCanvas, type Image, loadImage } from '@napi-rs/canvas';
import exifr from 'exifr';
import { beforeAll, expect, it } from 'vitest';
import { makePhoto, type Photo } from '../../../../test/builders/photo.ts';
import { limits } from '../limits.ts';
import { type Copies, makeCopies } from './copies.ts';
import { fitInto } from './decode.ts';
import { readCameraFacts } from './exif.ts';

const strip = {
  number: 'HF-20260302-0017',
  takenAt: '2026-03-02 09:20',
  where: '31.820600, 117.227200 ±8 m',
  who: '陈志强',
  source: '现场拍摄',
};

/** Seed 3 lies on its side: EXIF orientation 6. */
let sideways: Photo;
let copies: Copies;
beforeAll(async () => {
  sideways = makePhoto(3);
  const made = await makeCopies(sideways.bytes, strip, null);
  if (!made.ok) throw new Error(made.problem.code);
  copies = made.value;
});

const pixels = (image: Image, width: number, height: number): Uint8ClampedArray => {
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext('2d');
  pen.drawImage(image, 0, 0);
  return pen.getImageData(0, 0, width, height).data;
};

it('adds the strip below: the picture above it is the resized original, to JPEG tolerance (R-35)', async () => {
  const { view } = copies;
  const image = await loadImage(Buffer.from(view.bytes));
  expect([image.width, image.height]).toEqual([view.width, view.height]);
  const height = view.height - view.stripHeight;
  // Turned upright: the original is wide, lying on its side.
  expect([view.width, height]).toEqual([1200, 1600]);
  // Turned by the library, not by us.
  const original = await loadImage(sideways.bytes);
  expect(original.width).toBeLessThan(original.height);
  const canvas = createCanvas(view.width, height);
  const pen = canvas.getContext('2d');
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(original, 0, 0, view.width, height);
  const wanted = pen.getImageData(0, 0, view.width, height).data;
  const got = pixels(image, view.width, height);
  let sum = 0;
  let worstRow = 0;
  for (let y = 0; y < height; y += 1) {
    let row = 0;
    for (let i = y * view.width * 4; i < (y + 1) * view.width * 4; i += 1)
      row += Math.abs((got[i] ?? 0) - (wanted[i] ?? 0));
    sum += row;
    worstRow = Math.max(worstRow, row / (view.width * 4));
  }
  expect(sum / got.length).toBeLessThan(4);
  // No row stands out: nothing was painted over the picture, not even at its lower edge.
  expect(worstRow).toBeLessThan(8);
});

it('the strip says something: dark ground, light letters in both halves', async () => {
  const { view } = copies;
  const image = await loadImage(Buffer.from(view.bytes));
  const top = view.height - view.stripHeight;
  const data = pixels(image, view.width, view.height);
  const light = (from: number, to: number): number => {
    let count = 0;
    for (let y = top; y < view.height; y += 1)
      for (let x = from; x < to; x += 1) if ((data[(y * view.width + x) * 4] ?? 0) > 150) count += 1;
    return count;
  };
  expect(light(0, view.width / 2)).toBeGreaterThan(500);
  expect(light(view.width / 2, view.width)).toBeGreaterThan(500);
  expect(data[((view.height - 2) * view.width + view.width / 2) * 4]).toBeLessThan(60);
});

it('carries the EXIF of the original over, saying upright, and leaves the original alone', async () => {
  const tags = (await exifr.parse(Buffer.from(copies.view.bytes), {
    reviveValues: false,
    translateValues: false,
  })) as Record<string, unknown>;
  expect(tags).toMatchObject({
    Make: 'Linework',
    Model: 'Test Phone 12',
    Orientation: 1,
    DateTimeOriginal: '2026:03:02 09:23:11',
  });
  expect(tags.latitude).toBeCloseTo(31.82063, 4);
  expect(copies.original.sha256).toBe(sideways.sha256);
  expect(createHash('sha256').update(sideways.bytes).digest('hex')).toBe(sideways.sha256);
});

it('reads when, where and with what it was taken', async () => {
  const facts = await readCameraFacts(sideways.bytes);
  expect(facts.takenAt).toBe('2026-03-02T01:23:11.000Z');
  expect(facts.label).toBe('Linework Test Phone 12');
  expect(facts.place?.latitude).toBeCloseTo(31.82063, 5);
  expect(facts.place?.accuracyM).toBe(8);
});

it('makes a WebP thumbnail of at most 12 KB, even of noise', async () => {
  expect(copies.thumbnail.bytes.length).toBeLessThanOrEqual(limits.thumbnailBytes);
  expect(Buffer.from(copies.thumbnail.bytes.subarray(8, 12)).toString('latin1')).toBe('WEBP');
  const image = await loadImage(Buffer.from(copies.thumbnail.bytes));
  expect([image.width, image.height]).toEqual([copies.thumbnail.width, copies.thumbnail.height]);
});

it('never enlarges, and keeps the shape', () => {
  expect(fitInto(4000, 3000, 1600)).toEqual({ width: 1600, height: 1200 });
  expect(fitInto(300, 5000, 1600)).toEqual({ width: 96, height: 1600 });
  expect(fitInto(640, 480, 1600)).toEqual({ width: 640, height: 480 });
});

it('takes JPEG, PNG and WebP, and nothing that only claims to be one', async () => {
  const canvas = createCanvas(80, 60);
  for (const mime of ['image/jpeg', 'image/png', 'image/webp'] as const)
    expect((await makeCopies(canvas.toBuffer(mime as 'image/png'), strip, null)).ok, mime).toBe(true);
  const jpeg = canvas.toBuffer('image/jpeg');
  const refused = {
    words: [Buffer.from('no picture at all'), 'evidence.notAPicture'],
    svg: [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'), 'evidence.formatNotTaken'],
    head: [jpeg.subarray(0, 200), 'evidence.incomplete'],
    half: [makePhoto(1).bytes.subarray(0, 400_000), 'evidence.incomplete'],
    nine: [makePhoto(1).bytes.subarray(0, 2_000_000), 'evidence.incomplete'],
    empty: [Buffer.alloc(0), 'evidence.notAPicture'],
    disguised: [Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(5000, 7)]), 'evidence.incomplete'],
  } as const;
  for (const [name, [bytes, code]] of Object.entries(refused))
    expect(await makeCopies(bytes, strip, null), name).toMatchObject({ ok: false, problem: { code } });
});
