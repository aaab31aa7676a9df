import exifr from 'exifr';

/** What a camera wrote into its picture, as far as it can be read. Times ISO 8601 UTC. */
export type CameraFacts = {
  readonly takenAt: string | null;
  readonly label: string | null;
  readonly place: { readonly latitude: number; readonly longitude: number; readonly accuracyM: number } | null;
};

type Tags = {
  readonly Make?: unknown;
  readonly Model?: unknown;
  readonly DateTimeOriginal?: unknown;
  readonly OffsetTimeOriginal?: unknown;
  readonly latitude?: unknown;
  readonly longitude?: unknown;
  readonly GPSHPositioningError?: unknown;
};

/** Reads EXIF; a picture without it, or with a damaged one, is no error. */
export async function readCameraFacts(picture: Uint8Array): Promise<CameraFacts> {
  const tags = (await exifr
    .parse(Buffer.from(picture), { tiff: true, exif: true, gps: true, reviveValues: false })
    .catch(() => null)) as Tags | null;
  return { takenAt: takenAt(tags), label: label(tags), place: place(tags) };
}

/** EXIF writes local time, `2026:03:02 09:20:11`; without an offset it is read in this device's time zone. */
function takenAt(tags: Tags | null): string | null {
  const parts = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(String(tags?.DateTimeOriginal ?? ''));
  if (!parts) return null;
  const offset = /^[+-]\d\d:\d\d$/.exec(String(tags?.OffsetTimeOriginal ?? ''))?.[0] ?? '';
  const at = new Date(`${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}${offset}`);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

function label(tags: Tags | null): string | null {
  const words = [tags?.Make, tags?.Model].filter((word) => typeof word === 'string').map((word) => word.trim());
  const [make = '', model = ''] = words;
  const said = model.startsWith(make) ? model : `${make} ${model}`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: cameras pad with NUL
  const clean = said.replace(/[\u0000-\u001f]/g, '').trim();
  return clean === '' ? null : clean.slice(0, 120);
}

function place(tags: Tags | null): CameraFacts['place'] {
  const { latitude, longitude, GPSHPositioningError: error } = tags ?? {};
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return null;
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return null;
  // 50 m where the camera does not say: a phone's fix outdoors is better, indoors worse.
  return { latitude, longitude, accuracyM: typeof error === 'number' && error >= 0 ? error : 50 };
}

const exifHead = Buffer.from('Exif\0\0', 'latin1');

/** The EXIF block (APP1 payload, beginning with `Exif\0\0`) of a JPEG; null for another kind or where there is none. */
export function exifBlockOf(picture: Buffer): Buffer | null {
  if (picture.length < 4 || picture.readUInt16BE(0) !== 0xffd8) return null;
  let at = 2;
  while (at + 4 <= picture.length && picture[at] === 0xff) {
    const marker = picture[at + 1] ?? 0;
    // Start of scan: nothing but picture data follows.
    if (marker === 0xda) return null;
    const length = picture.readUInt16BE(at + 2);
    const block = picture.subarray(at + 4, at + 2 + length);
    if (marker === 0xe1 && block.subarray(0, 6).equals(exifHead)) return Buffer.from(block);
    at += 2 + length;
  }
  return null;
}

/** The same block saying "upright": the travelling copy has been turned already. */
export function upright(block: Buffer): Buffer {
  const copy = Buffer.from(block);
  const tiff = copy.subarray(6);
  if (tiff.length < 14) return copy;
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const read16 = (at: number): number => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const read32 = (at: number): number => (little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  const first = read32(4);
  if (first + 2 > tiff.length) return copy;
  for (let i = 0; i < read16(first); i += 1) {
    const entry = first + 2 + i * 12;
    if (entry + 12 > tiff.length) break;
    if (read16(entry) !== 0x0112) continue;
    if (little) tiff.writeUInt16LE(1, entry + 8);
    else tiff.writeUInt16BE(1, entry + 8);
  }
  return copy;
}

/** A JPEG with this EXIF block right after its beginning. */
export function withExif(jpeg: Buffer, block: Buffer | null): Buffer {
  if (!block || block.length + 2 > 0xffff) return jpeg;
  const head = Buffer.alloc(4);
  head.writeUInt16BE(0xffe1, 0);
  head.writeUInt16BE(block.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, block, jpeg.subarray(2)]);
}
