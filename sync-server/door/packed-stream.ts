import type { ServerResponse } from 'node:http';
import { constants, crc32, deflateRawSync } from 'node:zlib';

/** Where a streamed answer goes, piece by piece; each piece is on its way when `write` returns. */
export type Out = {
  readonly write: (text: string) => void;
  /**
   * A newline, unless the reader still has something to take: a write tells Node that the connection lives, and one on which nothing
   * moves is to end (`patience.stillFor`).
   */
  readonly beat: () => void;
  /** When the reader has taken what was written, or is gone: whoever writes much waits for it, so that nothing piles up here. */
  readonly taken: () => Promise<void>;
  readonly end: () => void;
};

export const plainStream = (raw: ServerResponse): Out => {
  const write = (text: string): void => void raw.write(text);
  return { write, beat: () => beat(raw, write), taken: () => taken(raw), end: () => void raw.end() };
};

function beat(raw: ServerResponse, write: (text: string) => void): void {
  if (!raw.writableNeedDrain) write('\n');
}

function taken(raw: ServerResponse): Promise<void> {
  if (!raw.writableNeedDrain || raw.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const over = (): void => {
      raw.off('drain', over);
      raw.off('close', over);
      resolve();
    };
    raw.once('drain', over);
    raw.once('close', over);
  });
}

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
  const write = (text: string): void => {
    const bytes = Buffer.from(text);
    sum = crc32(bytes, sum);
    length += bytes.length;
    raw.write(text === '\n' ? newline : deflateRawSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }));
  };
  raw.write(head);
  return {
    write,
    beat: () => beat(raw, write),
    taken: () => taken(raw),
    end() {
      const tail = Buffer.alloc(8);
      tail.writeUInt32LE(sum, 0);
      tail.writeUInt32LE(length % 2 ** 32, 4);
      raw.end(Buffer.concat([lastBlock, tail]));
    },
  };
}
