import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';

/**
 * The same bytes, with an error in place of their end where they are not those of the hash: a portal's page that a store elsewhere is said
 * to have sent, a damaged file, a line that broke. The last piece is held back until all of them were judged, so that whoever counts finds too few.
 * @param failed makes the error
 */
export function verified(bytes: Readable, sha256: string, failed: (error: unknown) => Error): Readable {
  async function* judged(): AsyncGenerator<Buffer> {
    const hash = createHash('sha256');
    let last: Buffer | null = null;
    try {
      for await (const piece of bytes) {
        const buffer = piece as Buffer;
        hash.update(buffer);
        if (last !== null) yield last;
        last = buffer;
      }
    } catch (error) {
      throw failed(error);
    }
    if (hash.digest('hex') !== sha256)
      throw failed(new Error('what the evidence store sent is not what was asked for'));
    if (last !== null) yield last;
  }
  const given = Readable.from(judged(), { objectMode: false });
  // Where nobody read a piece the loop above has not begun, and ends nothing: whoever asked left while the store was asked. The bytes would
  // hold their connection or file for ever, and their error, which nobody listens to, would end the process.
  bytes.on('error', () => undefined);
  given.once('close', () => bytes.destroy());
  return given;
}
