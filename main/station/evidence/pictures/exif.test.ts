import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { Position } from '../../../../domain/documents/base.ts';
import { isWellFormed } from '../../../../domain/text/well-formed.ts';
import { app1, type RawExif, tiffBlock } from '../../../../test/builders/exif.ts';
import { pngChunk } from '../../../../test/builders/huge-picture.ts';
import { decodePicture } from './decode.ts';
import { readCameraFacts } from './exif.ts';
import { orientationOf, tiffOf, upright } from './exif-block.ts';

/** 40 × 20, red on the left and blue on the right. */
const canvas = createCanvas(40, 20);
const pen = canvas.getContext('2d');
pen.fillStyle = '#f00';
pen.fillRect(0, 0, 20, 20);
pen.fillStyle = '#00f';
pen.fillRect(20, 0, 20, 20);
const jpeg = canvas.toBuffer('image/jpeg', 95);
const png = canvas.toBuffer('image/png');
const fixture = (name: string): Buffer =>
  readFileSync(path.join(import.meta.dirname, '../../../../test/fixtures/pictures', name));

const inJpeg = (tiff: Buffer): Buffer => Buffer.concat([jpeg.subarray(0, 2), app1(tiff), jpeg.subarray(2)]);
const inPng = (tiff: Buffer): Buffer => Buffer.concat([png.subarray(0, 33), pngChunk('eXIf', tiff), png.subarray(33)]);
/** The lossy fixture with a canvas and an EXIF chunk around its frame. */
function inWebp(tiff: Buffer): Buffer {
  const frame = fixture('lossy.webp').subarray(12);
  const size = Buffer.alloc(10);
  size[0] = 8;
  size.writeUIntLE(119, 4, 3);
  size.writeUIntLE(79, 7, 3);
  const chunk = (type: string, data: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32LE(data.length, 4);
    return Buffer.concat([head, data, Buffer.alloc(data.length & 1)]);
  };
  const body = Buffer.concat([Buffer.from('WEBP'), chunk('VP8X', size), frame, chunk('EXIF', tiff)]);
  const head = Buffer.alloc(8);
  head.write('RIFF', 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
}
const factsOf = (raw: RawExif) => readCameraFacts(inJpeg(tiffBlock(raw)));

const hefei: RawExif = {
  latitude: ['N', [31, 1], [49, 1], [14, 1]],
  longitude: ['E', [117, 1], [13, 1], [38, 1]],
};
const zero = [0, 1] as const;

describe('a place', () => {
  it('is read with its accuracy, also in the south and west', async () => {
    const { place } = await factsOf({ ...hefei, error: [80, 10] });
    expect(place?.latitude).toBeCloseTo(31.8206, 3);
    expect(place?.accuracyM).toBe(8);
    const other = await factsOf({ latitude: ['S', [1, 1], zero, zero], longitude: ['W', [2, 1], zero, zero] });
    expect(other.place).toMatchObject({ latitude: -1, longitude: -2 });
  });

  it.each<[string, RawExif]>([
    ['0, 0', { latitude: ['N', zero, zero, zero], longitude: ['E', zero, zero, zero] }],
    ['0/0', { ...hefei, latitude: ['N', [0, 0], [0, 0], [0, 0]] }],
    ['a denominator of 0', { ...hefei, longitude: ['E', [117, 0], [13, 1], [38, 1]] }],
    ['minutes over 0', { ...hefei, longitude: ['E', [117, 1], [13, 0], [38, 1]] }],
    ['91 degrees north', { ...hefei, latitude: ['N', [91, 1], zero, zero] }],
    ['181 degrees east', { ...hefei, longitude: ['E', [181, 1], zero, zero] }],
    ['more than 60 minutes', { ...hefei, latitude: ['N', [31, 1], [4900, 1], zero] }],
    ['no side', { ...hefei, latitude: ['', [31, 1], zero, zero] }],
    ['a side that is none', { ...hefei, latitude: ['E', [31, 1], zero, zero] }],
    ['degrees only', { ...hefei, latitude: ['N', [31, 1]] }],
    ['half of it', { latitude: ['N', [31, 1], zero, zero] }],
  ])('of %s is absent', async (_, raw) => {
    expect((await factsOf(raw)).place).toBeNull();
  });

  it.each<[string, readonly [number, number]]>([
    ['1/0', [1, 0]],
    ['0/0', [0, 0]],
    ['more than the earth', [4_000_000_000, 1]],
  ])('with an error of %s passes the office’s schema (R-47)', async (_, error) => {
    const { place } = await factsOf({ ...hefei, error });
    const position = { ...place, fixAt: '2026-03-02T01:00:00.000Z', source: 'gnss' };
    expect(Position.safeParse(JSON.parse(JSON.stringify(position))).success).toBe(true);
  });
});

describe('a time', () => {
  it.each([
    ['2026:03:02 09:20:11', '+08:00', '2026-03-02T01:20:11.000Z'],
    ['2024:02:29 00:00:00', '+00:00', '2024-02-29T00:00:00.000Z'],
    ['2026:02:30 09:20:11', '+08:00', null],
    ['2026:02:29 09:20:11', '+08:00', null],
    ['0000:00:00 00:00:00', '+08:00', null],
    ['2026:13:01 09:20:11', '+08:00', null],
    ['2026:03:02 24:00:00', '+08:00', null],
    ['2026:03:02 09:60:11', '+08:00', null],
    ['    :  :     :  :  ', '+08:00', null],
    ['yesterday', '+08:00', null],
  ])('of %j %s is %j', async (takenAt, offset, wanted) => {
    expect((await factsOf({ takenAt, offset })).takenAt).toBe(wanted);
  });

  it.each(['   :  ', '', '+99:00', '+08:75', 'Z', '+8'])(
    'with an offset of %j is read where the device is',
    async (offset) => {
      const here = new Date('2026-03-02T09:20:11').toISOString();
      expect((await factsOf({ takenAt: '2026:03:02 09:20:11', offset })).takenAt).toBe(here);
    },
  );
});

describe('a camera', () => {
  it('is named by whole characters, at most 120 units of them, without controls', async () => {
    const { label } = await factsOf({ make: `${'a'.repeat(119)}🦊🦊`, model: 'x' });
    expect(label).toBe('a'.repeat(119));
    expect(isWellFormed(label ?? '')).toBe(true);
    expect((await factsOf({ make: 'Huawei\0\0', model: '\u0007HUAWEI\u202e Mate' })).label).toBe('Huawei HUAWEI Mate');
    expect((await factsOf({ make: '\0\0', model: '   ' })).label).toBeNull();
  });
});

describe('how a picture lies', () => {
  const long = (value: number): Buffer => tiffBlock({ orientation: { value, type: 'long' } });
  const short = (value: number): Buffer => tiffBlock({ orientation: { value } });
  const shapes: readonly [string, Buffer, number][] = [
    ['JPEG', inJpeg(short(6)), 6],
    ['JPEG, stored as LONG', inJpeg(long(6)), 6],
    ['PNG', inPng(short(6)), 6],
    ['PNG, stored as LONG', inPng(long(8)), 8],
    ['WebP', inWebp(short(6)), 6],
    ['JPEG, 0', inJpeg(short(0)), 1],
    ['JPEG, 9', inJpeg(short(9)), 1],
    ['JPEG, 65 537 as LONG', inJpeg(long(65_537)), 1],
  ];
  it.each(shapes)('is read from %s, and the picture is turned by it', async (_, bytes, wanted) => {
    const tiff = tiffOf(bytes);
    expect(orientationOf(tiff)).toBe(wanted);
    expect(orientationOf(tiff && upright(tiff))).toBe(1);
    const decoded = await decodePicture(bytes, 400);
    if (!decoded.ok) throw new Error(decoded.problem.code);
    expect(decoded.value.width < decoded.value.height).toBe(wanted >= 5);
  });

  /** Where the red left half comes to lie: left, right, top or bottom of the upright picture. */
  it.each([
    [1, 'left'],
    [2, 'right'],
    [3, 'right'],
    [4, 'left'],
    [5, 'top'],
    [6, 'top'],
    [7, 'bottom'],
    [8, 'bottom'],
  ])('%i puts the left half to the %s', async (value, side) => {
    const decoded = await decodePicture(inPng(short(value)), 400);
    if (!decoded.ok) throw new Error(decoded.problem.code);
    const { width, height } = decoded.value;
    const at = {
      left: [2, height / 2],
      right: [width - 3, height / 2],
      top: [width / 2, 2],
      bottom: [width / 2, height - 3],
    };
    const [x = 0, y = 0] = at[side as keyof typeof at];
    expect([...decoded.value.getContext('2d').getImageData(x, y, 1, 1).data.subarray(0, 3)]).toEqual([255, 0, 0]);
  });

  it('a HEIC is turned by its own boxes, not by its EXIF', async () => {
    const decoded = await decodePicture(fixture('phone.heic'), 400);
    expect(decoded).toMatchObject({ ok: true, value: { width: 120, height: 80 } });
  });
});
