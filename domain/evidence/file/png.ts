import { latin } from './kind.ts';
import { fileLimits } from './limits.ts';
import { Incomplete, type JudgeTools, type Size, size32 } from './verdict.ts';

/** Size as IHDR says it; null where the file ends before it. */
export function pngSize(bytes: Uint8Array): Size | null {
  if (bytes.length < 24 || latin(bytes, 12, 16) !== 'IHDR') return null;
  return { width: size32(bytes, 16), height: size32(bytes, 20) };
}

const critical = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND']);
const channels: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** Where each pass of Adam7 begins and how far apart its pixels are (PNG, 8.2). */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/**
 * Every chunk to IEND, the check sums of those that carry picture, and as much in them as the size wants. What stands behind IEND is
 * not looked at; what an animation adds is none of the picture that is kept.
 * @throws Incomplete when picture data is missing or damaged
 */
export async function judgePng(bytes: Uint8Array, tools: JudgeTools): Promise<void> {
  const data: Uint8Array[] = [];
  let at = 8;
  for (let n = 0; ; n += 1) {
    if (n > fileLimits.parts) throw new Incomplete('more chunks than any encoder writes');
    const length = size32(bytes, at);
    const type = latin(bytes, at + 4, at + 8);
    if (at + 12 + length > bytes.length) throw new Incomplete('a chunk is cut');
    if (n === 0 && type !== 'IHDR') throw new Incomplete('no header');
    if (critical.has(type)) {
      if ((await checkSum(bytes, at + 4, at + 8 + length, tools)) !== size32(bytes, at + 8 + length))
        throw new Incomplete('a chunk is damaged');
      if (type === 'IDAT') data.push(bytes.subarray(at + 8, at + 8 + length));
      if (type === 'IEND') break;
    }
    at += 12 + length;
  }
  const wanted = unpackedLength(bytes);
  const found = await tools.inflatedLength(data, wanted);
  if (found === null || found < wanted) throw new Incomplete('rows are missing');
}

function unpackedLength(bytes: Uint8Array): number {
  const size = pngSize(bytes);
  const perPixel = (bytes[24] ?? 0) * (channels[bytes[25] ?? 0] ?? 0);
  if (!size || perPixel === 0) throw new Incomplete('no such colour type');
  const of = (width: number, height: number): number =>
    width === 0 ? 0 : height * (1 + Math.ceil((width * perPixel) / 8));
  if (bytes[28] === 0) return of(size.width, size.height);
  return passes.reduce(
    (sum, [x, y, across, down]) =>
      sum + of(Math.ceil((size.width - x) / across), Math.max(0, Math.ceil((size.height - y) / down))),
    0,
  );
}

let table: Uint32Array | null = null;

function crcTable(): Uint32Array {
  table ??= Uint32Array.from({ length: 256 }, (_, n) => {
    let value = n;
    for (let k = 0; k < 8; k += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
    return value;
  });
  return table;
}

const pieceBytes = 512 * 1024;

/** CRC-32 as PNG takes it (PNG, annex D). */
async function checkSum(bytes: Uint8Array, from: number, to: number, tools: JudgeTools): Promise<number> {
  const by = crcTable();
  let value = 0xffffffff;
  for (let at = from; at < to; ) {
    const end = Math.min(to, at + pieceBytes);
    for (; at < end; at += 1) value = (by[(value ^ (bytes[at] as number)) & 0xff] as number) ^ (value >>> 8);
    if (at < to) await tools.breathe();
  }
  return (value ^ 0xffffffff) >>> 0;
}
