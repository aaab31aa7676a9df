import { describe, expect, it } from 'vitest';
import { type Declaration, declarationFrom, judgeDeclaration } from './declaration.ts';
import { mediaTypeOf } from './media-type.ts';

const order = '1'.repeat(26);
const hash = (letter: string): string => letter.repeat(64);
const document = {
  _id: `workOrder:${order}:evidence:${'e'.repeat(26)}`,
  type: 'evidence',
  schemaVersion: 1,
  createdBy: 'a'.repeat(26),
  orderId: order,
  deviceId: 'd'.repeat(26),
  slot: 'dropCable.photos.start',
  sha256: hash('a'),
  bytes: 1000,
  mediaType: 'image/jpeg',
  thumbnailSha256: hash('b'),
  originalSha256: hash('c'),
  originalBytes: 5000,
  takenAt: '2026-03-02T01:00:00.000Z',
  source: 'live',
};
const given = (over: Partial<Declaration> = {}): Declaration => ({
  orderId: order,
  evidenceId: document._id,
  sha256: hash('a'),
  kind: 'view',
  length: 1000,
  ...over,
});
const judge = (over: Partial<Declaration>, facts = { granted: true, document: document as unknown }) => {
  const result = judgeDeclaration(given(over), facts);
  return result.ok ? result.value : result.problem.code;
};

describe('what may come in', () => {
  it.each([
    ['the view', {}, ['image/jpeg']],
    [
      'its thumbnail, of any kind of picture',
      { kind: 'thumbnail', sha256: hash('b'), length: 9000 },
      ['image/jpeg', 'image/png', 'image/webp'],
    ],
    ['its original', { kind: 'original', sha256: hash('c'), length: 5000 }, ['image/jpeg', 'image/png', 'image/webp']],
    ['another hash', { sha256: hash('f') }, 'evidence.notDeclared'],
    ['the original under the name of the view', { sha256: hash('c'), length: 5000 }, 'evidence.notDeclared'],
    ['a photo as a report', { kind: 'report' }, 'evidence.notDeclared'],
    ['another order’s document', { orderId: '2'.repeat(26) }, 'evidence.notDeclared'],
    ['more than was declared', { length: 1001 }, 'input.invalid'],
    ['a thumbnail as large as a photo', { kind: 'thumbnail', sha256: hash('b'), length: 3_000_000 }, 'input.tooLarge'],
  ] as const)('%s', (_, over, answer) => {
    expect(judge(over)).toEqual(answer);
  });

  it('is nothing before the document, and nothing at all without a grant', () => {
    expect(judge({}, { granted: true, document: null })).toBe('evidence.notDeclared');
    expect(judge({}, { granted: false, document })).toBe('door.notGranted');
  });
});

describe('upload metadata', () => {
  const encode = (values: Record<string, string>): string =>
    Object.entries(values)
      .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
      .join(',');
  it('is read, strangers in it are not', () => {
    const { length, ...named } = given();
    expect(declarationFrom(encode({ ...named, filename: '照片.jpg' }), length)).toEqual({ ok: true, value: given() });
  });
  it.each([
    undefined,
    '',
    'x',
    ',,,',
    encode({ orderId: '../../etc' }),
    encode({ ...given(), length: '5', kind: 'program' }),
  ])('refuses %j', (metadata) => {
    expect(declarationFrom(metadata, 1000)).toMatchObject({ ok: false, problem: { code: 'input.invalid' } });
  });
});

it('knows pictures and reports by their first bytes only', () => {
  const of = (text: string) => mediaTypeOf(Buffer.from(text, 'latin1'));
  expect(
    [
      '\xff\xd8\xff\xe1Exif',
      '\x89PNG\r\n\x1a\n',
      'RIFF1234WEBPVP8 ',
      '%PDF-1.7',
      'RIFF1234WAVE',
      '<svg>',
      'MZ',
      '',
    ].map(of),
  ).toEqual(['image/jpeg', 'image/png', 'image/webp', 'application/pdf', null, null, null, null]);
});
