import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import PDFDocument from 'pdfkit';
import { expect, it } from 'vitest';
import { hugePng } from '../../test/builders/huge-picture.ts';
import { judgeAttached } from './media-type.ts';

const pixels = 100_000_000;
const fixture = (name: string): Buffer =>
  readFileSync(path.join(import.meta.dirname, '../../test/fixtures/pictures', name));

async function pdf(): Promise<Buffer> {
  const document = new PDFDocument({ compress: false });
  const pieces: Buffer[] = [];
  document.on('data', (piece: Buffer) => pieces.push(piece));
  const ended = new Promise((resolve) => document.on('end', resolve));
  for (let page = 0; page < 3; page += 1) document.text(`letter ${page}`).addPage();
  document.end();
  await ended;
  return Buffer.concat(pieces);
}

it('a PDF is taken whole, also with blanks behind it, and never cut or with a hole', async () => {
  const whole = await pdf();
  expect(await judgeAttached(whole, pixels)).toEqual({ ok: true, value: 'application/pdf' });
  expect(await judgeAttached(Buffer.concat([whole, Buffer.from('\r\n\0\0\0')]), pixels)).toMatchObject({ ok: true });
  await fc.assert(
    // The last bytes are `%%EOF` and an end of line, which may be missing.
    fc.asyncProperty(fc.integer({ min: 9, max: whole.length - 7 }), async (end) => {
      expect(await judgeAttached(whole.subarray(0, end), pixels)).toMatchObject({
        problem: { code: 'evidence.fileIncomplete' },
      });
    }),
  );
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 9, max: whole.length - 1100 }), async (from) => {
      const holed = Buffer.from(whole).fill(0, from, from + 1024);
      expect((await judgeAttached(holed, pixels)).ok).toBe(false);
    }),
    { numRuns: 40 },
  );
});

it.each([
  ['progressive.jpg', 'image/jpeg'],
  ['adam7.png', 'image/png'],
  ['lossy.webp', 'image/webp'],
])('%s is taken whole and refused when its end is missing', async (name, value) => {
  const bytes = fixture(name);
  expect(await judgeAttached(bytes, pixels)).toEqual({ ok: true, value });
  expect(await judgeAttached(bytes.subarray(0, bytes.length * 0.6), pixels)).toMatchObject({
    problem: { code: 'evidence.fileIncomplete' },
  });
});

it('what browsers do not show is refused by its name', async () => {
  expect(await judgeAttached(fixture('phone.heic'), pixels)).toMatchObject({
    problem: { code: 'evidence.fileNotTaken', details: { format: 'HEIC' } },
  });
  expect(await judgeAttached(hugePng(20_000, 20_000), pixels)).toMatchObject({
    problem: { code: 'evidence.tooManyPixels', details: { limit: 100 } },
  });
});
