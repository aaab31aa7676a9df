import exifr from 'exifr';
import { cutText } from '../../../../domain/text/cut.ts';
import { tiffOf } from './exif-block.ts';

/** The facts that a camera wrote into its picture, as far as it can be read and can be true. Times ISO 8601 UTC. */
export type CameraFacts = {
  readonly takenAt: string | null;
  readonly label: string | null;
  readonly place: { readonly latitude: number; readonly longitude: number; readonly accuracyM: number } | null;
};

type Tags = Readonly<
  Partial<
    Record<
      | 'Make'
      | 'Model'
      | 'DateTimeOriginal'
      | 'OffsetTimeOriginal'
      | 'GPSLatitude'
      | 'GPSLatitudeRef'
      | 'GPSLongitude'
      | 'GPSLongitudeRef'
      | 'GPSHPositioningError',
      unknown
    >
  >
>;

/** Reads EXIF; a picture without it, or with a damaged one, is no error. What cannot be true is absent, never mended. */
export async function readCameraFacts(picture: Uint8Array): Promise<CameraFacts> {
  const bytes = Buffer.from(picture.buffer, picture.byteOffset, picture.byteLength);
  const tiff = tiffOf(bytes);
  const tags = tiff && ((await exifr.parse(tiff, readAs).catch(() => null)) as Tags | null);
  return { takenAt: takenAt(tags), label: label(tags), place: place(tags) };
}

/** Raw values: a date that exifr revives has been rounded to one that exists. */
const readAs = { tiff: true, exif: true, gps: true, reviveValues: false, translateValues: false };

/** EXIF writes local time, `2026:03:02 09:20:11`; without an offset it is read in this device's time zone. */
function takenAt(tags: Tags | null): string | null {
  const parts = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)(?!\d)/.exec(String(tags?.DateTimeOriginal ?? ''));
  if (!parts) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1).map(Number);
  // A day that no calendar has (0000:00:00, 30 February) becomes another one in `Date`.
  const asUtc = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const read = [asUtc.getUTCFullYear(), asUtc.getUTCMonth() + 1, asUtc.getUTCDate(), asUtc.getUTCHours()];
  if (year < 1000 || [year, month, day, hour].some((part, n) => part !== read[n]) || minute > 59 || second > 59)
    return null;
  const local = `${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}:${parts[5]}:${parts[6]}`;
  const at = new Date(`${local}${offset(tags)}`);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** `+08:00`; nothing where it is blank or no offset that a zone has (UTC−12:00 to UTC+14:00). */
function offset(tags: Tags | null): string {
  const parts = /^([+-])(\d\d):(\d\d)(?!\d)/.exec(String(tags?.OffsetTimeOriginal ?? ''));
  if (!parts) return '';
  const minutes = Number(parts[2]) * 60 + Number(parts[3]);
  return Number(parts[3]) < 60 && minutes <= (parts[1] === '-' ? 12 : 14) * 60 ? parts[0] : '';
}

/** Controls and what turns the direction of writing: cameras pad with NUL, and a name is shown inside a sentence. */
const noLetters = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
/** as the evidence document takes it */
const labelLength = 120;

function label(tags: Tags | null): string | null {
  const [make = '', model = ''] = [tags?.Make, tags?.Model].map((word) =>
    typeof word === 'string' ? word.replace(noLetters, '').trim() : '',
  );
  const said = model.startsWith(make) ? model : `${make} ${model}`.trim();
  return said === '' ? null : cutText(said, labelLength).trim();
}

/** 50 m where the camera does not say: a phone's fix outdoors is better, indoors worse. */
const unsaidAccuracyM = 50;
/** An error that is larger than this says nothing about a place: it is further than the earth is round. */
const largestErrorM = 20_000_000;

function place(tags: Tags | null): CameraFacts['place'] {
  const latitude = degrees(tags?.GPSLatitude, tags?.GPSLatitudeRef, 'NS', 90);
  const longitude = degrees(tags?.GPSLongitude, tags?.GPSLongitudeRef, 'EW', 180);
  if (latitude === null || longitude === null) return null;
  // Cameras without a fix write zeros; nobody lays fibre in the Gulf of Guinea.
  if (latitude === 0 && longitude === 0) return null;
  const error = tags?.GPSHPositioningError;
  const said = typeof error === 'number' && error >= 0 && error <= largestErrorM;
  return { latitude, longitude, accuracyM: said ? error : unsaidAccuracyM };
}

/** Degrees, minutes, seconds and their side; null where one is missing, is no number (x/0) or is out of its range. */
function degrees(given: unknown, side: unknown, sides: string, most: number): number | null {
  if (!Array.isArray(given) || given.length !== 3 || typeof side !== 'string') return null;
  const [whole, minutes, seconds] = given as readonly unknown[];
  const letter = side.replace(noLetters, '').trim().toUpperCase();
  if (letter.length !== 1 || !sides.includes(letter)) return null;
  if (!isShare(whole, most) || !isShare(minutes, 60) || !isShare(seconds, 60)) return null;
  const value = whole + minutes / 60 + seconds / 3600;
  if (value > most) return null;
  return letter === 'S' || letter === 'W' ? 0 - value : value;
}

const isShare = (value: unknown, most: number): value is number =>
  typeof value === 'number' && value >= 0 && value <= most;
