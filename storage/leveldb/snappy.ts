import { VarintReader } from './manifest.ts';

/**
 * Decompresses a Snappy block (format_description.txt of google/snappy). Only index blocks come here, a few kilobytes each.
 * @throws RangeError on bytes that are no Snappy block
 */
export function unsnappy(bytes: Buffer): Buffer {
  const reader = new VarintReader(bytes);
  const out = Buffer.alloc(reader.number());
  let at = reader.position();
  let to = 0;
  const little = (width: number): number => {
    const value = bytes.readUIntLE(at, width);
    at += width;
    return value;
  };
  while (at < bytes.length) {
    const tag = little(1);
    const kind = tag & 3;
    if (kind === 0) {
      const short = tag >> 2;
      const length = (short < 60 ? short : little(short - 59)) + 1;
      if (at + length > bytes.length || to + length > out.length) throw new RangeError('a literal ends too late');
      bytes.copy(out, to, at, at + length);
      at += length;
      to += length;
      continue;
    }
    const length = kind === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    const offset = kind === 1 ? ((tag >> 5) << 8) | little(1) : little(kind === 2 ? 2 : 4);
    if (offset === 0 || offset > to || to + length > out.length) throw new RangeError('a copy reaches outside');
    // Byte by byte: a copy may read what it has just written.
    for (let n = 0; n < length; n += 1, to += 1) out[to] = out[to - offset] ?? 0;
  }
  if (to !== out.length) throw new RangeError('a Snappy block ends too early');
  return out;
}
