import { describe, expect, it } from 'vitest';
import {
  deviceDraft,
  deviceEvent,
  deviceEvidence,
  deviceSubmission,
  makeId,
} from '../../test/builders/device-documents.ts';
import type { IncomingDocument, StoredDocument } from '../database/types.ts';
import { type Author, judgeDocument, type Known } from './judge-document.ts';

const accountId = makeId();
const otherId = makeId();
const deviceId = makeId();
const hand = { createdBy: accountId, deviceId };
const orderId = makeId();
const foreignOrder = makeId();
const author: Author = { accountId, deviceId, isForeignDevice: () => false };
const nothing: Known = { mailbox: [], work: [], ended: 0, granted: (id) => id === orderId };
const assignmentId = makeId();

const accepted = (over = {}) =>
  deviceEvent(hand, orderId, 'accepted', { assignmentId }, over) as unknown as IncomingDocument;
const stored = (document: IncomingDocument): StoredDocument => document as StoredDocument;
const withPath = (document: IncomingDocument, start: number, ids: readonly string[]): IncomingDocument => ({
  ...document,
  _rev: `${start}-${ids[0]}`,
  _revisions: { start, ids },
});

const verdict = (document: unknown, known: Partial<Known> = {}, by: Author = author): string => {
  const offered = document as IncomingDocument;
  const judged = judgeDocument(offered, JSON.stringify(offered).length, by, { ...nothing, ...known });
  return judged.kind === 'refuse' ? judged.problem.code : judged.kind;
};

describe('what a device may write', () => {
  const officeFields = { type: 'workOrder', schemaVersion: 1, createdBy: 'office', _rev: '1-aa' };
  it.each<[string, unknown, string]>([
    ['its own event', accepted(), 'store'],
    ['its own submission', deviceSubmission(hand, orderId, 'orderStudy.study'), 'store'],
    ['its own draft', deviceDraft(hand, orderId, 'orderStudy.study'), 'store'],
    ['its own evidence', deviceEvidence(hand, orderId), 'store'],

    ['an event of another account', accepted({ createdBy: otherId }), 'door.author'],
    ['an event as the office', accepted({ createdBy: 'office' }), 'door.author'],
    ['an event of another device', accepted({ deviceId: makeId() }), 'door.author'],
    ['an event without a device', accepted({ deviceId: undefined }), 'door.author'],
    ['an event as a dispatcher', accepted({ role: 'dispatcher' }), 'door.author'],
    ['an event as the office’s role', accepted({ role: 'office' }), 'door.author'],
    [
      'another device’s draft',
      deviceDraft({ ...hand, deviceId: makeId() }, orderId, 'orderStudy.study'),
      'door.author',
    ],
    [
      'a draft under another device’s id',
      { ...deviceDraft(hand, orderId, 'a.b'), _id: `workOrder:${orderId}:draft:a.b:${makeId()}` },
      'door.id',
    ],

    ['an assignment', deviceEvent(hand, orderId, 'assigned', { assignmentId, technicianId: accountId }), 'door.author'],
    ['an unassignment', deviceEvent(hand, orderId, 'unassigned', { assignmentId }), 'door.author'],
    [
      'an override',
      deviceEvent(hand, orderId, 'overridden', { stage: 'a', gate: 'b', reasonCode: 'x', note: '' }),
      'door.author',
    ],
    ['a cancellation', deviceEvent(hand, orderId, 'cancelled', { reasonCode: 'x', note: '' }), 'door.author'],
    ['an amendment', deviceEvent(hand, orderId, 'amended', { changes: [{ path: 'remarks', to: 'x' }] }), 'door.author'],
    ['a rejection', deviceEvent(hand, orderId, 'rejected', { reasonCode: 'x', note: '' }), 'door.author'],
    ['the end of intake', deviceEvent(hand, orderId, 'intakeCompleted', {}), 'door.author'],
    ['a refusal of a cancellation', deviceEvent(hand, orderId, 'cancelRefused', { note: '' }), 'door.author'],

    ['an order', { ...officeFields, _id: `workOrder:${orderId}` }, 'door.type'],
    ['a grant', { ...officeFields, _id: `grant:${orderId}`, type: 'grant' }, 'door.type'],
    ['a receipt', { ...officeFields, _id: `workOrder:${orderId}:receipt:x`, type: 'receipt' }, 'door.type'],
    ['a review', { ...officeFields, _id: `workOrder:${orderId}:review:1`, type: 'review' }, 'door.type'],
    ['settings', { ...officeFields, _id: 'settings:optics@9', type: 'settings' }, 'door.type'],
    ['an order type', { ...officeFields, _id: 'orderType:x@1', type: 'orderType' }, 'door.type'],
    ['a type nobody knows', { ...officeFields, _id: 'x', type: 'constructor' }, 'door.type'],
    ['a design document', { _id: '_design/x', _rev: '1-aa', views: {} }, 'door.id'],
    ['a deletion', { ...accepted(), _deleted: true }, 'door.deletion'],
    ['an attachment', { ...accepted(), _attachments: {} }, 'door.shape'],

    ['an order never granted', deviceEvent(hand, foreignOrder, 'accepted', { assignmentId }), 'door.notGranted'],
    ['an id of another order', accepted({ _id: `workOrder:${foreignOrder}:event:${makeId()}` }), 'door.id'],
    ['an id that is no ULID', accepted({ _id: `workOrder:${orderId}:event:latest` }), 'door.id'],
    ['no id', accepted({ _id: 7 }), 'door.id'],
    ['a field too many', accepted({ admin: true }), 'door.shape'],
    ['a payload of another kind', accepted({ payload: { text: 'x' } }), 'door.shape'],
    ['evidence over 1.5 KB', { ...deviceEvidence(hand, orderId), caption: '长'.repeat(2000) }, 'door.size'],
    ['a document over 64 KB', { ...deviceDraft(hand, orderId, 'a.b'), fields: { x: 'x'.repeat(70_000) } }, 'door.size'],

    ['a forged high revision', withPath(accepted(), 9999, ['ff']), 'door.revision'],
    ['an event with a second revision', withPath(accepted(), 2, ['bb', 'aa']), 'door.revision'],
    ['a revision that its path contradicts', { ...accepted(), _revisions: { start: 1, ids: ['ee'] } }, 'door.revision'],
    ['no revision', accepted({ _rev: undefined }), 'door.revision'],
    ['a hash of 32 signs that CouchDB cannot read', withPath(accepted(), 1, ['z'.repeat(32)]), 'door.revision'],
    ['a hash that CouchDB gives back as another', withPath(accepted(), 1, ['a'.repeat(16)]), 'door.revision'],
    ['a rootless draft', withPath(deviceDraft(hand, orderId, 'a.b'), 7, ['gg', 'ff']), 'door.revision'],
  ])('%s → %s', (_what, document, wanted) => {
    expect(verdict(document)).toBe(wanted);
  });
});

describe('an immutable document', () => {
  const first = accepted();
  it('is taken again as stored, and never with another body or a forged root', () => {
    expect(verdict(first, { mailbox: [stored(first)] })).toBe('stored');
    expect(verdict({ ...first, deviceSeq: 2 }, { mailbox: [stored(first)] })).toBe('door.immutable');
    const forged = withPath({ ...first, deviceSeq: 2 }, 1, ['f'.repeat(32)]);
    expect(verdict(forged, { mailbox: [stored(first)] })).toBe('door.immutable');
    expect(verdict(forged, { work: [stored(first)] })).toBe('door.immutable');
    expect(verdict(withPath(first, 1, ['f'.repeat(32)]), { mailbox: [stored(first)] })).toBe('stored');
  });

  it('that is in `work` alone comes into the mailbox under its own revision', () => {
    expect(verdict(first, { work: [stored(first)] })).toBe('store');
    expect(verdict(withPath(first, 1, ['e'.repeat(32)]), { work: [stored(first)] })).toBe('stored');
  });

  it('of somebody else is refused though he knows it word by word', () => {
    const foreign = deviceEvent({ createdBy: otherId, deviceId: makeId() }, orderId, 'accepted', { assignmentId });
    expect(verdict(foreign, { work: [foreign as never] })).toBe('door.author');
  });
});

describe('a mutable document', () => {
  const draft = deviceDraft(hand, orderId, 'a.b') as unknown as IncomingDocument;
  const at = (start: number, ids: readonly string[], over = {}) => withPath({ ...draft, ...over }, start, ids);
  const leaf = stored(at(2, ['bb', 'aa']));

  it.each<[string, IncomingDocument, string]>([
    ['continues the stored leaf', at(3, ['cc', 'bb', 'aa'], { hash: 'y' }), 'store'],
    ['comes several saves later', at(5, ['ee', 'dd', 'cc', 'bb', 'aa'], { hash: 'y' }), 'store'],
    ['is the stored one', at(2, ['bb', 'aa']), 'stored'],
    ['is an ancestor of the stored one', at(1, ['aa'], { hash: 'z' }), 'stored'],
    ['is the stored revision with another body', at(2, ['bb', 'aa'], { hash: 'forged' }), 'door.revision'],
    ['branches off', at(2, ['xx', 'aa']), 'door.revision'],
    ['has another root', at(3, ['zz', 'yy', 'xx']), 'door.revision'],
    ['jumps ahead without a history', at(900, ['zz']), 'door.revision'],
  ])('%s → %s', (_what, document, wanted) => {
    expect(verdict(document, { mailbox: [leaf] })).toBe(wanted);
  });

  const stemmed = Array.from({ length: 50 }, (_, index) => `a${index}`);
  const judgedAt = (start: number, ids: readonly string[], known: Partial<Known> = { mailbox: [leaf] }) =>
    judgeDocument(at(start, ids, { hash: 'y' }), 100, author, { ...nothing, ...known });

  it('that lost its oldest history honestly is bridged to the stored leaf', () => {
    const judged = judgedAt(200, stemmed);
    expect(judged).toMatchObject({ kind: 'store', document: { _rev: '200-a0', _revisions: { start: 200 } } });
    const path = judged.kind === 'store' ? judged.document._revisions : undefined;
    expect(path?.ids).toHaveLength(200);
    expect(path?.ids.slice(-2)).toEqual(['bb', 'aa']);
    expect(judged).not.toHaveProperty('ending');
  });

  it.each([
    ['says a long gap', 50_041, stemmed],
    ['says the longest gap', 999_999_999, stemmed],
    ['brings a long history', 30_002, [...Array.from({ length: 30_000 }, (_, index) => `a${index}`), 'bb', 'aa']],
  ])('that %s is stored as a short line of its own, and ends the one that it replaces', (_what, start, ids) => {
    const judged = judgedAt(start, ids);
    expect(judged).toMatchObject({
      kind: 'store',
      document: { _rev: `${start}-a0`, _revisions: { start, ids: stemmed } },
      ending: { _id: draft._id, _deleted: true, _revisions: { start: 3, ids: [expect.any(String), 'bb', 'aa'] } },
    });
    expect(judgedAt(start, ids)).toEqual(judged);
    expect(judgedAt(start, ids, { mailbox: [leaf], ended: 12 })).toMatchObject({
      kind: 'refuse',
      problem: { code: 'door.revision' },
    });
  });

  it('that is new brings no more history than a store keeps', () => {
    const whole = Array.from({ length: 30_000 }, (_, index) => `a${index}`);
    const judged = judgedAt(30_000, whole, {});
    expect(judged).toMatchObject({ kind: 'store', document: { _revisions: { start: 30_000, ids: stemmed } } });
  });

  it('that is older than all the stored leaf remembers was overtaken, and is not written', () => {
    const remembered = stored(
      at(
        200,
        Array.from({ length: 50 }, (_, index) => `a${index}`),
      ),
    );
    expect(verdict(at(2, ['bb', 'aa']), { mailbox: [remembered] })).toBe('stored');
    expect(verdict(at(190, ['bb', 'aa']), { mailbox: [remembered] })).toBe('door.revision');
  });

  it('of another author on the same device is refused', () => {
    expect(verdict(at(3, ['cc', 'bb', 'aa']), { work: [{ ...leaf, createdBy: otherId }] })).toBe('door.author');
  });
});

it('a session of no device writes for its own devices only', () => {
  const script: Author = { accountId, deviceId: null, isForeignDevice: (given) => given !== deviceId };
  expect(verdict(accepted(), {}, script)).toBe('store');
  expect(verdict(accepted({ deviceId: makeId() }), {}, script)).toBe('door.author');
});
