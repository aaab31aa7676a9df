/** What the camera of a photo in a test wrote down. `orientation` as in EXIF: 1 upright, 6 to be turned clockwise. */
export type CameraWords = {
  readonly make: string;
  readonly model: string;
  /** local time, `2026:03:02 09:20:11` */
  readonly takenAt: string;
  /** `+08:00` */
  readonly offset: string;
  readonly orientation: 1 | 3 | 6 | 8;
  readonly latitude: number;
  readonly longitude: number;
  readonly accuracyM: number;
};

type Entry = { readonly tag: number; readonly type: 2 | 3 | 4 | 5; readonly count: number; readonly data: Buffer };

const ascii = (tag: number, text: string): Entry => {
  const data = Buffer.from(`${text}\0`, 'utf8');
  return { tag, type: 2, count: data.length, data };
};
const short = (tag: number, value: number): Entry => {
  const data = Buffer.alloc(2);
  data.writeUInt16LE(value);
  return { tag, type: 3, count: 1, data };
};
const long = (tag: number, value: number): Entry => {
  const data = Buffer.alloc(4);
  data.writeUInt32LE(value);
  return { tag, type: 4, count: 1, data };
};
const rationals = (tag: number, values: readonly (readonly [number, number])[]): Entry => {
  const data = Buffer.alloc(values.length * 8);
  for (const [i, [over, under]] of values.entries()) {
    data.writeUInt32LE(over, i * 8);
    data.writeUInt32LE(under, i * 8 + 4);
  }
  return { tag, type: 5, count: values.length, data };
};

/** One directory at `offset` of the TIFF block; what does not fit into four bytes lies behind it. */
function directory(entries: readonly Entry[], offset: number): Buffer {
  const head = Buffer.alloc(2 + entries.length * 12 + 4);
  head.writeUInt16LE(entries.length, 0);
  const behind: Buffer[] = [];
  let free = offset + head.length;
  for (const [i, { tag, type, count, data }] of entries.entries()) {
    const at = 2 + i * 12;
    head.writeUInt16LE(tag, at);
    head.writeUInt16LE(type, at + 2);
    head.writeUInt32LE(count, at + 4);
    if (data.length <= 4) {
      data.copy(head, at + 8);
      continue;
    }
    const even = data.length % 2 === 0 ? data : Buffer.concat([data, Buffer.alloc(1)]);
    head.writeUInt32LE(free, at + 8);
    behind.push(even);
    free += even.length;
  }
  return Buffer.concat([head, ...behind]);
}

function degrees(value: number): readonly (readonly [number, number])[] {
  const whole = Math.floor(Math.abs(value));
  const minutes = (Math.abs(value) - whole) * 60;
  const seconds = (minutes - Math.floor(minutes)) * 60;
  return [
    [whole, 1],
    [Math.floor(minutes), 1],
    [Math.round(seconds * 10_000), 10_000],
  ];
}

type Rational = readonly [number, number];
/** EXIF as a camera or an attacker may write it; what is left out is not there. */
export type RawExif = {
  readonly make?: string;
  readonly model?: string;
  readonly orientation?: { readonly value: number; readonly type?: 'short' | 'long' };
  readonly takenAt?: string;
  readonly offset?: string;
  readonly latitude?: readonly [side: string, ...parts: Rational[]];
  readonly longitude?: readonly [side: string, ...parts: Rational[]];
  readonly error?: Rational;
};

const given = <T>(value: T | undefined, make: (value: T) => readonly Entry[]): readonly Entry[] =>
  value === undefined ? [] : make(value);

/** A TIFF block (Exif 2.32, little endian). */
export function tiffBlock(raw: RawExif): Buffer {
  const { orientation: lies } = raw;
  const camera = [
    ...given(raw.takenAt, (text) => [ascii(0x9003, text)]),
    ...given(raw.offset, (text) => [ascii(0x9011, text)]),
  ];
  const gps = [
    ...given(raw.latitude, ([side, ...parts]) => [ascii(0x0001, side), rationals(0x0002, parts)]),
    ...given(raw.longitude, ([side, ...parts]) => [ascii(0x0003, side), rationals(0x0004, parts)]),
    ...given(raw.error, (error) => [rationals(0x001f, [error])]),
  ];
  const main = (cameraAt: number, gpsAt: number): Entry[] => [
    ...given(raw.make, (text) => [ascii(0x010f, text)]),
    ...given(raw.model, (text) => [ascii(0x0110, text)]),
    ...(lies ? [lies.type === 'long' ? long(0x0112, lies.value) : short(0x0112, lies.value)] : []),
    long(0x8769, cameraAt),
    long(0x8825, gpsAt),
  ];
  const first = 8;
  const cameraAt = first + directory(main(0, 0), first).length;
  const cameraBlock = directory(camera, cameraAt);
  const gpsAt = cameraAt + cameraBlock.length;
  return Buffer.concat([
    Buffer.from([0x49, 0x49, 0x2a, 0x00, first, 0, 0, 0]),
    directory(main(cameraAt, gpsAt), first),
    cameraBlock,
    directory(gps, gpsAt),
  ]);
}

/** The APP1 segment with a TIFF block, marker and length included. */
export function app1(tiff: Buffer): Buffer {
  const payload = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(payload.length + 2, 2);
  return Buffer.concat([head, payload]);
}

/** The APP1 segment with these words. */
export function exifSegment(words: CameraWords): Buffer {
  const { make, model, takenAt, offset, latitude, longitude } = words;
  return app1(
    tiffBlock({
      make,
      model,
      takenAt,
      offset,
      orientation: { value: words.orientation },
      latitude: [latitude < 0 ? 'S' : 'N', ...degrees(latitude)],
      longitude: [longitude < 0 ? 'W' : 'E', ...degrees(longitude)],
      error: [Math.round(words.accuracyM * 10), 10],
    }),
  );
}
