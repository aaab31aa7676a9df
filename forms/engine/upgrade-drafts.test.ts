import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../domain/documents/base.ts';
import type { DraftDocument } from '../../domain/documents/draft.ts';
import type { OrderTypeDefinition } from './types.ts';
import { placeNow } from './upgrade.ts';
import { type DraftNow, draftsNow } from './upgrade-drafts.ts';

/** Version 2: `f` is gone, `g` is called `n`, `h` is asked in another step, and step `two` is no more. */
const second = {
  key: 'test',
  version: 2,
  performers: { technician: 'technician' },
  stages: [
    {
      key: 'a',
      performer: 'technician',
      steps: [
        { key: 'one', kind: 'form', fields: ['n', 'k', 'x'].map((key) => ({ key, kind: 'text' })), photos: [] },
        { key: 'three', kind: 'form', fields: ['h', 'm'].map((key) => ({ key, kind: 'text' })), photos: [] },
      ],
      gates: [],
    },
  ],
  upgrades: [{ from: 1, renamed: { 'a.one.g': 'a.one.n', 'a.one.h': 'a.three.h', 'a.two.m': 'a.three.m' } }],
} as unknown as OrderTypeDefinition;

let minute = 0;
const draft = (step: string, fields: Record<string, Json>, more: Partial<DraftDocument> = {}): DraftDocument => {
  minute += 1;
  return {
    _id: `workOrder:o:draft:${step}:d`,
    type: 'draft',
    schemaVersion: 1,
    createdBy: 'office',
    orderId: 'o',
    step,
    deviceId: 'd',
    fields,
    basedOn: [],
    hash: '',
    savedAt: new Date(Date.UTC(2026, 2, 2) + minute * 60_000).toISOString(),
    ...more,
  };
};
/** As the station writes them. */
const written = (drafts: readonly DraftNow[]): readonly DraftDocument[] =>
  drafts.map(({ step, fields, savedAt, kept, submittedAs }) =>
    draft(
      step,
      { ...fields },
      {
        savedAt,
        kept: [...kept],
        orderTypeVersion: 2,
        ...(submittedAs === null ? {} : { submittedAs }),
      },
    ),
  );
const of = (drafts: readonly DraftNow[], step: string): DraftNow | undefined => drafts.find((one) => one.step === step);

describe('draftsNow', () => {
  it('puts each answer where the newer version asks it, and keeps what has no place with its old path', () => {
    const now = draftsNow(second, 1, [draft('a.one', { f: 1, g: 2, h: 3, k: 4 }), draft('a.two', { m: 5, z: 6 })]);
    expect(of(now, 'a.one')).toMatchObject({ fields: { n: 2, k: 4 }, kept: [{ path: 'a.one.f', value: 1 }] });
    expect(of(now, 'a.three')?.fields).toEqual({ h: 3, m: 5 });
    expect(of(now, 'a.two')).toMatchObject({ fields: {}, kept: [{ path: 'a.two.z', value: 6 }] });
  });

  it('what is typed into the newer form wins over what stood there, and takes nothing else away', () => {
    const old = draft('a.one', { f: 1, g: 2, h: 3, k: 4 });
    const now = draftsNow(second, 1, [old, draft('a.one', { k: 9 }, { orderTypeVersion: 2 })]);
    expect(of(now, 'a.one')).toMatchObject({ fields: { n: 2, k: 9 }, kept: [{ path: 'a.one.f' }] });
    expect(of(now, 'a.three')?.fields).toEqual({ h: 3 });
  });

  it('what was submitted is no draft any more', () => {
    const submitted = draft('a.one', { f: 1, g: 2 }, { submittedAs: 's' });
    expect(draftsNow(second, 1, [submitted])).toMatchObject([{ submittedAs: 's', changed: false, kept: [] }]);
    const old = draft('a.one', { g: 2, h: 3, f: 1 });
    const now = draftsNow(second, 1, [old, draft('a.one', { k: 9 }, { orderTypeVersion: 2, submittedAs: 's' })]);
    expect(of(now, 'a.one')).toMatchObject({ fields: { k: 9 }, submittedAs: 's', kept: [{ path: 'a.one.f' }] });
    expect(of(now, 'a.three')).toMatchObject({ fields: { h: 3 }, submittedAs: null });
  });

  it('without an upgrade nothing changes', () => {
    const plain = [draft('a.one', { k: 1 }, { orderTypeVersion: 2 }), draft('a.three', {}, { orderTypeVersion: 2 })];
    expect(draftsNow(second, 1, plain).map(({ changed }) => changed)).toEqual([false, false]);
  });

  it('R-21: zero answers dropped, whatever was typed, and writing it down changes nothing more', () => {
    const fields = fc.dictionary(fc.constantFrom('f', 'g', 'h', 'k', 'm', 'z'), fc.integer({ min: 1 }));
    fc.assert(
      fc.property(fields, fields, (one, two) => {
        const old = [draft('a.one', one), draft('a.two', two)];
        const now = draftsNow(second, 1, old);
        for (const { step, fields: typed } of old)
          for (const [key, value] of Object.entries(typed)) {
            const place = placeNow(second, 1, `${step}.${key}`);
            if (place === null)
              expect(of(now, step)?.kept.find(({ path }) => path === `${step}.${key}`)?.value).toBe(value);
            else expect(of(now, place.step)?.fields[place.key]).toBe(value);
          }
        const again = draftsNow(second, 1, written(now));
        expect(again.every(({ changed }) => !changed)).toBe(true);
        expect(again.map(({ step, fields: kept, kept: old2 }) => [step, kept, old2])).toEqual(
          now.map(({ step, fields: kept, kept: old2 }) => [step, kept, old2]),
        );
      }),
      { numRuns: 1000 },
    );
  });
});
