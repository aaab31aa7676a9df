import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { DetailedError } from 'tus-js-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EvidenceDocument } from '../../../../domain/documents/evidence.ts';
import type { OrderDocument } from '../../../../domain/documents/parse.ts';
import { problem } from '../../../../domain/problem.ts';
import { failureOf, NotTheOffice } from './failure.ts';
import { openMarkers } from './markers.ts';
import { inSendingOrder, outstandingOf } from './outstanding.ts';

const orderId = '1'.repeat(26);
const [mine, other] = ['d'.repeat(26), 'e'.repeat(26)];
const hash = (n: number): string => String(n).padStart(64, '0');

function photo(n: number, more: Partial<EvidenceDocument> = {}): EvidenceDocument {
  return {
    _id: `workOrder:${orderId}:evidence:${String(n).padStart(26, '0')}`,
    type: 'evidence',
    schemaVersion: 1,
    createdBy: 'a'.repeat(26),
    orderId,
    deviceId: mine,
    slot: 'dropCable.photos.route',
    sha256: hash(n),
    bytes: 1000 + n,
    mediaType: 'image/jpeg',
    thumbnailSha256: hash(1000 + n),
    takenAt: '2026-03-02T01:00:00.000Z',
    source: 'live',
    ...more,
  };
}
const receipt = (n: number): OrderDocument => ({
  _id: `workOrder:${orderId}:receipt:${hash(n)}`,
  type: 'receipt',
  schemaVersion: 1,
  createdBy: 'office',
  orderId,
  sha256: hash(n),
  bytes: 1000 + n,
  receivedAt: '2026-03-02T02:00:00.000Z',
});
const { thumbnailSha256: _, ...plain } = photo(9);
const report: EvidenceDocument = { ...plain, slot: 'report', mediaType: 'application/pdf', source: 'made' };

describe('what is outstanding', () => {
  const nothingSent = (): boolean => false;
  it('follows from documents and receipts, of this device alone', () => {
    const found = outstandingOf([photo(1), photo(2), receipt(2), photo(3, { deviceId: other })], mine, nothingSent);
    expect(found.map(({ key }) => key.slice(-12))).toEqual(['01#thumbnail', '000001#bytes', '02#thumbnail']);
  });
  it('a thumbnail needs no receipt, a photo is not done without one', () => {
    expect(outstandingOf([photo(1)], mine, () => true).map(({ kind }) => kind)).toEqual(['view']);
    expect(outstandingOf([photo(1), receipt(1)], mine, () => true)).toEqual([]);
  });
  it('once the picture is received, a thumbnail of which nothing is remembered is taken as sent', () => {
    expect(outstandingOf([photo(1), receipt(1)], mine, () => undefined)).toEqual([]);
    expect(outstandingOf([photo(1)], mine, () => undefined)).toHaveLength(2);
    expect(outstandingOf([photo(1), receipt(1)], mine, () => false).map(({ kind }) => kind)).toEqual(['thumbnail']);
  });
  it('one receipt confirms both references to the same bytes (R-09)', () => {
    const twin = { ...photo(1), _id: photo(7)._id };
    expect(outstandingOf([photo(1), twin, receipt(1)], mine, () => true)).toEqual([]);
  });
  it('goes thumbnails, reports, photos, however the documents came', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([photo(1), photo(2), report, photo(4)], { minLength: 4 }), (documents) => {
        const order = inSendingOrder(outstandingOf(documents, mine, nothingSent)).map(
          ({ kind, sha256 }) => `${kind} ${Number(sha256)}`,
        );
        expect(order).toEqual([
          'thumbnail 1001',
          'thumbnail 1002',
          'thumbnail 1004',
          'report 9',
          'view 1',
          'view 2',
          'view 4',
        ]);
      }),
    );
  });
  it('small photos go before large ones, and what was withdrawn last', () => {
    const [large, small] = [photo(1, { bytes: 900_000 }), photo(2, { bytes: 80_000 })];
    const withdrawn = { evidenceId: photo(3)._id };
    const event = { type: 'event', kind: 'evidenceWithdrawn', payload: withdrawn } as unknown as OrderDocument;
    const found = outstandingOf([large, small, photo(3, { bytes: 10 }), event], mine, () => true);
    expect(inSendingOrder(found).map(({ bytes }) => bytes)).toEqual([80_000, 900_000, 10]);
  });
});

describe('a failure (R-26)', () => {
  const failed = (status: number, body = ''): DetailedError => {
    const answer = {
      getStatus: () => status,
      getBody: () => body,
      getHeader: () => undefined,
      getUnderlyingObject: () => null,
    };
    return Object.assign(new DetailedError('failed'), { originalResponse: answer as never });
  };
  const coded = (code: Parameters<typeof problem>[0]): string => JSON.stringify({ ok: false, problem: problem(code) });
  const inHead = (code: string): DetailedError =>
    Object.assign(failed(403), {
      originalResponse: { getStatus: () => 403, getBody: () => '', getHeader: () => code } as never,
    });
  const wrapped = (cause: Error): DetailedError =>
    Object.assign(failed(0), { originalResponse: null, causingError: cause });
  it.each([
    [failed(401), 'auth', 'session.required'],
    [failed(403, coded('session.deviceRevoked')), 'auth', 'session.deviceRevoked'],
    [failed(403, coded('door.notGranted')), 'item', 'door.notGranted'],
    [failed(413, coded('input.tooLarge')), 'item', 'input.tooLarge'],
    [failed(409, coded('evidence.hashMismatch')), 'again', 'evidence.hashMismatch'],
    [failed(404, coded('evidence.unknown')), 'again', 'evidence.unknown'],
    [failed(409, coded('evidence.notDeclared')), 'notYet', 'evidence.notDeclared'],
    [inHead('door.notGranted'), 'item', 'door.notGranted'],
    [failed(422, '{"ok":false,"problem":{"code":"of.tomorrow"}}'), 'item', 'internal'],
    // Whatever has no refusal of the office in it was altered on the way, and is tried again for ever.
    [failed(200, '<html>'), 'link', 'link.altered'],
    [failed(204), 'link', 'link.altered'],
    [failed(302), 'link', 'link.altered'],
    [failed(403, '<html>'), 'link', 'link.altered'],
    [failed(412, coded('input.invalid')), 'link', 'link.headersRemoved'],
    [wrapped(new NotTheOffice(problem('link.inBetween'))), 'link', 'link.inBetween'],
    [failed(409), 'link', 'link.timeout'],
    [failed(503, '<html>'), 'link', 'link.timeout'],
    [new Error('ECONNRESET'), 'link', 'link.officeUnreachable'],
  ])('%# is told apart', (error, kind, code) => {
    expect(failureOf(error)).toMatchObject({ kind, problem: { code } });
  });
});

describe('markers', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'linework-markers-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('a folder that is not there is told from one that is empty; a damaged marker is passed over', async () => {
    const inside = path.join(folder, 'pending');
    const markers = openMarkers(inside);
    expect(await markers.load()).toBeNull();
    const marker = { evidenceId: photo(1)._id, orderId, uploadUrl: 'http://office/evidence/upload/x' };
    await markers.save(marker);
    writeFileSync(path.join(inside, 'damaged.json'), '{"evidenceId":');
    expect(await openMarkers(inside).load()).toEqual([marker]);
    await markers.drop(marker.evidenceId);
    expect(await markers.load()).toEqual([]);
    expect(readdirSync(inside)).toEqual(['damaged.json']);
  });
});
