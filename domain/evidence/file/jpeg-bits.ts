import { Incomplete } from './verdict.ts';

/**
 * The entropy-coded bits of one JPEG scan: stuffed zeros taken out, stopping at a marker (T.81, B.1.1.5). A read beyond the data throws
 * `Incomplete`: what is missing is never made up, as decoders do.
 */
export class JpegBits {
  readonly data: Uint8Array;
  /** next byte to be taken */
  at: number;
  private held = 0;
  private count = 0;
  /** bits in `held` that stand for nothing: the data had ended */
  private padded = 0;

  constructor(data: Uint8Array, at: number) {
    this.data = data;
    this.at = at;
  }

  private fill(): void {
    while (this.count <= 24) {
      const byte = this.at < this.data.length ? (this.data[this.at] as number) : 0xff;
      if (byte === 0xff && this.data[this.at + 1] !== 0) {
        this.held <<= 8;
        this.padded += 8;
      } else {
        this.held = (this.held << 8) | byte;
        this.at += byte === 0xff ? 2 : 1;
      }
      this.count += 8;
    }
  }

  /** The next symbol by a table of `huffmanTable`. */
  symbol(table: Uint16Array): number {
    if (this.count < 16) this.fill();
    const found = table[(this.held >>> (this.count - 16)) & 0xffff] as number;
    if (found === 0) throw new Incomplete('no such code');
    this.count -= found >>> 8;
    if (this.count < this.padded) throw new Incomplete('the scan ends early');
    return found & 0xff;
  }

  /** 0…16 bits as a number */
  take(bits: number): number {
    if (bits === 0) return 0;
    if (this.count < bits) this.fill();
    const value = (this.held >>> (this.count - bits)) & ((1 << bits) - 1);
    this.count -= bits;
    if (this.count < this.padded) throw new Incomplete('the scan ends early');
    return value;
  }

  /** A signed value of that many bits (T.81, F.2.2.1, EXTEND). */
  signed(bits: number): number {
    const value = this.take(bits);
    return value < 1 << (bits - 1) ? value - (1 << bits) + 1 : value;
  }

  /** Drops 1…16 bits. */
  drop(bits: number): void {
    if (this.count < bits) this.fill();
    this.count -= bits;
    if (this.count < this.padded) throw new Incomplete('the scan ends early');
  }

  /**
   * Goes to the marker that ends this run of data.
   * @returns bytes that nobody asked for on the way there
   */
  toMarker(): number {
    let stray = Math.floor((this.count - this.padded) / 8);
    this.held = 0;
    this.count = 0;
    this.padded = 0;
    while (this.at < this.data.length && !(this.data[this.at] === 0xff && this.data[this.at + 1] !== 0)) {
      stray += 1;
      this.at += 1;
    }
    while (this.data[this.at] === 0xff && this.data[this.at + 1] === 0xff) this.at += 1;
    if (this.at + 1 >= this.data.length) throw new Incomplete('no marker ends the scan');
    return stray;
  }
}

/** Codes of each length and their symbols as they stand in the file (T.81, C.2). */
export type HuffmanCodes = { readonly counts: Uint8Array; readonly symbols: Uint8Array };

/** Sixteen bits to what they begin with: length of the code in the high byte, symbol in the low one; 0: no code begins so. */
export function huffmanTable({ counts, symbols }: HuffmanCodes): Uint16Array {
  const table = new Uint16Array(65_536);
  let code = 0;
  let next = 0;
  for (let length = 1; length <= 16; length += 1) {
    for (let n = counts[length - 1] ?? 0; n > 0; n -= 1) {
      const from = code << (16 - length);
      const to = (code + 1) << (16 - length);
      if (to > 65_536) throw new Incomplete('more codes than fit');
      table.fill((length << 8) | (symbols[next] ?? 0), from, to);
      code += 1;
      next += 1;
    }
    code <<= 1;
  }
  return table;
}
