import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';

/** More than any answer of the office, bytes; what goes on beyond is given up, and a small body that claims more is not unpacked. [P] */
export const mostAnswerBytes = 64 * 1024 * 1024;
const most = { maxOutputLength: mostAnswerBytes };
/** Something on the way may pack again what was packed. */
const deepest = 4;

type Unpack = (bytes: Buffer) => Promise<Buffer>;
const [gunzipped, inflated, inflatedRaw, unbrotlied] = ([gunzip, inflate, inflateRaw, brotliDecompress] as const).map(
  (unpack): Unpack =>
    (bytes) =>
      promisify<Buffer, typeof most, Buffer>(unpack)(bytes, most),
) as [Unpack, Unpack, Unpack, Unpack];

/**
 * The body as the office made it, whatever something on the way did with its packing: names in any case (RFC 9110, 8.4.1), `x-gzip`,
 * packed twice, a name that was left when the body was unpacked, or taken away when it was not. Our answers are JSON, which begins like
 * no packing; so the bytes are believed before the header.
 * @throws where the bytes are cut off or damaged
 */
export async function decodeBody(raw: Buffer, contentEncoding: string | undefined): Promise<Buffer> {
  let bytes = raw;
  const names = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  for (let depth = 0; depth < deepest; depth += 1) {
    if (isGzip(bytes)) {
      bytes = await gunzipped(bytes);
      if (isGzipName(names.at(-1))) names.pop();
      continue;
    }
    const name = names.pop();
    if (name === undefined) return bytes;
    if (name === 'br') bytes = await orPlain(bytes, unbrotlied);
    else if (name === 'deflate')
      bytes = await orPlain(bytes, (packed) => inflated(packed).catch(() => inflatedRaw(packed)));
  }
  return bytes;
}

async function orPlain(bytes: Buffer, unpack: Unpack): Promise<Buffer> {
  try {
    return await unpack(bytes);
  } catch (error) {
    if (isJson(bytes)) return bytes;
    throw error;
  }
}

const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;
const isGzipName = (name: string | undefined): boolean => name === 'gzip' || name === 'x-gzip';

/** An object or a list, after blanks or a byte order mark. */
const isJson = (bytes: Buffer): boolean =>
  /^(\u00ef\u00bb\u00bf)?\s*[{[]/.test(bytes.subarray(0, 64).toString('latin1'));
