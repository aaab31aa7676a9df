import { cutBytes } from '../../../domain/text/cut.ts';

const endings: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'image/heic': '.heic',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/webp': '.webp',
};

/** A name may have 255 bytes on Linux; a Chinese character has three of them, and the ending and a number of the system are added. */
const longestName = 200;

/** A bare file name with the ending that fits the bytes; the page cannot point elsewhere. */
export function safeName(name: unknown, mediaType: string): string {
  const plain = (typeof name === 'string' ? name : '').replace(/[^\p{L}\p{M}\p{N}._ -]/gu, '').replace(/^\.+/, '');
  const bare = cutBytes(plain, longestName);
  const ending = endings[mediaType] ?? '';
  const stem = bare.toLowerCase().endsWith(ending) ? bare.slice(0, bare.length - ending.length) : bare;
  return `${stem === '' ? 'linework' : stem}${ending}`;
}
