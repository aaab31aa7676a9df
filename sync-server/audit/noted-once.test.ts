import { expect, it } from 'vitest';
import { notedOnce } from './noted-once.ts';

it('notes an act once by key, and each that has none', async () => {
  const once = notedOnce();
  const notes: string[] = [];
  const note = (text: string) => async () => void notes.push(text);
  await Promise.all([once('k', note('a')), once('k', note('a again'))]);
  await once('other', note('b'));
  await once(undefined, note('c'));
  await once(undefined, note('d'));
  expect(notes).toEqual(['a', 'b', 'c', 'd']);
});

it('notes again what could not be noted', async () => {
  const once = notedOnce();
  let notes = 0;
  await expect(once('k', () => Promise.reject(new Error('full')))).rejects.toThrow('full');
  await once('k', async () => {
    notes += 1;
  });
  expect(notes).toBe(1);
});
