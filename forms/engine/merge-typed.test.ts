import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mergeTyped, type Typed } from './merge-typed.ts';

const merge = (kept: Typed, basedOn: Typed, given: Typed, submitted: Typed = {}) =>
  mergeTyped({ kept, basedOn, given, submitted });

it('keeps what either window changed alone', () => {
  const basedOn = { metres: 30, route: '暗管' };
  expect(merge({ ...basedOn, route: '明线' }, basedOn, { ...basedOn, metres: 32 })).toEqual({
    fields: { metres: 32, route: '明线' },
    overtaken: [],
  });
});

it('leaves what is kept where both changed one field differently, and names it', () => {
  expect(merge({ metres: 31 }, { metres: 30 }, { metres: 32 })).toEqual({
    fields: { metres: 31 },
    overtaken: ['metres'],
  });
  expect(merge({ metres: 31 }, {}, { metres: 32 })).toEqual({ fields: { metres: 31 }, overtaken: ['metres'] });
  expect(merge({ metres: 31 }, { metres: 30 }, { metres: 31 })).toEqual({ fields: { metres: 31 }, overtaken: [] });
});

it('takes over what the other window emptied, and asks where this one typed into it', () => {
  expect(merge({}, { note: '旧' }, { note: '旧', metres: 3 })).toEqual({ fields: { metres: 3 }, overtaken: [] });
  expect(merge({}, { note: '旧' }, { note: '新' })).toEqual({ fields: {}, overtaken: ['note'] });
});

it('takes a field that no draft names for what was submitted', () => {
  // Submitted in the other window: its draft is gone, and nothing of it was lost.
  expect(merge({}, { metres: 30 }, { metres: 30, note: '新' }, { metres: 30 })).toEqual({
    fields: { metres: 30, note: '新' },
    overtaken: [],
  });
  // The other window has submitted its value, and the person at this one is asked about that value.
  expect(merge({}, { metres: 30 }, { metres: 32 }, { metres: 31 })).toEqual({
    fields: { metres: 31 },
    overtaken: ['metres'],
  });
  // Nobody touched the draft since: what is typed over the submitted value overtakes nobody.
  expect(merge({ metres: 30 }, {}, { metres: 31 }, { metres: 30 })).toEqual({ fields: { metres: 31 }, overtaken: [] });
});

it('takes a field that was emptied over what was submitted for empty', () => {
  const submitted = { note: '北门进' };
  // The other window emptied it; this one has not touched it.
  expect(merge({ note: null }, {}, { metres: 3 }, submitted)).toEqual({
    fields: { note: null, metres: 3 },
    overtaken: [],
  });
  expect(merge({}, {}, { note: null }, submitted)).toEqual({ fields: { note: null }, overtaken: [] });
  // One window emptied the field, and the other wrote into it.
  expect(merge({ note: null }, {}, { note: '南门进' }, submitted)).toEqual({
    fields: { note: null },
    overtaken: ['note'],
  });
  expect(merge({ note: '南门进' }, {}, { note: null }, submitted)).toEqual({
    fields: { note: '南门进' },
    overtaken: ['note'],
  });
});

it('loses no value: each that a window changed is kept or named', () => {
  const fields = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.option(fc.integer({ min: 0, max: 3 })));
  fc.assert(
    fc.property(fields, fields, fields, fields, (kept, basedOn, given, submitted) => {
      const { fields: merged, overtaken } = merge(kept, basedOn, given, submitted);
      const value = (side: Typed, key: string) => (key in side ? side[key] : (submitted[key] ?? null));
      for (const key of ['a', 'b', 'c']) {
        if (overtaken.includes(key)) expect(value(merged, key)).toEqual(value(kept, key));
        else if (value(given, key) !== value(basedOn, key)) expect(value(merged, key)).toEqual(value(given, key));
        else expect(value(merged, key)).toEqual(value(kept, key));
      }
      expect(merge(merged, merged, given, submitted).overtaken).toEqual([]);
    }),
  );
});
