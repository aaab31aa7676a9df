import { crc32, deflateSync } from 'node:zlib';
import { createCanvas } from '@napi-rs/canvas';

/** A chunk with its length and check sum. */
export function pngChunk(type: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** A PNG of one bit a pixel that is in order in every way, of this size, with `rows` of its rows there; black deflates a thousandfold. */
export function hugePng(width: number, height: number, rows = 1): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([1, 0, 0, 0, 0], 8);
  const data = deflateSync(Buffer.alloc(rows * (1 + Math.ceil(width / 8))), { level: 9 });
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([signature, pngChunk('IHDR', head), pngChunk('IDAT', data), pngChunk('IEND', Buffer.alloc(0))]);
}

/**
 * A baseline JPEG as large as the largest phones make them, without ever being a bitmap: one band of 16 rows over and over, each time a
 * restart interval of its own, from light on the left to dark on the right. `grain` makes it as heavy as a phone's.
 */
export function hugeJpeg(width: number, height: number, grain = 0): Buffer {
  const { head, data } = band(width, grain);
  const frame = head.indexOf(Buffer.from([0xff, 0xc0]));
  head.writeUInt16BE(height, frame + 5);
  if (head[frame + 11] !== 0x22) throw new Error('a band is no longer one row of units');
  const interval = Buffer.from([0xff, 0xdd, 0, 4, 0, 0]);
  interval.writeUInt16BE(Math.ceil(width / 16), 4);
  const scan = head.indexOf(Buffer.from([0xff, 0xda]));
  const pieces = [head.subarray(0, scan), interval, head.subarray(scan)];
  const bands = Math.ceil(height / 16);
  for (let n = 0; n < bands; n += 1) pieces.push(data, Buffer.from([0xff, n === bands - 1 ? 0xd9 : 0xd0 + (n & 7)]));
  return Buffer.concat(pieces);
}

function band(width: number, grain: number): { readonly head: Buffer; readonly data: Buffer } {
  const canvas = createCanvas(width, 16);
  const pen = canvas.getContext('2d');
  const image = pen.createImageData(width, 16);
  let state = 88_172_645;
  for (let at = 0; at < image.data.length; at += 4) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const noise = grain === 0 ? 0 : ((state >>> 8) % (2 * grain + 1)) - grain;
    image.data.fill(240 - (180 * ((at / 4) % width)) / width + noise, at, at + 3);
    image.data[at + 3] = 255;
  }
  pen.putImageData(image, 0, 0);
  const jpeg = canvas.toBuffer('image/jpeg', 90);
  const scan = jpeg.indexOf(Buffer.from([0xff, 0xda]));
  const data = scan + 2 + jpeg.readUInt16BE(scan + 2);
  return { head: Buffer.from(jpeg.subarray(0, data)), data: jpeg.subarray(data, jpeg.length - 2) };
}
