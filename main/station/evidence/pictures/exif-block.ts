import { judgeHeif } from '../../../../domain/evidence/file/heif.ts';
import { fileKindOf } from '../../../../domain/evidence/file/kind.ts';
import { Incomplete, size32 } from '../../../../domain/evidence/file/verdict.ts';
import { webpChunks } from '../../../../domain/evidence/file/webp.ts';

const exifHead = Buffer.from('Exif\0\0', 'latin1');

/** The EXIF of a picture as the TIFF block that it is, a part of the picture's own bytes; null where there is none that can be found. */
export function tiffOf(picture: Buffer): Buffer | null {
  const kind = fileKindOf(picture);
  if (kind === null || 'foreign' in kind) return null;
  try {
    switch (kind.taken) {
      case 'jpeg':
        return inJpeg(picture);
      case 'png':
        return inPng(picture);
      case 'webp':
        return inWebp(picture);
      case 'heif':
        return inHeif(picture);
      case 'pdf':
        return null;
    }
  } catch (error) {
    // A damaged picture is refused by whoever judges it; here it has no EXIF.
    if (error instanceof Incomplete) return null;
    throw error;
  }
}

function inJpeg(picture: Buffer): Buffer | null {
  let at = 2;
  while (at + 4 <= picture.length && picture[at] === 0xff) {
    const marker = picture[at + 1] ?? 0;
    // Fill bytes may stand before a marker (T.81, B.1.1.2).
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    // Start of scan: nothing but picture data follows.
    if (marker === 0xda) return null;
    const length = picture.readUInt16BE(at + 2);
    const block = picture.subarray(at + 4, at + 2 + length);
    if (marker === 0xe1 && block.subarray(0, 6).equals(exifHead)) return block.subarray(6);
    at += 2 + Math.max(2, length);
  }
  return null;
}

function inPng(picture: Buffer): Buffer | null {
  for (let at = 8; at + 12 <= picture.length; ) {
    const length = size32(picture, at);
    const type = picture.toString('latin1', at + 4, at + 8);
    if (type === 'eXIf') return picture.subarray(at + 8, at + 8 + length);
    if (type === 'IEND') return null;
    at += 12 + length;
  }
  return null;
}

function inWebp(picture: Buffer): Buffer | null {
  for (const { type, at, end } of webpChunks(picture)) {
    if (type !== 'EXIF') continue;
    const block = picture.subarray(at, end);
    // Some writers put JPEG's head before it.
    return block.subarray(0, 6).equals(exifHead) ? block.subarray(6) : block;
  }
  return null;
}

function inHeif(picture: Buffer): Buffer | null {
  const { exif } = judgeHeif(picture);
  if (exif === null || exif.length < 12) return null;
  // The item begins with how far behind its own four bytes the TIFF header lies (ISO/IEC 23008-12, A.2.1).
  const skip = 4 + size32(picture, exif.from);
  return skip < exif.length ? picture.subarray(exif.from + skip, exif.from + exif.length) : null;
}

const orientationTag = 0x0112;
/** Bytes of a value by its type (TIFF 6.0): what holds a small whole number. */
const wholeNumbers: Readonly<Record<number, 1 | 2 | 4>> = { 1: 1, 3: 2, 4: 4, 9: 4 };

/** How the picture lies, 1–8 as EXIF counts; 1 where it is not said, or said in a way that means nothing. */
export function orientationOf(tiff: Buffer | null): number {
  const found = tiff && orientationAt(tiff);
  if (!tiff || !found) return 1;
  const { at, bytes, little } = found;
  const value = little ? tiff.readUIntLE(at, bytes) : tiff.readUIntBE(at, bytes);
  return value >= 1 && value <= 8 ? value : 1;
}

/** A copy of the block that says "upright": for a copy that has been turned already. */
export function upright(tiff: Buffer): Buffer {
  const copy = Buffer.from(tiff);
  makeUpright(copy);
  return copy;
}

/** Says "upright" in these very bytes. */
export function makeUpright(tiff: Buffer): void {
  const found = orientationAt(tiff);
  if (!found) return;
  const { at, bytes, little } = found;
  if (little) tiff.writeUIntLE(1, at, bytes);
  else tiff.writeUIntBE(1, at, bytes);
}

function orientationAt(
  tiff: Buffer,
): { readonly at: number; readonly bytes: 1 | 2 | 4; readonly little: boolean } | null {
  if (tiff.length < 14) return null;
  const order = tiff.toString('latin1', 0, 2);
  if (order !== 'II' && order !== 'MM') return null;
  const little = order === 'II';
  const read = (at: number, bytes: number): number =>
    little ? tiff.readUIntLE(at, bytes) : tiff.readUIntBE(at, bytes);
  const first = read(4, 4);
  if (first + 2 > tiff.length) return null;
  const count = read(first, 2);
  for (let i = 0; i < count; i += 1) {
    const entry = first + 2 + i * 12;
    if (entry + 12 > tiff.length) return null;
    if (read(entry, 2) !== orientationTag) continue;
    const bytes = wholeNumbers[read(entry + 2, 2)];
    return bytes ? { at: entry + 8, bytes, little } : null;
  }
  return null;
}

/** A JPEG with this EXIF right after its beginning; without it where it does not fit into one segment. */
export function withExif(jpeg: Buffer, tiff: Buffer | null): Buffer {
  const length = (tiff?.length ?? 0) + exifHead.length + 2;
  if (!tiff || length > 0xffff) return jpeg;
  const head = Buffer.alloc(4);
  head.writeUInt16BE(0xffe1, 0);
  head.writeUInt16BE(length, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, exifHead, tiff, jpeg.subarray(2)]);
}
