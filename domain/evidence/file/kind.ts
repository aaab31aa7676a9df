/**
 * The formats that a picture's or a document's file can have. Taken formats are told apart by their content in `judge.ts`; the others only
 * have a name.
 */
export type TakenKind = 'jpeg' | 'png' | 'webp' | 'heif' | 'pdf';
export type FileKind =
  | { readonly taken: TakenKind }
  /** the format's own name, which is the same in every language */
  | { readonly foreign: string };

/** Brands of the HEIF family whose pictures are coded in HEVC, as phones write them (ISO/IEC 23008-12, annex B). */
const hevcBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1', 'MiHE']);

/** How files of other formats begin, and what people call them. */
const beginnings: readonly (readonly [string, string])[] = [
  ['GIF87a', 'GIF'],
  ['GIF89a', 'GIF'],
  ['BM', 'BMP'],
  ['II*\0', 'TIFF / RAW'],
  ['MM\0*', 'TIFF / RAW'],
  ['II+\0', 'TIFF / RAW'],
  ['MM\0+', 'TIFF / RAW'],
  ['\xff\x0a', 'JPEG XL'],
  ['\0\0\0\x0cJXL ', 'JPEG XL'],
  ['\0\0\0\x0cjP  ', 'JPEG 2000'],
  ['\xff\x4f\xff\x51', 'JPEG 2000'],
  ['8BPS', 'PSD'],
  ['\0\0\x01\0', 'ICO'],
  ['\0\0\x02\0', 'ICO'],
  ['II\xbc', 'JPEG XR'],
  ['qoif', 'QOI'],
  ['PK\x03\x04', 'ZIP'],
  ['Rar!', 'RAR'],
  ['\x1a\x45\xdf\xa3', 'WebM'],
];
const writing: readonly (readonly [RegExp, string])[] = [
  [/^RIFF[\s\S]{4}AVI /, 'AVI'],
  [/^\s*(<\?xml[\s\S]*)?<svg/i, 'SVG'],
  [/^\s*(<!doctype html|<html)/i, 'HTML'],
];

/** By the first bytes, never by a name or a header of the sender. Null: none that is known here. */
export function fileKindOf(bytes: Uint8Array): FileKind | null {
  const head = latin(bytes, 0, Math.min(bytes.length, 512));
  if (head.startsWith('\xff\xd8\xff')) return { taken: 'jpeg' };
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return { taken: 'png' };
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return { taken: 'webp' };
  if (head.startsWith('%PDF-')) return { taken: 'pdf' };
  if (head.slice(4, 8) === 'ftyp') return ofBrands(head);
  const named =
    beginnings.find(([beginning]) => head.startsWith(beginning)) ?? writing.find(([pattern]) => pattern.test(head));
  return named ? { foreign: named[1] } : null;
}

/** An ISO base media file: a picture of a phone, or one of the many other things that begin alike. */
function ofBrands(head: string): FileKind {
  const size = head.charCodeAt(2) * 256 + head.charCodeAt(3);
  const major = head.slice(8, 12);
  const brands = [major];
  for (let at = 16; at + 4 <= Math.min(size, head.length); at += 4) brands.push(head.slice(at, at + 4));
  if (brands.some((brand) => brand === 'avif' || brand === 'avis')) return { foreign: 'AVIF' };
  if (brands.some((brand) => hevcBrands.has(brand))) return { taken: 'heif' };
  if (major === 'crx ') return { foreign: 'CR3 (RAW)' };
  return { foreign: major === 'qt  ' ? 'QuickTime' : 'MP4' };
}

/** Bytes as characters of the same number. */
export function latin(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at += 1) text += String.fromCharCode(bytes[at] ?? 0);
  return text;
}
