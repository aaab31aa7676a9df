import { dialled, numbersIn, withoutExtension } from './phone-digits.ts';

/** One number of a field, as it is read out and as it is dialled. */
export type Dialable = {
  /** as somebody wrote it */
  readonly written: string;
  /** what is dialled first; empty: there is nothing to dial in it */
  readonly number: string;
  readonly extension: string;
  /** `tel:`, with a pause before the extension; null: nothing to dial */
  readonly uri: string | null;
  /** no number of the plan has this many digits: to be checked, dialled all the same */
  readonly isDoubtful: boolean;
};

/**
 * Numbers that are dialled as they stand, without a leading 0: service numbers 400/800, and short ones (95598, 10000, 110).
 * Source: 电信网编号计划 (2017), 短号码 and 智能网业务.
 */
const plain = /^(?:[48]00\d{7}|9[56]\d{3,6}|1[0-2]\d{1,4})$/;

/** What the plan has: mobile, area code and number, service numbers, a local number; abroad with its country. */
const plausible = [/^1[3-9]\d{9}$/, /^0(?:10|2\d|[3-9]\d{2})[2-8]\d{6,7}$/, plain, /^[2-8]\d{6,7}$/];
const abroad = /^\+\d{8,15}$/;

/** The numbers of a field in their order; text without any number comes back as one that cannot be dialled. Empty: the field is empty. */
export function dialables(field: string): readonly Dialable[] {
  const numbers = numbersIn(field);
  if (numbers.length === 0) return field.trim() === '' ? [] : [undialable(field.trim())];
  return numbers.map((written) => dialable(written.trim()));
}

function dialable(written: string): Dialable {
  const [main, extension] = withoutExtension(written);
  const number = numberOf(main);
  if (number === '') return undialable(written);
  const known = plausible.some((form) => form.test(number)) || abroad.test(number);
  // A pause, and then the extension: what phones understand that scan it.
  return {
    written,
    number,
    extension,
    uri: `tel:${number}${extension === '' ? '' : `,${extension}`}`,
    isDoubtful: !known,
  };
}

function numberOf(main: string): string {
  const digits = main.normalize('NFKC').replaceAll(/\D/g, '');
  // Another country's number keeps its plus: without it a phone takes it for one of ours.
  if (/^\s*[+＋]/.test(main) && digits !== '' && !digits.startsWith('86')) return `+${digits}`;
  if (plain.test(digits)) return digits;
  const home = dialled(main);
  if (plausible.some((form) => form.test(home))) return home;
  // What fits no form is dialled as it was written, not as it might have been meant.
  return digits;
}

const undialable = (written: string): Dialable => ({
  written,
  number: '',
  extension: '',
  uri: null,
  isDoubtful: true,
});
