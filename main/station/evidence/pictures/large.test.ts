import { expect, it } from 'vitest';
import { hugeJpeg, hugePng } from '../../../../test/builders/huge-picture.ts';
import { limits } from '../limits.ts';
import { decodePicture } from './decode.ts';

it('a photo of 108 megapixels is taken, scaled, without ever being a bitmap of that size', async () => {
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 5);
  const decoded = await decodePicture(hugeJpeg(12_000, 9_000), limits.viewSide);
  clearInterval(watch);
  if (!decoded.ok) throw new Error(decoded.problem.code);
  expect([decoded.value.width, decoded.value.height]).toEqual([1500, 1125]);
  const light = (x: number): number => decoded.value.getContext('2d').getImageData(x, 700, 1, 1).data[0] ?? 0;
  for (const x of [10, 750, 1490]) expect(Math.abs(light(x) - (240 - (180 * x) / 1500))).toBeLessThan(3);
  // As a bitmap it would take 432 MB.
  expect(most - before).toBeLessThan(250_000_000);
}, 60_000);

it('one that was cut is refused as every other', async () => {
  const bytes = hugeJpeg(12_000, 9_000);
  expect(await decodePicture(bytes.subarray(0, bytes.length / 2), limits.viewSide)).toMatchObject({
    problem: { code: 'evidence.incomplete' },
  });
}, 60_000);

it('what no camera makes is refused by what it claims, whatever its format and however few its bytes', async () => {
  const before = process.memoryUsage().rss;
  const jpeg = hugeJpeg(16_000, 320);
  jpeg.writeUInt16BE(65_000, jpeg.indexOf(Buffer.from([0xff, 0xc0])) + 5);
  for (const bytes of [hugePng(20_000, 20_000), hugePng(65_000, 65_000), hugePng(4_000_000_000, 1, 0), jpeg])
    expect(await decodePicture(bytes, limits.viewSide)).toMatchObject({ problem: { code: 'evidence.tooManyPixels' } });
  expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
});
