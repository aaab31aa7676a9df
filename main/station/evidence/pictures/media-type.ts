import { fileKindOf } from '../../../../domain/evidence/file/kind.ts';

export type PictureType = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/heic';

const types = { jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp', heif: 'image/heic' } as const;

/** bytes of a file's beginning by which `pictureTypeOf` tells what it is */
export const tellingBytes = 512;

/** By its first bytes, never by a name: what else a decoder would take (SVG, …) is not evidence. */
export function pictureTypeOf(bytes: Uint8Array): PictureType | null {
  const kind = fileKindOf(bytes);
  return kind === null || 'foreign' in kind || kind.taken === 'pdf' ? null : types[kind.taken];
}
