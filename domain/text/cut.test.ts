import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { charactersOf, cutBytes, cutText, cutWithEllipsis, firstCharacter } from './cut.ts';
import { isWellFormed, wellFormed } from './well-formed.ts';

const family = '👨‍👩‍👧‍👦';
const bytesOf = (text: string): number => Buffer.byteLength(text);
/** Texts that are cut wrong most easily, lone halves among them. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '线',
        'a',
        ' ',
        '😀',
        family,
        '🇨🇳',
        'é',
        '\ud83d',
        '\ude00',
        '\u0000',
        '\u202e',
        '\r\n',
        '👍🏽',
        '\u0301',
      ),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

describe('well-formed text', () => {
  test('a lone half becomes U+FFFD, a pair stays, and doing it twice changes nothing', () => {
    expect(wellFormed('a\ud83dz')).toBe('a\ufffdz');
    expect(wellFormed('\ude00😀\ud83d')).toBe('\ufffd😀\ufffd');
    fc.assert(
      fc.property(hostile, (text) => {
        const whole = wellFormed(text);
        expect(isWellFormed(whole)).toBe(true);
        expect(whole.length).toBe(text.length);
        expect(wellFormed(whole)).toBe(whole);
        if (isWellFormed(text)) expect(whole).toBe(text);
        expect(Buffer.from(whole).toString()).toBe(whole);
      }),
    );
  });
});

describe('a cut', () => {
  test.each([
    ['an emoji', `${'a'.repeat(119)}😀`, 120, 'a'.repeat(119)],
    ['a family', `线${family}`, 10, '线'],
    ['a flag', 'x🇨🇳', 3, 'x'],
    ['a skin colour', 'x👍🏽', 3, 'x'],
    ['an accent written by itself', 'abe\u0301', 3, 'ab'],
    ['CR LF', 'ab\r\n', 3, 'ab'],
    ['nothing to cut', '线务', 2, '线务'],
    ['nothing left', '线务', 0, ''],
  ])('%s is never parted', (_, text, most, wanted) => {
    expect(cutText(text, most)).toBe(wanted);
  });

  test('is the longest whole beginning that fits, well formed, whatever the text', () => {
    fc.assert(
      fc.property(hostile, fc.nat(80), (text, most) => {
        const cut = cutText(text, most);
        expect(cut.length).toBeLessThanOrEqual(most);
        expect(isWellFormed(cut)).toBe(true);
        expect(wellFormed(text).startsWith(cut)).toBe(true);
        const whole: string[] = [];
        for (const character of charactersOf(text)) whole.push(character);
        let fits = '';
        for (const character of whole) {
          if (fits.length + character.length > most) break;
          fits += character;
        }
        // Longer only where one character alone has no room: then the code points of it that have.
        if (fits !== '') expect(cut.startsWith(fits)).toBe(true);
        if (fits !== '' && whole.every((one) => one.length < 20)) expect(cut).toBe(fits);
      }),
      { numRuns: 2000 },
    );
  });

  test('a letter with endless accents keeps what has room; a long text costs what is kept, not what it has', () => {
    expect(cutText(`e${'\u0301'.repeat(100_000)}`, 50)).toHaveLength(50);
    expect(cutText('线'.repeat(5_000_000), 100)).toBe('线'.repeat(100));
  });

  test('by bytes, and with an ellipsis that counts', () => {
    expect(cutBytes('线务通.pdf', 8)).toBe('线务');
    expect(cutBytes(`ab${family}`, 8)).toBe('ab');
    expect(cutWithEllipsis(`线${family}务`, 6)).toBe('线…');
    fc.assert(
      fc.property(hostile, fc.nat(80), (text, most) => {
        expect(bytesOf(cutBytes(text, most))).toBeLessThanOrEqual(most);
        expect(cutWithEllipsis(text, most + 1).length).toBeLessThanOrEqual(most + 1);
      }),
    );
  });

  test('an initial is a whole character', () => {
    expect(firstCharacter('😀王')).toBe('😀');
    expect(firstCharacter('')).toBe('');
    expect(firstCharacter('\ud83d王')).toBe('\ufffd');
  });
});
