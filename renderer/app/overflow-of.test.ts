import { expect, it } from 'vitest';
import { overflowOf } from './overflow-of.ts';

it.each([
  [{ value: '', maxLength: 5, selectionStart: 0, selectionEnd: 0 }, 'abcde', 0],
  [{ value: '', maxLength: 5, selectionStart: 0, selectionEnd: 0 }, 'abcdefg', 2],
  [{ value: 'abc', maxLength: 5, selectionStart: 3, selectionEnd: 3 }, 'def', 1],
  // The selected text makes room.
  [{ value: 'abc', maxLength: 5, selectionStart: 0, selectionEnd: 3 }, 'defgh', 0],
  [{ value: 'abcde', maxLength: 5, selectionStart: 2, selectionEnd: 2 }, 'x', 1],
  // A box without a limit, and one that tells no selection (a number, an e-mail address).
  [{ value: 'abc', maxLength: -1, selectionStart: 3, selectionEnd: 3 }, 'x'.repeat(9999), 0],
  [{ value: 'abc', maxLength: 5, selectionStart: null, selectionEnd: null }, 'def', 1],
])('%o takes %s but for %d', (box, text, over) => {
  expect(overflowOf(box, text)).toBe(over);
});
