import { crc32c, masked } from './crc32c.ts';

const blockSize = 32_768;
const headerSize = 7;
const [full, first, middle, last] = [1, 2, 3, 4];

export type LogRead = {
  readonly records: readonly Buffer[];
  /** a wrong byte that a crash cannot have left: something whole follows it */
  readonly damage: string | null;
};

/**
 * Reads a LevelDB log or MANIFEST (`doc/log_format.md`) with every checksum. LevelDB itself skips a block with a wrong checksum
 * without a word unless `paranoid_checks` is set, which leveldown cannot set: acknowledged writes would vanish.
 * A torn record at the very end is what a crash leaves and is no damage. With `strict` only one that is cut off counts as torn: a
 * MANIFEST is written seldom and its last record names whole tables, while the last record of a log is in the journal too.
 */
export function readLog(bytes: Buffer, strict = false): LogRead {
  const records: Buffer[] = [];
  let parts: Buffer[] = [];
  const damage = walkLog(bytes, strict, (type, from, end) => {
    const data = bytes.subarray(from, end);
    if (type === full) records.push(data);
    else if (type === first) parts = [data];
    else if (type === middle) parts.push(data);
    else records.push(Buffer.concat([...parts, data]));
  });
  return { records, damage };
}

/** The same without the records: an office looks at hundreds of logs in a morning, and each would be copied for nothing. */
export const logDamage = (bytes: Buffer): string | null => walkLog(bytes, false, () => undefined);

/** Tells `met` of each part of a record, its bytes from `from` to before `end`; answers what is damaged. */
function walkLog(
  bytes: Buffer,
  strict: boolean,
  met: (type: number, from: number, end: number) => void,
): string | null {
  let isInside = false;
  let at = 0;
  while (at < bytes.length) {
    const left = blockSize - (at % blockSize);
    if (left < headerSize) {
      at += left;
      continue;
    }
    if (at + headerSize > bytes.length) break;
    const length = bytes.readUInt16LE(at + 4);
    const type = bytes[at + 6] ?? 0;
    const end = at + headerSize + length;
    if (type === 0 && length === 0 && bytes.readUInt32LE(at) === 0) {
      // Preallocated zeros: only at the end of what was written.
      return isZero(bytes, at) ? null : `zeros at ${at} with data behind them`;
    }
    const fits = length + headerSize <= left && end <= bytes.length;
    const good = fits && masked(crc32c(bytes, at + 6, end)) === bytes.readUInt32LE(at);
    if (!good) {
      const damaged = (strict && fits) || hasRecordAfter(bytes, at + 1);
      return damaged ? `wrong checksum at ${at}` : null;
    }
    const isBegin = type === full || type === first;
    const isNext = isInside && (type === middle || type === last);
    if (!isBegin && !isNext) return `record of type ${type} out of place at ${at}`;
    met(type, at + headerSize, end);
    isInside = type === first || type === middle;
    at = end;
  }
  return null;
}

const isZero = (bytes: Buffer, from: number): boolean => bytes.subarray(from).every((byte) => byte === 0);

/** A whole record somewhere behind a broken one: the break is no torn tail. Looks at every offset of at most four blocks. */
function hasRecordAfter(bytes: Buffer, from: number): boolean {
  const stop = Math.min(bytes.length - headerSize, from + 4 * blockSize);
  for (let at = from; at <= stop; at += 1) {
    const type = bytes[at + 6] ?? 0;
    if (type < 1 || type > 4) continue;
    const length = bytes.readUInt16LE(at + 4);
    const end = at + headerSize + length;
    if (length === 0 || end > bytes.length || (at % blockSize) + headerSize + length > blockSize) continue;
    if (masked(crc32c(bytes, at + 6, end)) === bytes.readUInt32LE(at)) return true;
  }
  return false;
}
