import type { ServerResponse } from 'node:http';
import { constants, crc32, deflateRawSync } from 'node:zlib';

/** Where a streamed answer goes, piece by piece; each piece is on its way when `write` returns. */
export type Out = { readonly write: (text: string) => void; readonly end: () => void };

export const plainStream = (raw: ServerResponse): Out => ({
  write: (text) => void raw.write(text),
  end: () => void raw.end(),
});

const head = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
/** a stored block of one newline: the heartbeat of a waiting feed */
const newline = Buffer.from([0, 1, 0, 0xfe, 0xff, 0x0a]);
const lastBlock = Buffer.from([3, 0]);

/**
 * gzip (RFC 1952) put together from blocks (RFC 1951) that are made one by one. A `Gzip` object holds 270 KB for as long as a feed
 * waits, and 500 devices wait all day: here a waiting feed holds a checksum and a length.
 */
export function packedStream(raw: ServerResponse): Out {
  let sum = 0;
  let length = 0;
  raw.write(head);
  return {
    write(text) {
      const bytes = Buffer.from(text);
      sum = crc32(bytes, sum);
      length += bytes.length;
      raw.write(text === '\n' ? newline : deflateRawSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }));
    },
    end() {
      const tail = Buffer.alloc(8);
      tail.writeUInt32LE(sum, 0);
      tail.writeUInt32LE(length % 2 ** 32, 4);
      raw.end(Buffer.concat([lastBlock, tail]));
    },
  };
}
