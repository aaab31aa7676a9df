import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { readJson } from './read-json.ts';

const limit = 16 * 1024 * 1024;
const codeOf = async (text: string | Buffer, encoding?: string): Promise<string> => {
  const read = await readJson(Buffer.from(text), encoding, limit);
  return read.ok ? 'read' : read.problem.code;
};

it.each([
  ['eight million numbers', `[${'1,'.repeat(8_000_000)}1]`],
  ['four million keys', `{${'"":1,'.repeat(3_000_000)}"":1}`],
  ['millions of empty lists', `[${'[],'.repeat(5_000_000)}[]]`],
])('%s are refused before anything is made of them', async (_what, text) => {
  expect(await codeOf(text)).toBe('input.tooLarge');
  expect(await codeOf(gzipSync(text), 'gzip')).toBe('input.tooLarge');
});

it('16 million brackets are refused by their depth', async () => {
  expect(await codeOf('['.repeat(16_000_000))).toBe('input.tooDeep');
});

it('a text with commas and brackets is one value', async () => {
  expect(await codeOf(JSON.stringify({ note: ',[{"\\'.repeat(400_000) }))).toBe('read');
});

it.each(['gzip', 'GZIP', 'x-gzip', 'identity'])('takes %s, as HTTP writes it', async (encoding) => {
  const body = encoding === 'identity' ? '{"a":1}' : gzipSync('{"a":1}');
  expect(await codeOf(body, encoding)).toBe('read');
});
