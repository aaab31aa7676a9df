import { expect, it } from 'vitest';
import { keepable, takenIn } from './differing.ts';

const merged = (fields: object, overtaken: readonly string[] = []) => ({ fields: { ...fields }, overtaken });

it('takes in what the other window changed, and leaves what was typed while the save was on its way', () => {
  const typed = { note: '走外墙', metres: 30 };
  const taken = takenIn(
    { note: '走外墙，到 5 楼', metres: 30 },
    { typed, merged: merged({ note: '走外墙', metres: 32 }), differing: {} },
  );
  expect(taken).toEqual({ shown: { note: '走外墙，到 5 楼', metres: 32 }, differing: {} });
});

it('leaves what differs on the screen, keeps the other value beside it, and sends that until a person chose', () => {
  const typed = { note: '走外墙' };
  const taken = takenIn(typed, { typed, merged: merged({ note: '走弱电井' }, ['note']), differing: {} });
  expect(taken).toEqual({ shown: { note: '走外墙' }, differing: { note: '走弱电井' } });
  expect(keepable({ note: '走外墙', metres: 3 }, taken.differing)).toEqual({ note: '走弱电井', metres: 3 });
  // What the other window types on is what is asked about then; once it is the same, nothing is asked.
  const later = takenIn(typed, { typed, merged: merged({ note: '走桥架' }), differing: taken.differing });
  expect(later.differing).toEqual({ note: '走桥架' });
  expect(takenIn(typed, { typed, merged: merged({ note: '走外墙' }), differing: taken.differing }).differing).toEqual(
    {},
  );
});

it('shows a field that the other window emptied as empty, and asks about one that was typed into', () => {
  const typed = { note: '旧', metres: 3 };
  expect(takenIn(typed, { typed, merged: merged({ metres: 3 }), differing: {} }).shown).toEqual({ metres: 3 });
  expect(takenIn(typed, { typed, merged: merged({ metres: 3 }, ['note']), differing: {} })).toEqual({
    shown: typed,
    differing: { note: null },
  });
});

it('knows a field that was emptied from one that nobody touched, since the latter has what was submitted', () => {
  expect(keepable({ note: '走外墙' }, { note: null })).toEqual({ note: null });
  // Emptied here while the save was on its way.
  expect(takenIn({ note: null }, { typed: {}, merged: merged({ metres: 3 }), differing: {} }).shown).toEqual({
    note: null,
    metres: 3,
  });
});
