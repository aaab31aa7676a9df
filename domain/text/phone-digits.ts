import { digitValue } from './number-marks.ts';

/** The digits of a text, of any script and width, in their order. */
const digitsOf = (text: string): string => [...text].map((c) => digitValue(c) ?? '').join('');

/** 00, a country and a number: what is shorter and begins with 00 is the end of an order's number. */
const shortestAbroad = 12;

/**
 * A number as it is dialled inside China: without the country code, a mobile without and a fixed line with its leading 0, an extension
 * behind it. `+86 139-0551-1234` → 13905511234, `+86 (551) 123 4567` → 05511234567. Another country's number keeps its code.
 * Source: 电信网编号计划 (2017): mobile 1[3-9] and nine digits, trunk prefix 0.
 */
export function dialled(text: string): string {
  const all = digitsOf(text);
  const abroad = /^[^\p{Nd}]*[+＋]/u.test(text) || (all.startsWith('00') && all.length >= shortestAbroad);
  const digits = abroad ? all.replace(/^00/, '') : all;
  const home =
    digits.startsWith('86') && (abroad || /^86\s*[-－–—(（ ]/.test(text.trim()) || /^861[3-9]\d{9}$/.test(digits));
  const number = home ? digits.slice(2) : digits;
  if (abroad && !home) return number;
  if (/^0?1[3-9]\d{9}/.test(number)) return number.replace(/^0/, '');
  return number.length >= 9 && !number.startsWith('0') ? `0${number}` : number;
}

/**
 * A dialled number parted where it begins to tell one subscriber from another: behind the three digits of a mobile's network, behind an
 * area code (010, 02x, 0xxx). Everything of any other number tells.
 */
export function subscriberPart(number: string): readonly [prefix: string, subscriber: string] {
  const prefix = /^(?:1[3-9]\d(?=\d{8})|0(?:10|2\d|[3-9]\d{2})(?=\d{7}))/.exec(number)?.[0] ?? '';
  return [prefix, number.slice(prefix.length)];
}

/** Several numbers in one field: 13905511234/0551-1234567. */
const between = /[/／,，;；、|｜\n]|或|和/u;
/** Two numbers with nothing but a blank between them: each is whole by itself. */
const fewestOfWhole = 7;

/** The numbers that a field holds, each as somebody wrote it. */
export function numbersIn(field: string): readonly string[] {
  return field.split(between).flatMap((part) => {
    const words = part.split(/\s+/u).filter((word) => digitsOf(word) !== '');
    const whole = words.length > 1 && words.every((word) => digitsOf(word).length >= fewestOfWhole);
    return whole ? words : digitsOf(part) === '' ? [] : [part];
  });
}

/** The keys by which a field of phone numbers is found, one a number. */
export const phoneKeys = (field: string): readonly string[] => [...new Set(numbersIn(field).map(dialled))];

/** A number without what stands behind it for a desk or a room, and that. */
export function withoutExtension(number: string): readonly [number: string, extension: string] {
  const [main = '', ...rest] = number.split(extension);
  return [main, digitsOf(rest.join(''))];
}

const extension = /转|轉|分机|ext\.?|[x#＃]|(?<=\p{Nd}{7})[-－–—](?=\p{Nd}{1,5}$)/iu;
const onlyNumber = /^[\p{Nd}\s+＋()（）\-－–—.．·#＃]*(?:(?:转|轉|分机|ext\.?|x)[\p{Nd}\s]*)?$/iu;
const fewestDigits = 4;

/**
 * The digits by which a number that somebody typed may be found: as it is, as it is dialled, without an extension, and as a local
 * number that was stored without its area code (`\n…\n`: the whole key). Empty: the text is no number.
 */
export function phoneQueries(text: string): readonly string[] {
  const plain = text.replaceAll(/\p{Cf}/gu, '');
  if (!onlyNumber.test(plain) || digitsOf(plain).length < fewestDigits) return [];
  const [main] = withoutExtension(plain);
  const forms = [plain, main].flatMap((one) => {
    const number = dialled(one);
    const whole = /^\d{7,8}$/.exec(subscriberPart(number)[1])?.[0];
    return [
      digitsOf(one),
      number,
      ...(number.length >= 9 ? [number.replace(/^0/, '')] : []),
      ...(whole ? [`\n${whole}\n`] : []),
    ];
  });
  return [...new Set(forms)].filter((form) => form.length >= fewestDigits);
}
