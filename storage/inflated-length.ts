import { constants, createInflate } from 'node:zlib';

/**
 * How long a zlib stream is unpacked, counted piece by piece and kept nowhere: what unpacks to gigabytes costs time up to `most` and no memory.
 * @returns null when the stream is damaged; one that ends early counts as far as it goes
 */
export async function inflatedLength(pieces: readonly Uint8Array[], most: number): Promise<number | null> {
  const inflate = createInflate({ chunkSize: 256 * 1024, finishFlush: constants.Z_SYNC_FLUSH });
  let length = 0;
  return new Promise((resolve) => {
    const end = (answer: number | null): void => {
      inflate.removeAllListeners('data');
      inflate.destroy();
      resolve(answer);
    };
    inflate.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length >= most) end(length);
    });
    inflate.on('end', () => end(length));
    inflate.on('error', () => end(null));
    void feed();

    async function feed(): Promise<void> {
      for (const piece of pieces) {
        if (inflate.destroyed) return;
        if (!inflate.write(piece))
          await new Promise<void>((drained) => inflate.once('drain', drained).once('close', drained));
      }
      if (!inflate.destroyed) inflate.end();
    }
  });
}

/** Gives way to whatever else the process has to do, at most every few milliseconds. */
export function breathing(everyMs = 8): () => Promise<void> {
  let until = performance.now() + everyMs;
  return async () => {
    if (performance.now() < until) return;
    await new Promise((resolve) => setImmediate(resolve));
    until = performance.now() + everyMs;
  };
}
