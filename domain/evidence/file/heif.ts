import { latin } from './kind.ts';
import { fileLimits } from './limits.ts';
import { Incomplete, type Size, size16, size32 } from './verdict.ts';

type Box = { readonly type: string; readonly at: number; readonly end: number };
type Extent = { readonly from: number; readonly length: number };
/** The facts that are needed of a HEIF file (ISO/IEC 23008-12): how large its pictures claim to be, where its items lie. */
export type HeifRead = { readonly size: Size | null; readonly exif: Extent | null };

function* boxesOf(bytes: Uint8Array, from: number, end: number): Generator<Box> {
  let at = from;
  for (let n = 0; at + 8 <= end; n += 1) {
    if (n > fileLimits.parts) throw new Incomplete('more boxes than any writer writes');
    const short = size32(bytes, at);
    const type = latin(bytes, at + 4, at + 8);
    const head = short === 1 ? 16 : 8;
    const length = short === 1 ? size32(bytes, at + 8) * 0x1_0000_0000 + size32(bytes, at + 12) : short;
    // A length of 0 reaches to the end of the file.
    const boxEnd = length === 0 ? end : at + length;
    if (length !== 0 && length < head) throw new Incomplete('no such box');
    if (boxEnd > end) throw new Incomplete('a box is cut');
    yield { type, at: at + head, end: boxEnd };
    at = boxEnd;
  }
}

const boxIn = (bytes: Uint8Array, { at, end }: Box, type: string, skip: number): Box | null => {
  for (const box of boxesOf(bytes, at + skip, end)) if (box.type === type) return box;
  return null;
};

function metaOf(bytes: Uint8Array): Box | null {
  for (const box of boxesOf(bytes, 0, bytes.length)) if (box.type === 'meta') return box;
  return null;
}

/** The largest size that any picture or tile of the file claims; null where the file ends before it. */
export function heifSize(bytes: Uint8Array): Size | null {
  try {
    const meta = metaOf(bytes);
    const properties = meta && boxIn(bytes, meta, 'iprp', 4);
    const container = properties && boxIn(bytes, properties, 'ipco', 0);
    if (!container) return null;
    let largest: Size | null = null;
    for (const box of boxesOf(bytes, container.at, container.end)) {
      if (box.type !== 'ispe') continue;
      const size = { width: size32(bytes, box.at + 4), height: size32(bytes, box.at + 8) };
      if (!largest || size.width * size.height > largest.width * largest.height) largest = size;
    }
    return largest;
  } catch (error) {
    if (error instanceof Incomplete) return null;
    throw error;
  }
}

/**
 * Every box and every extent of every item lies inside the file.
 * @throws Incomplete when one does not
 */
export function judgeHeif(bytes: Uint8Array): HeifRead {
  const meta = metaOf(bytes);
  if (!meta) throw new Incomplete('no items');
  const places = boxIn(bytes, meta, 'iloc', 4);
  if (!places) throw new Incomplete('no items');
  const inner = boxIn(bytes, meta, 'idat', 4);
  const found = extentsOf(bytes, places);
  let exif: Extent | null = null;
  const exifItem = itemOf(bytes, meta, 'Exif');
  for (const { item, construction, from, length } of found) {
    const room = construction === 0 ? bytes.length : construction === 1 && inner ? inner.end - inner.at : null;
    // Built from other items (2): those are judged.
    if (room === null) continue;
    if (from + length > room) throw new Incomplete('an item is cut');
    if (construction === 0 && zeros(bytes, from, length)) throw new Incomplete('detail out of zeros');
    if (construction === 0 && item === exifItem && exif === null) exif = { from, length };
  }
  if (found.length === 0) throw new Incomplete('no items');
  return { size: heifSize(bytes), exif };
}

/** HEVC escapes two zero bytes in a row (H.265, 7.4.2): a run of them is a hole in the file. */
function zeros(bytes: Uint8Array, from: number, length: number): boolean {
  let run = 0;
  for (let at = from; at < from + length; at += 1) {
    run = bytes[at] === 0 ? run + 1 : 0;
    if (run >= fileLimits.zeroRun) return true;
  }
  return false;
}

type Placed = Extent & { readonly item: number; readonly construction: number };

/** ISO/IEC 14496-12, 8.11.3. */
function extentsOf(bytes: Uint8Array, { at: start }: Box): readonly Placed[] {
  const version = bytes[start] ?? 0;
  const sizes = size16(bytes, start + 4);
  const [offsetSize, lengthSize, baseSize, indexSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15, sizes & 15];
  let at = start + 6;
  const next = (width: number): number => {
    let value = 0;
    for (let n = 0; n < width; n += 2) value = value * 0x1_0000 + size16(bytes, at + n);
    at += width;
    return value;
  };
  const wide = version === 2 ? 4 : 2;
  const count = next(wide);
  const extents: Placed[] = [];
  for (let n = 0; n < count; n += 1) {
    const item = next(wide);
    const construction = version === 0 ? 0 : next(2) & 15;
    next(2);
    const base = next(baseSize);
    const pieces = next(2);
    for (let piece = 0; piece < pieces; piece += 1) {
      if (version > 0) next(indexSize);
      const from = base + next(offsetSize);
      extents.push({ item, construction, from, length: next(lengthSize) });
      if (extents.length > fileLimits.parts) throw new Incomplete('more items than any writer writes');
    }
  }
  return extents;
}

/** The number of the first item of a type (8.11.6). */
function itemOf(bytes: Uint8Array, meta: Box, type: string): number | null {
  const list = boxIn(bytes, meta, 'iinf', 4);
  if (!list) return null;
  const head = (bytes[list.at] ?? 0) === 0 ? 6 : 8;
  for (const box of boxesOf(bytes, list.at + head, list.end)) {
    if (box.type !== 'infe') continue;
    const version = bytes[box.at] ?? 0;
    const idWidth = version === 3 ? 4 : 2;
    if (version < 2 || latin(bytes, box.at + 4 + idWidth + 2, box.at + 8 + idWidth + 2) !== type) continue;
    return idWidth === 4 ? size32(bytes, box.at + 4) : size16(bytes, box.at + 4);
  }
  return null;
}
