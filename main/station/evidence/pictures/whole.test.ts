import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeFile, judgeHead } from '../../../../domain/evidence/file/judge.ts';
import { breathing, inflatedLength } from '../../../../storage/inflated-length.ts';
import { makeSmallPhoto } from '../../../../test/builders/photo.ts';
import { decodePicture } from './decode.ts';

const folder = path.join(import.meta.dirname, '../../../../test/fixtures/pictures');
const fixtures = readdirSync(folder)
  .filter((name) => !/\.(md|avif)$/.test(name))
  .map((name) => [name, readFileSync(path.join(folder, name))] as const);
const judge = async (bytes: Uint8Array): Promise<string> =>
  (await judgeFile(bytes, { inflatedLength, breathe: breathing() })).kind;

const canvas = createCanvas(200, 150);
const pen = canvas.getContext('2d');
pen.fillStyle = '#245';
pen.fillRect(0, 0, 200, 150);
pen.fillStyle = '#fda';
pen.fillText('42', 60, 80);
const drawn = (['image/jpeg', 'image/png', 'image/webp'] as const).map(
  (type) => [`canvas ${type}`, canvas.toBuffer(type as 'image/png')] as const,
);
const whole = [...fixtures, ...drawn, ['a phone', makeSmallPhoto(1).bytes] as const];
const named = (wanted: string): Buffer => fixtures.find(([name]) => name === wanted)?.[1] ?? Buffer.alloc(0);

describe('a whole picture', () => {
  it.each(whole)('%s is taken, and with what phones append behind it', async (_, bytes) => {
    expect(await judge(bytes)).toBe('whole');
    for (const appended of [
      Buffer.alloc(3000),
      Buffer.alloc(500, 0xff),
      bytes,
      Buffer.from('MotionPhoto_Data\0\0\0\x18ftypmp42'),
    ])
      expect(await judge(Buffer.concat([bytes, appended]))).toBe('whole');
    const decoded = await decodePicture(bytes, 100);
    expect(decoded.ok && Math.max(decoded.value.width, decoded.value.height)).toBe(100);
  });

  it('in one colour is taken although it compresses to almost nothing', async () => {
    for (const colour of ['#000', '#fff', '#808080', '#f00']) {
      const flat = createCanvas(1600, 1200);
      flat.getContext('2d').fillStyle = colour;
      flat.getContext('2d').fillRect(0, 0, 1600, 1200);
      for (const type of ['image/jpeg', 'image/png', 'image/webp'] as const)
        expect(await judge(flat.toBuffer(type as 'image/png')), `${colour} ${type}`).toBe('whole');
    }
  });
});

describe('a picture of which something is missing', () => {
  it.each(whole)('%s, cut at any point', async (_, bytes) => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: bytes.length - 1 }), async (end) => {
        expect(await judge(bytes.subarray(0, end))).not.toBe('whole');
      }),
      { numRuns: 60 },
    );
  });

  const photo = makeSmallPhoto(2).bytes;
  it('a JPEG with a hole of zeros, or with a piece left out', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2000, max: photo.length - 40_000 }),
        fc.integer({ min: 512, max: 32_768 }),
        fc.boolean(),
        async (from, length, leftOut) => {
          const holed = leftOut
            ? Buffer.concat([photo.subarray(0, from), photo.subarray(from + length)])
            : Buffer.from(photo).fill(0, from, from + length);
          expect(await judge(holed)).toBe('incomplete');
        },
      ),
      { numRuns: 40 },
    );
  });

  it.each(['progressive.jpg', 'progressive-restart.jpg', 'separate.jpg'])(
    '%s without one of its scans',
    async (name) => {
      const bytes = named(name);
      const scans: number[] = [];
      for (let at = 2; at < bytes.length - 1; at += 1) if (bytes[at] === 0xff && bytes[at + 1] === 0xda) scans.push(at);
      expect(scans.length).toBeGreaterThan(2);
      // With an end of image put where it breaks off: what is there is in order, and not all there is.
      for (const at of scans)
        expect(await judge(Buffer.concat([bytes.subarray(0, at), Buffer.from([0xff, 0xd9])]))).toBe('incomplete');
    },
  );

  it.each(['adam7.png', 'palette.png', 'bits.png'])('%s with a byte of its picture changed', async (name) => {
    const bytes = named(name);
    const data = bytes.indexOf('IDAT') + 4;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: data, max: bytes.length - 13 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, by) => {
          const changed = Buffer.from(bytes);
          changed[at] = (changed[at] ?? 0) ^ by;
          expect(await judge(changed)).not.toBe('whole');
        },
      ),
      { numRuns: 40 },
    );
  });

  it('a lower part that is all there by its chunks, but not by its rows', async () => {
    const bytes = Buffer.from(named('palette.png'));
    // The height is said to be 40 % more, with the check sum of such a header.
    bytes.writeUInt32BE(112, 20);
    bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
    expect(await judge(bytes)).toBe('incomplete');
  });
});

describe('what is no picture that is taken', () => {
  it.each([
    ['GIF', Buffer.from('GIF89a\x01\0\x01\0', 'latin1')],
    ['BMP', Buffer.from('BM\x36\0\0\0\0\0\0\0', 'latin1')],
    ['TIFF / RAW', Buffer.from('II*\0\x08\0\0\0', 'latin1')],
    ['SVG', Buffer.from('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['MP4', Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1')],
    ['QuickTime', Buffer.from('\0\0\0\x14ftypqt  \0\0\0\0qt  ', 'latin1')],
    ['AVIF', readFileSync(path.join(folder, 'foreign.avif'))],
  ])('%s is called by its name', async (name, bytes) => {
    expect(judgeHead(bytes)).toEqual({ kind: 'foreign', name });
    expect(await decodePicture(bytes, 100)).toMatchObject({
      ok: false,
      problem: { code: 'evidence.formatNotTaken', details: { format: name } },
    });
  });

  it('noise is judged quickly and never thrown at the caller', async () => {
    const heads = [
      [0xff, 0xd8, 0xff],
      [...Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')],
      [...Buffer.from('RIFF\x40\0\0\0WEBP')],
      [...Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic')],
      [...Buffer.from('%PDF-1.7\n')],
      [],
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 600 }), async (head, noise) => {
        expect(await judge(Buffer.concat([Buffer.from(head), noise]))).not.toBe('whole');
      }),
      { numRuns: 400 },
    );
  });

  it('a few changed bytes anywhere never throw at the caller either', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...fixtures.map(([, bytes]) => bytes)),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        async (bytes, changes) => {
          const changed = Buffer.from(bytes);
          for (const [at, to] of changes) changed[at % changed.length] = to;
          await judge(changed);
        },
      ),
      { numRuns: 400 },
    );
  });
});

function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let k = 0; k < 8; k += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}
