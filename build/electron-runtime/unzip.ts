import { chmodSync, closeSync, fstatSync, mkdirSync, openSync, readSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inflateRawSync } from 'node:zlib';

interface Member {
  readonly name: string;
  readonly mode: number;
  readonly method: number;
  readonly packedSize: number;
  readonly offset: number;
}

/**
 * Unpacks the members for which `placeOf` gives a path inside `folder`. Plain zip only (no zip64, no encryption), one
 * member in memory at a time.
 */
export function unzip(archive: string, folder: string, placeOf: (name: string) => string | undefined): void {
  const file = openSync(archive, 'r');
  const read = (offset: number, size: number) => {
    const bytes = Buffer.alloc(size);
    readSync(file, bytes, 0, size, offset);
    return bytes;
  };
  try {
    for (const member of membersOf(read, fstatSync(file).size)) {
      const place = placeOf(member.name);
      if (place === undefined || member.name.endsWith('/')) continue;
      const target = path.join(folder, place);
      const header = read(member.offset, 30);
      const start = member.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
      const packed = read(start, member.packedSize);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, member.method === 0 ? packed : inflateRawSync(packed));
      if (member.mode !== 0) chmodSync(target, member.mode);
    }
  } finally {
    closeSync(file);
  }
}

function membersOf(read: (offset: number, size: number) => Buffer, size: number): Member[] {
  const tail = read(Math.max(0, size - 65_557), Math.min(size, 65_557));
  const end = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new Error('Not a zip archive');
  const directory = read(tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  const members: Member[] = [];
  for (let at = 0; at < directory.length; ) {
    const nameLength = directory.readUInt16LE(at + 28);
    members.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      mode: (directory.readUInt32LE(at + 38) >>> 16) & 0o777,
      method: directory.readUInt16LE(at + 10),
      packedSize: directory.readUInt32LE(at + 20),
      offset: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return members;
}
