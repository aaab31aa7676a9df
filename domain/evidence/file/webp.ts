import { latin } from './kind.ts';
import { fileLimits } from './limits.ts';
import { Incomplete, little16, little32, type Size } from './verdict.ts';

type Chunk = { readonly type: string; readonly at: number; readonly end: number };

function* chunksOf(bytes: Uint8Array, from: number, end: number): Generator<Chunk> {
  let at = from;
  for (let n = 0; at + 8 <= end; n += 1) {
    if (n > fileLimits.parts) throw new Incomplete('more chunks than any encoder writes');
    const length = little32(bytes, at + 4);
    if (at + 8 + length > end) throw new Incomplete('a chunk is cut');
    yield { type: latin(bytes, at, at + 4), at: at + 8, end: at + 8 + length };
    at += 8 + length + (length & 1);
  }
}

/** Chunks of the file, as far as they are there. */
export function* webpChunks(bytes: Uint8Array): Generator<Chunk> {
  yield* chunksOf(bytes, 12, Math.min(bytes.length, little32(bytes, 4) + 8));
}

/** Size by the first chunk: canvas, lossy frame or lossless frame; null where the file ends before it. */
export function webpSize(bytes: Uint8Array): Size | null {
  if (bytes.length < 30) return null;
  const type = latin(bytes, 12, 16);
  if (type === 'VP8X') return { width: 1 + little24(bytes, 24), height: 1 + little24(bytes, 27) };
  return frameSize(bytes, { type, at: 20, end: bytes.length });
}

const little24 = (bytes: Uint8Array, at: number): number => little16(bytes, at) + (bytes[at + 2] ?? 0) * 65_536;

function frameSize(bytes: Uint8Array, { type, at }: Chunk): Size | null {
  if (type === 'VP8 ' && bytes[at + 3] === 0x9d && bytes[at + 4] === 0x01 && bytes[at + 5] === 0x2a)
    return { width: little16(bytes, at + 6) & 0x3fff, height: little16(bytes, at + 8) & 0x3fff };
  if (type !== 'VP8L' || bytes[at] !== 0x2f) return null;
  const bits = little32(bytes, at + 1);
  return { width: 1 + (bits % 16_384), height: 1 + (Math.floor(bits / 16_384) % 16_384) };
}

/**
 * As many bytes as the file announces, chunk by chunk, and a frame in them whose first partition is there (RFC 9649). WebP has no check
 * sum: what is wrong inside a frame is found when it is decoded, or not at all.
 * @throws Incomplete when picture data is missing
 */
export function judgeWebp(bytes: Uint8Array): void {
  const end = little32(bytes, 4) + 8;
  if (end > bytes.length) throw new Incomplete('the file is shorter than it says');
  let frames = 0;
  for (const chunk of chunksOf(bytes, 12, end)) {
    const inner = chunk.type === 'ANMF' ? [...chunksOf(bytes, chunk.at + 16, chunk.end)] : [chunk];
    for (const one of inner) if (one.type === 'VP8 ' || one.type === 'VP8L') frames += judgeFrame(bytes, one);
  }
  if (frames === 0) throw new Incomplete('no frame');
}

function judgeFrame(bytes: Uint8Array, frame: Chunk): number {
  if (!frameSize(bytes, frame)) throw new Incomplete('no such frame');
  if (frame.type === 'VP8L') return 1;
  const firstPartition = Math.floor(little24(bytes, frame.at) / 32);
  if (frame.at + 10 + firstPartition > frame.end) throw new Incomplete('a partition is cut');
  // An arithmetic coder writes no long run of zeros: a flat picture of any size taken here has fewer.
  let zeros = 0;
  for (let at = frame.at; at < frame.end; at += 1) {
    zeros = bytes[at] === 0 ? zeros + 1 : 0;
    if (zeros >= fileLimits.zeroRun) throw new Incomplete('detail out of zeros');
  }
  return 1;
}
