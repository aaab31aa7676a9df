import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBody } from './decode-body.ts';

const text = JSON.stringify({ ok: true, value: '工单'.repeat(40) });
const plain = Buffer.from(text);

describe('what something on the way does with the packing of an answer', () => {
  it.each<[string, Buffer, string | undefined]>([
    ['nothing', plain, undefined],
    ['gzip', gzipSync(plain), 'gzip'],
    ['another case', gzipSync(plain), 'GZip'],
    ['its old name', gzipSync(plain), 'x-gzip'],
    ['blanks and identity', gzipSync(plain), ' identity , GZIP '],
    ['deflate', deflateSync(plain), 'deflate'],
    ['deflate without its head', deflateRawSync(plain), 'Deflate'],
    ['brotli', brotliCompressSync(plain), 'br'],
    ['twice, named twice', gzipSync(gzipSync(plain)), 'gzip, gzip'],
    ['twice, named once', gzipSync(gzipSync(plain)), 'gzip'],
    ['gzip in brotli', brotliCompressSync(gzipSync(plain)), 'gzip, br'],
    ['unpacked, the name left', plain, 'gzip'],
    ['unpacked, another name left', plain, 'br'],
    ['packed, the name taken away', gzipSync(plain), undefined],
    ['a packing that is none', plain, 'aws-chunked'],
  ])('%s', async (_, bytes, name) => {
    expect((await decodeBody(bytes, name)).toString()).toBe(text);
  });

  it.each([
    ['cut off', gzipSync(plain).subarray(0, -9), 'gzip'],
    ['damaged', Buffer.from(gzipSync(plain).map((byte, at) => (at > 12 ? byte ^ 0x5a : byte))), 'gzip'],
    ['more than any answer', gzipSync(Buffer.alloc(70 * 1024 * 1024)), 'gzip'],
  ])('%s is told', async (_, bytes, name) => {
    await expect(decodeBody(bytes, name)).rejects.toThrow();
  });

  it('any answer comes out of any two packings as it was', async () => {
    const packings = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync } as const;
    const packing = fc.constantFrom('gzip', 'deflate', 'br') as fc.Arbitrary<keyof typeof packings>;
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue()), packing, packing, async (value, first, second) => {
        const bytes = Buffer.from(JSON.stringify(value));
        const packed = packings[second](packings[first](bytes));
        expect((await decodeBody(packed, `${first},${second}`)).equals(bytes)).toBe(true);
      }),
    );
  });
});
