import { JpegBits } from './jpeg-bits.ts';
import type { Component, Frame } from './jpeg-frame.ts';
import { fileLimits } from './limits.ts';
import { Incomplete } from './verdict.ts';

/** The header of a scan (T.81, B.2.3): the components, the band of coefficients, the bits of them. */
export type Scan = {
  readonly parts: readonly ScanPart[];
  readonly first: number;
  readonly last: number;
  readonly high: number;
  readonly low: number;
  /** units between two restart markers; 0: none */
  readonly restartEvery: number;
};
export type ScanPart = {
  readonly component: Component;
  readonly dc: Uint16Array | null;
  readonly ac: Uint16Array | null;
};

type Walk = {
  readonly bits: JpegBits;
  readonly frame: Frame;
  readonly scan: Scan;
  /** DC prediction by part */
  readonly before: Int32Array;
  /** blocks that a progressive scan has said to be without news */
  quiet: number;
  /** the next stretch of zero bytes that no picture data has */
  zeros: { readonly from: number; readonly to: number };
};

/**
 * Walks through the entropy-coded data of a scan, block by block, without drawing anything; gives way after each row of blocks.
 * @returns where the next marker stands
 * @throws Incomplete when blocks are missing, too many, or cannot be what an encoder wrote
 */
export function* walkScan(data: Uint8Array, at: number, frame: Frame, scan: Scan): Generator<void, number> {
  const bits = new JpegBits(data, at);
  const walk: Walk = {
    bits,
    frame,
    scan,
    before: new Int32Array(scan.parts.length),
    quiet: 0,
    zeros: zerosFrom(data, at),
  };
  const alone = scan.parts.length === 1 ? scan.parts[0]?.component : undefined;
  const wide = alone ? alone.wide : frame.unitsWide;
  const high = alone ? alone.high : frame.unitsHigh;
  let left = scan.restartEvery === 0 ? Number.POSITIVE_INFINITY : scan.restartEvery;
  let restarts = 0;
  for (let y = 0; y < high; y += 1) {
    for (let x = 0; x < wide; x += 1) {
      if (left === 0) {
        restart(walk, restarts);
        restarts += 1;
        left = scan.restartEvery;
      }
      if (alone) oneBlock(walk, 0, y * alone.stride + x);
      else oneUnit(walk, x, y);
      left -= 1;
    }
    yield;
  }
  if (walk.quiet > 0) throw new Incomplete('more blocks are announced than there are');
  if (bits.toMarker() > fileLimits.strayBytes) throw new Incomplete('more data than blocks');
  // Some encoders put a restart marker behind the last unit, too.
  if (isRestart(data[bits.at + 1])) bits.at += 2;
  for (const { component } of scan.parts) component.scanned = true;
  return bits.at;
}

const isRestart = (marker: number | undefined): boolean => marker !== undefined && marker >= 0xd0 && marker <= 0xd7;

function restart(walk: Walk, n: number): void {
  const { bits } = walk;
  if (walk.quiet > 0 || bits.toMarker() > fileLimits.strayBytes)
    throw new Incomplete('an interval is not as long as it says');
  if (bits.data[bits.at + 1] !== 0xd0 + (n & 7)) throw new Incomplete('a restart marker is missing');
  bits.at += 2;
  walk.before.fill(0);
}

function oneUnit(walk: Walk, x: number, y: number): void {
  for (let part = 0; part < walk.scan.parts.length; part += 1) {
    const { component } = walk.scan.parts[part] as ScanPart;
    for (let v = 0; v < component.down; v += 1)
      for (let h = 0; h < component.across; h += 1)
        oneBlock(walk, part, (y * component.down + v) * component.stride + x * component.across + h);
  }
}

function oneBlock(walk: Walk, part: number, block: number): void {
  const { bits, frame, scan } = walk;
  const { component, dc, ac } = scan.parts[part] as ScanPart;
  let news = false;
  if (!frame.progressive) {
    mean(walk, part, component, dc as Uint16Array, block);
    news = baselineBand(bits, ac as Uint16Array);
  } else if (scan.first === 0) {
    if (scan.high === 0) mean(walk, part, component, dc as Uint16Array, block);
    else if (bits.take(1) === 1 && component.means)
      component.means[block] = (component.means[block] ?? 0) | (1 << scan.low);
  } else if (scan.high === 0) news = firstBand(walk, component, ac as Uint16Array, block);
  else news = refinedBand(walk, component, ac as Uint16Array, block);
  // Compressed detail is never a stretch of zero bytes; black has none, and an encoder may write black so.
  if (news && bits.at > walk.zeros.from + 8) {
    if (bits.at <= walk.zeros.to) throw new Incomplete('detail out of zeros');
    walk.zeros = zerosFrom(bits.data, bits.at);
  }
}

function mean(walk: Walk, part: number, component: Component, table: Uint16Array, block: number): void {
  const size = walk.bits.symbol(table);
  if (size > 15) throw new Incomplete('no such difference');
  if (size > 0) walk.before[part] = (walk.before[part] as number) + walk.bits.signed(size);
  if (component.means) component.means[block] = (walk.before[part] as number) << walk.scan.low;
}

/** @returns whether there was any detail */
function baselineBand(bits: JpegBits, table: Uint16Array): boolean {
  let news = false;
  for (let k = 1; k < 64; k += 1) {
    const symbol = bits.symbol(table);
    const size = symbol & 15;
    const run = symbol >> 4;
    if (size === 0) {
      if (run !== 15) break;
      k += 15;
      continue;
    }
    k += run;
    if (k > 63) throw new Incomplete('more coefficients than a block has');
    bits.drop(size);
    news = true;
  }
  return news;
}

function firstBand(walk: Walk, component: Component, table: Uint16Array, block: number): boolean {
  if (walk.quiet > 0) {
    walk.quiet -= 1;
    return false;
  }
  const { bits, scan } = walk;
  let news = false;
  for (let k = scan.first; k <= scan.last; k += 1) {
    const symbol = bits.symbol(table);
    const size = symbol & 15;
    const run = symbol >> 4;
    if (size === 0 && run < 15) {
      walk.quiet = (1 << run) + bits.take(run) - 1;
      return news;
    }
    k += run;
    if (size === 0) continue;
    if (k > scan.last) throw new Incomplete('more coefficients than the band has');
    bits.drop(size);
    mark(component, block, k);
    news = true;
  }
  return news;
}

/** T.81, G.1.2.3: one more bit for what is known, and what is new at this bit. */
function refinedBand(walk: Walk, component: Component, table: Uint16Array, block: number): boolean {
  const { bits, scan } = walk;
  let k = scan.first;
  let news = false;
  if (walk.quiet === 0)
    for (; k <= scan.last; k += 1) {
      const symbol = bits.symbol(table);
      const size = symbol & 15;
      let run = symbol >> 4;
      if (size === 0 && run < 15) {
        walk.quiet = (1 << run) + bits.take(run);
        break;
      }
      if (size > 1) throw new Incomplete('no such step');
      if (size === 1) bits.take(1);
      for (; k <= scan.last; k += 1) {
        if (isMarked(component, block, k)) bits.take(1);
        else if (run === 0) break;
        else run -= 1;
      }
      if (size === 0) continue;
      if (k > scan.last) throw new Incomplete('more coefficients than the band has');
      mark(component, block, k);
      news = true;
    }
  if (walk.quiet > 0) {
    for (; k <= scan.last; k += 1) if (isMarked(component, block, k)) bits.take(1);
    walk.quiet -= 1;
  }
  return news;
}

function mark({ nonzero }: Component, block: number, k: number): void {
  const at = block * 2 + (k >> 5);
  if (nonzero) nonzero[at] = (nonzero[at] as number) | (1 << (k & 31));
}

const isMarked = ({ nonzero }: Component, block: number, k: number): boolean =>
  nonzero !== null && (((nonzero[block * 2 + (k >> 5)] as number) >>> (k & 31)) & 1) === 1;

const nowhere = { from: Number.POSITIVE_INFINITY, to: Number.POSITIVE_INFINITY };

/** The next run of zero bytes longer than compressed data has. */
function zerosFrom(data: Uint8Array, at: number): Walk['zeros'] {
  const step = fileLimits.zeroRun / 2;
  for (let probe = at; probe < data.length; probe += step) {
    if (data[probe] !== 0) continue;
    let from = probe;
    while (from > at && data[from - 1] === 0) from -= 1;
    let to = probe;
    while (data[to] === 0) to += 1;
    if (to - from >= fileLimits.zeroRun) return { from, to };
    probe = Math.max(probe, to - step);
  }
  return nowhere;
}
