import { crc32c, masked } from './crc32c.ts';
import { VarintReader } from './manifest.ts';
import { unsnappy } from './snappy.ts';

const footerSize = 48;
const trailerSize = 5;
const magic = Buffer.from('57fb808b247547db', 'hex');

type Block = { readonly offset: number; readonly size: number };

/**
 * Checks every block of a table (`doc/table_format.md`) against its checksum; null when all are as written. LevelDB reads blocks
 * without checking them by default, so a flipped byte would come back as somebody's wrong data, not as an error.
 */
export function tableDamage(bytes: Buffer): string | null {
  if (bytes.length < footerSize) return 'shorter than its footer';
  if (!bytes.subarray(bytes.length - 8).equals(magic)) return 'no table footer';
  try {
    const footer = new VarintReader(bytes.subarray(bytes.length - footerSize));
    const metaindex = readHandle(footer);
    const index = readHandle(footer);
    const outer = [metaindex, index];
    const broken = outer.find((block) => !isWhole(bytes, block));
    if (broken) return `wrong checksum at ${broken.offset}`;
    const inner = outer.flatMap((block) => handlesIn(contentOf(bytes, block)));
    const bad = inner.find((block) => !isWhole(bytes, block));
    if (bad) return `wrong checksum at ${bad.offset}`;
    const covered = [...outer, ...inner].reduce((sum, block) => sum + block.size + trailerSize, footerSize);
    return covered === bytes.length ? null : `blocks cover ${covered} of ${bytes.length} bytes`;
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

const readHandle = (reader: VarintReader): Block => ({ offset: reader.number(), size: reader.number() });

/** The checksum covers the block and the byte behind it that names its compression. */
function isWhole(bytes: Buffer, { offset, size }: Block): boolean {
  const end = offset + size;
  if (end + trailerSize > bytes.length - footerSize) return false;
  return masked(crc32c(bytes, offset, end + 1)) === bytes.readUInt32LE(end + 1);
}

function contentOf(bytes: Buffer, { offset, size }: Block): Buffer {
  const compression = bytes[offset + size];
  const stored = bytes.subarray(offset, offset + size);
  if (compression === 0) return stored;
  if (compression === 1) return unsnappy(stored);
  throw new RangeError(`no compression has the number ${compression}`);
}

/** The handles in an index block: entries of shared, unshared and value length, key, value; then the restart points. */
function handlesIn(block: Buffer): Block[] {
  const restarts = block.readUInt32LE(block.length - 4);
  const reader = new VarintReader(block.subarray(0, block.length - 4 - restarts * 4));
  const found: Block[] = [];
  while (!reader.done()) {
    reader.number();
    const unshared = reader.number();
    const length = reader.number();
    reader.take(unshared);
    found.push(readHandle(new VarintReader(reader.take(length))));
  }
  return found;
}
