import { type HuffmanCodes, huffmanTable } from './jpeg-bits.ts';
import { type Frame, type FrameHead, frameHead, readFrame } from './jpeg-frame.ts';
import { type Scan, walkScan } from './jpeg-scan.ts';
import { fileLimits } from './limits.ts';
import { Incomplete, size16 } from './verdict.ts';

/** A JPEG of a kind that nobody's camera writes and no decoder here reads (lossless, arithmetic, 12 bits, …). */
export class OddJpeg extends Error {}

export type JpegOptions = {
  /** keep the mean of each block: a picture at an eighth of the size */
  readonly keepMeans?: boolean;
};
export type JpegRead = {
  readonly frame: Frame;
  /** the first entry of each quantisation table: the step of the means */
  readonly steps: readonly number[];
  /** what Adobe's segment says of the colours; null: there is none (T.872, 6.5.3) */
  readonly adobeTransform: number | null;
};

const sof = { baseline: 0xc0, extended: 0xc1, progressive: 0xc2 } as const;
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Size as the frame header says it; null where the file ends before it. Reads segment by segment, nothing in them. */
export function jpegHead(bytes: Uint8Array): (FrameHead & { readonly marker: number }) | null {
  try {
    for (const { marker, at } of segments(bytes)) if (isFrame(marker)) return { marker, ...frameHead(bytes, at) };
  } catch (error) {
    if (!(error instanceof Incomplete)) throw error;
  }
  return null;
}

type Segment = { readonly marker: number; readonly at: number; readonly end: number };

/** The segments up to the first scan. */
function* segments(bytes: Uint8Array): Generator<Segment> {
  let at = 2;
  for (let n = 0; n < fileLimits.segments; n += 1) {
    const found = segmentAt(bytes, at);
    yield found;
    if (found.marker === 0xda || found.marker === 0xd9) return;
    at = found.end;
  }
}

/** The segment at or shortly behind `at`; `at` of the answer is behind its length. */
function segmentAt(bytes: Uint8Array, from: number): Segment {
  let at = from;
  while (bytes[at] !== 0xff || bytes[at + 1] === 0 || bytes[at + 1] === 0xff) {
    if (at >= bytes.length) throw new Incomplete('no end of image');
    if (bytes[at] !== 0xff && at - from >= fileLimits.strayBytes) throw new Incomplete('no marker where one must be');
    at += 1;
  }
  const marker = bytes[at + 1] as number;
  if (marker === 0xd9 || marker === 0xd8 || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7))
    return { marker, at: at + 2, end: at + 2 };
  const length = size16(bytes, at + 2);
  if (length < 2 || at + 2 + length > bytes.length) throw new Incomplete('a segment is cut');
  return { marker, at: at + 4, end: at + 2 + length };
}

/**
 * Walks through the whole of a JPEG, baseline or progressive, up to its end of image; what is appended behind it (motion photos, further
 * pictures, a vendor's notes) is not looked at. The caller has judged the size of the frame.
 * @throws Incomplete when picture data is missing or damaged
 */
export function* readJpeg(bytes: Uint8Array, { keepMeans = false }: JpegOptions = {}): Generator<void, JpegRead> {
  const state: State = { frame: null, tables: new Map(), built: new Map(), restartEvery: 0, steps: [], adobe: null };
  let at = 2;
  let scans = 0;
  for (let n = 0; n < fileLimits.segments; n += 1) {
    const segment = segmentAt(bytes, at);
    if (segment.marker === 0xd9) return finished(state);
    at = segment.end;
    if (segment.marker !== 0xda) {
      takeSegment(bytes, segment, state, keepMeans);
      continue;
    }
    scans += 1;
    if (scans > fileLimits.scans) throw new OddJpeg('more scans than any encoder makes');
    if (!state.frame) throw new Incomplete('a scan before its frame');
    at = yield* walkScan(bytes, segment.end, state.frame, scanOf(bytes, segment, state.frame, state));
  }
  throw new OddJpeg('more segments than any encoder makes');
}

type State = {
  frame: Frame | null;
  /** by class and slot: 0–3 DC, 16–19 AC */
  readonly tables: Map<number, HuffmanCodes>;
  /** built on first use: a file may define thousands and use none */
  readonly built: Map<number, Uint16Array>;
  restartEvery: number;
  readonly steps: number[];
  adobe: number | null;
};

function takeSegment(bytes: Uint8Array, { marker, at, end }: Segment, state: State, keepMeans: boolean): void {
  if (isFrame(marker)) {
    if (state.frame) throw new Incomplete('a second frame');
    const { precision } = frameHead(bytes, at);
    if (marker > sof.progressive || precision !== 8) throw new OddJpeg('lossless, arithmetic or 12 bits');
    state.frame = readFrame(bytes, at, marker === sof.progressive, keepMeans);
  } else if (marker === 0xc4) takeTables(bytes, at, end, state);
  else if (marker === 0xdb) takeSteps(bytes, at, end, state);
  else if (marker === 0xdd) state.restartEvery = size16(bytes, at);
  else if (marker === 0xdc) throw new OddJpeg('number of lines given later');
  else if (marker === 0xee && end - at >= 12 && bytes[at] === 0x41 && bytes[at + 1] === 0x64)
    state.adobe = bytes[at + 11] ?? null;
}

function takeTables(bytes: Uint8Array, from: number, end: number, state: State): void {
  for (let at = from; at + 17 <= end; ) {
    const slot = bytes[at] ?? 0;
    const counts = bytes.subarray(at + 1, at + 17);
    const total = counts.reduce((sum, count) => sum + count, 0);
    if (total > 256 || at + 17 + total > end) throw new Incomplete('a table is cut');
    state.tables.set(slot, { counts, symbols: bytes.subarray(at + 17, at + 17 + total) });
    state.built.delete(slot);
    at += 17 + total;
  }
}

function takeSteps(bytes: Uint8Array, from: number, end: number, state: State): void {
  for (let at = from; at < end; ) {
    const wide = (bytes[at] ?? 0) >> 4 > 0;
    state.steps[(bytes[at] ?? 0) & 3] = wide ? size16(bytes, at + 1) : (bytes[at + 1] ?? 0);
    at += wide ? 129 : 65;
  }
}

function tableOf(state: State, slot: number): Uint16Array {
  const built = state.built.get(slot);
  if (built) return built;
  const codes = state.tables.get(slot);
  if (!codes) throw new Incomplete('a table is missing');
  const fresh = huffmanTable(codes);
  state.built.set(slot, fresh);
  return fresh;
}

/** The scan's header, held against what has come before it. */
function scanOf(bytes: Uint8Array, { at, end }: Segment, frame: Frame, state: State): Scan {
  const count = bytes[at] ?? 0;
  if (count < 1 || count > 4 || end - at < 4 + count * 2) throw new Incomplete('no such scan');
  const first = bytes[at + 1 + count * 2] ?? 0;
  const last = bytes[at + 2 + count * 2] ?? 0;
  const bits = bytes[at + 3 + count * 2] ?? 0;
  const [high, low] = frame.progressive ? [bits >> 4, bits & 15] : [0, 0];
  if (frame.progressive && (last > 63 || first > last || (first === 0) !== (last === 0) || low > 13))
    throw new Incomplete('no such band');
  if (frame.progressive && first > 0 && count > 1) throw new Incomplete('no such scan');
  const wantsDc = !frame.progressive || (first === 0 && high === 0);
  const wantsAc = !frame.progressive || first > 0;
  const parts = Array.from({ length: count }, (_, n) => {
    const id = bytes[at + 1 + n * 2] ?? 0;
    const slots = bytes[at + 2 + n * 2] ?? 0;
    const component = frame.components.find((one) => one.id === id);
    if (!component) throw new Incomplete('no such component');
    return {
      component,
      dc: wantsDc ? tableOf(state, slots >> 4) : null,
      ac: wantsAc ? tableOf(state, 16 | (slots & 15)) : null,
    };
  });
  if (frame.progressive)
    for (const { component } of parts)
      for (let k = first; k <= last; k += 1) {
        const before = component.arrived[k] ?? 255;
        if (high === 0 ? before !== 255 : before !== high) throw new Incomplete('a scan between is missing');
        component.arrived[k] = low;
      }
  return { parts, first, last, high, low, restartEvery: state.restartEvery };
}

function finished({ frame, steps, adobe }: State): JpegRead {
  if (!frame) throw new Incomplete('no frame');
  for (const { scanned, arrived } of frame.components)
    if (!scanned || (frame.progressive && arrived.some((bit) => bit !== 0))) throw new Incomplete('scans are missing');
  return { frame, steps, adobeTransform: adobe };
}
