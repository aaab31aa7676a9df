import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deviceDraft, deviceEvent, makeId } from '../../test/builders/device-documents.ts';
import { isWellFormed } from '../text/well-formed.ts';
import { judgeShape, readDocument, unkeepable } from './judge-shape.ts';
import { documentLevels, sizeLimit } from './limits.ts';
import { mended, plainFault } from './plain-json.ts';

const hand = { createdBy: makeId(), deviceId: makeId() };
const orderId = makeId();
const judged = (document: object): string => {
  const answer = judgeShape(document as never, Buffer.byteLength(JSON.stringify(document)));
  return answer.ok ? 'ok' : `${answer.problem.code} ${answer.problem.details.where ?? ''}`.trim();
};
const noted = (text: string) => deviceEvent(hand, orderId, 'noted', { text });
const draft = (fields: Record<string, unknown>) => deviceDraft(hand, orderId, 'a.b', fields);
const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: nested(levels - 1) });

describe('what a device writes, judged by itself', () => {
  it.each<[string, object, string]>([
    ['a note', noted('线务 😀'), 'ok'],
    ['a NUL, a mark of a scanner, a noncharacter: all are Unicode', noted('a\0b\u001dc\uffff'), 'ok'],
    ['half a character', noted('线\ud83d'), 'door.shape payload.text halfCharacter'],
    ['half a character in a key', draft({ 'a\ude00': 1 }), 'door.shape fields halfCharacter'],
    ['no number', draft({ a: Number.NaN }), 'door.shape fields.a number'],
    ['1/0', draft({ a: 1 / 0 }), 'door.shape fields.a number'],
    ['the key of a prototype', draft(JSON.parse('{"__proto__":{"a":1}}') as never), 'door.shape fields key'],
    ['nested as deep as may be', draft({ a: nested(documentLevels - 3) }), 'ok'],
    ['one level deeper', draft({ a: nested(documentLevels) }), 'door.shape tooDeep'],
    ['nested without end', draft({ a: nested(500) }), 'door.shape tooDeep'],
    ['too large', draft({ a: '线'.repeat(sizeLimit / 3) }), 'door.size'],
    ['30 February', { ...draft({}), savedAt: '2026-02-30T00:00:00.000Z' }, 'door.shape savedAt'],
    ['the year 275760', { ...draft({}), savedAt: '+275760-09-13T00:00:00.000Z' }, 'door.shape savedAt'],
    ['an id of another document', { ...draft({}), _id: noted('a')._id }, 'door.id'],
    ['a kind of the office', { _id: 'grant:x', type: 'grant' }, 'door.type'],
    ['a kind of nobody', { _id: 'x', type: 'toString' }, 'door.type'],
  ])('%s', (_, document, wanted) => {
    expect(judged(document)).toBe(wanted);
  });

  it('a station says it in its own words, with the place', () => {
    const answer = readDocument('event', noted('\ud83d'));
    expect(answer.ok ? null : unkeepable(answer.problem)).toMatchObject({
      code: 'kept.unfit',
      details: { where: 'payload.text halfCharacter' },
    });
  });
});

describe('mended', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\ud83d', '\ude00', 'a\ud83d😀', '线\udfffz'));
  const json = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      text,
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(
        text.filter((key) => key !== '__proto__'),
        tie('value'),
        { maxKeys: 4 },
      ),
    ),
  })).value;

  it('has whole characters everywhere, nothing lost and nothing else changed', () => {
    fc.assert(
      fc.property(json, (value) => {
        const whole = mended(value);
        expect(plainFault(whole, 1_000)).toBeNull();
        expect(countOf(whole)).toBe(countOf(value));
        expect(mended(whole)).toBe(whole);
        if (plainFault(value, 1_000) === null && !hasNegativeZero(value)) expect(whole).toBe(value);
        expect(JSON.parse(JSON.stringify(whole))).toEqual(whole);
      }),
      { numRuns: 1_000 },
    );
  });

  it('two keys that become one both stay', () => {
    const whole = mended({ '\ud83d': 1, '\ud83e': 2 });
    expect(Object.values(whole)).toEqual([1, 2]);
    expect(Object.keys(whole).every(isWellFormed)).toBe(true);
  });
});

const countOf = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? Object.values(value).reduce((sum: number, one) => sum + countOf(one), 1)
    : 1;
const hasNegativeZero = (value: unknown): boolean =>
  Object.is(value, -0) || (typeof value === 'object' && value !== null && Object.values(value).some(hasNegativeZero));
