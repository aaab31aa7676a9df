import exifr from 'exifr';
import { expect, it } from 'vitest';
import { leastPhotoBytes, makePhoto } from '../builders/photo.ts';

it('is a phone photo: ≥ 2 MB, readable EXIF, the same bytes again', async () => {
  const photo = makePhoto(3);
  expect(photo.bytes.length).toBeGreaterThanOrEqual(leastPhotoBytes);
  expect(makePhoto(3).sha256).toBe(photo.sha256);
  expect(makePhoto(4).sha256).not.toBe(photo.sha256);
  const read = await exifr.parse(photo.bytes, { tiff: true, exif: true, gps: true, reviveValues: false });
  expect(read).toMatchObject({ Make: 'Linework', Model: 'Test Phone 12', DateTimeOriginal: '2026:03:02 09:23:11' });
  expect(await exifr.orientation(photo.bytes)).toBe(6);
  expect(read.latitude).toBeCloseTo(31.82063, 5);
  expect(read.longitude).toBeCloseTo(117.2272, 5);
});
