import { digitValue, foldNumberMarks } from './number-marks.ts';

/**
 * A text read as a number. A text that says two things, or a number and something else, is never guessed at:
 * `unclear` carries the one or two numbers that may be meant, and a person picks; `refused` says why there is none.
 */
export type WrittenNumber =
  | { readonly kind: 'empty' }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'unclear'; readonly readings: readonly number[] }
  | { readonly kind: 'refused'; readonly reason: NumberRefusal };

/**
 * `unit`: something follows that is not this field's unit; `words`: Chinese numerals; `special`: ², ½, ④ and the like;
 * `exponent`: 1e5; `several`: more than one number; `tooLong`: more digits than a number can hold; `other`: anything else.
 */
export type NumberRefusal = 'unit' | 'words' | 'special' | 'exponent' | 'several' | 'tooLong' | 'other';

const refused = (reason: NumberRefusal): WrittenNumber => ({ kind: 'refused', reason });

/** A double holds every decimal of 15 significant digits, and not every one of 16: beyond that another number would be stored. */
const mostDigits = 15;

/** The longest number of 15 digits with its marks and unit is far shorter; what is longer is a text. */
const mostCharacters = 80;

const chineseNumerals = /[〇零一二三四五六七八九十百千万亿两廿卅壹贰叁肆伍陆柒捌玖拾佰仟萬億兩]/u;
const grouping = "' ";

/**
 * Reads a number as people, other systems and input methods write it: digits of any script, any minus, a decimal point or
 * comma, thousands set apart, the field's own unit behind it.
 * @param unit the field's unit, as `dBm`; without one, nothing may follow the number
 */
export function readWrittenNumber(text: string, unit?: string): WrittenNumber {
  if (text.length > mostCharacters) return text.trim() === '' ? { kind: 'empty' } : refused('tooLong');
  const plain = foldNumberMarks(text);
  if (plain === '') return { kind: 'empty' };
  const match = /^([-+]?) *((?:\p{Nd}|[.,'\u00a0 ])*\p{Nd}[.,]?)(.*)$/u.exec(plain);
  if (match === null) return refused(withoutDigits(plain));
  const [, sign = '', body = '', rest = ''] = match;
  if (rest !== '' && !isUnit(rest, unit)) return refused(reasonOf(rest.trim()));
  return signed(readDigits([...body].map(asciiDigit).join('')), sign === '-' ? -1 : 1);
}

function signed(read: WrittenNumber, factor: 1 | -1): WrittenNumber {
  // Zero has no sign: -0 would not equal what JSON gives back.
  const turned = (value: number): number => (value === 0 ? 0 : value * factor);
  if (read.kind === 'number') return { kind: 'number', value: turned(read.value) };
  if (read.kind === 'unclear') return { kind: 'unclear', readings: read.readings.map(turned) };
  return read;
}

const asciiDigit = (character: string): string => digitValue(character)?.toString() ?? character;

/** `0-9`, `.`, `,`, `'`, NBSP (any blank that only sets digits apart) and the plain blank; ends with a digit, a point or a comma. */
function readDigits(body: string): WrittenNumber {
  const found = /^([^.,]*)(?:([.,])(.*))?$/u.exec(body);
  const [, head = '', mark, tail = ''] = found ?? [];
  if (mark === undefined) return whole(head);
  const marks = [...body].filter((c) => c === '.' || c === ',');
  const last = Math.max(body.lastIndexOf('.'), body.lastIndexOf(','));
  const fraction = body.slice(last + 1);
  if (!/^\d*$/.test(fraction)) return refused('several');
  if (marks.length === 1) return mark === '.' ? decimal(head, tail) : oneComma(head, tail);
  const lastMark = body[last] ?? '';
  const before = body.slice(0, last);
  const inner = lastMark === '.' ? ',' : '.';
  // 1,234.5 and 1.234,5: the mark that comes last and once is the decimal one.
  if (marks.filter((one) => one === lastMark).length === 1)
    return fraction !== '' && inGroups(before, inner)
      ? number(before.replaceAll(inner, ''), fraction)
      : refused('several');
  // 1,234,567: only thousands are written so. 1.234.567 may also be an address or a date, so it is asked.
  if (marks.every((one) => one === lastMark) && inGroups(body, lastMark)) {
    const read = number(body.replaceAll(lastMark, ''), '');
    return lastMark === ',' ? read : asked([read]);
  }
  return refused('several');
}

/** `18,6` is 18.6; `1,000` may be a thousand or one, `1,0000` ten thousand (in 万) or one. */
function oneComma(head: string, tail: string): WrittenNumber {
  const asDecimal = decimal(head, tail);
  const digits = head.replaceAll(/[' \u00a0]/g, '');
  const bare = head === digits;
  const thousands = tail.length === 3 && /^[1-9]\d{0,2}$/.test(digits);
  const tenThousands = tail.length === 4 && /^[1-9]\d{0,3}$/.test(digits);
  if (tail === '') return head === '' ? refused('other') : asked([decimal(head, '')]);
  if (!bare || !(thousands || tenThousands)) return asDecimal;
  return asked([number(head + tail, ''), asDecimal]);
}

function decimal(head: string, fraction: string): WrittenNumber {
  if (!/^\d*$/.test(fraction)) return refused('several');
  if (head === '') return fraction === '' ? refused('other') : number('0', fraction);
  const read = whole(head);
  if (read.kind === 'number') return number(digitsOf(head), fraction);
  return read.kind === 'unclear' ? asked([number(digitsOf(head), fraction)]) : read;
}

const digitsOf = (head: string): string => head.replaceAll(/[^\d]/g, '');

/** Digits, perhaps set apart in threes; a plain blank between them may also be a slip, so the number is asked. */
function whole(text: string): WrittenNumber {
  if (/^\d+$/.test(text)) return number(text, '');
  const mark = [...text].find((c) => !/\d/.test(c)) ?? '';
  if (!grouping.includes(mark) && mark !== '\u00a0') return refused('several');
  if (!inGroups(text, mark)) return refused('several');
  const read = number(text.replaceAll(mark, ''), '');
  return mark === ' ' ? asked([read]) : read;
}

/** Groups of thousands are one to three digits, then threes only: 12 345, never 1 2 or 0,123,456. */
function inGroups(text: string, mark: string): boolean {
  const [first = '', ...others] = text.split(mark);
  return /^[1-9]\d{0,2}$/.test(first) && others.length > 0 && others.every((group) => /^\d{3}$/.test(group));
}

function number(whole: string, fraction: string): WrittenNumber {
  const significant = `${whole}${fraction}`.replace(/^0+/, '');
  if (significant.replace(/0+$/, '').length > mostDigits || whole.replace(/^0+/, '').length > mostDigits)
    return refused('tooLong');
  return { kind: 'number', value: Number(fraction === '' ? whole : `${whole}.${fraction}`) };
}

/** The numbers that may be meant; where none is left, why. */
function asked(reads: readonly WrittenNumber[]): WrittenNumber {
  const values = reads.flatMap((read) => (read.kind === 'number' ? [read.value] : []));
  const readings = [...new Set(values)];
  return readings.length > 0 ? { kind: 'unclear', readings } : (reads[0] ?? refused('other'));
}

/** Units that people write in place of the field's own; a scale (km for m) is never among them. */
const sameUnit: Readonly<Record<string, readonly string[]>> = {
  m: ['米'],
  km: ['公里', '千米', 'KM', 'Km'],
  mm: ['毫米'],
  h: ['小时', '时'],
  min: ['分钟', '分'],
  s: ['秒'],
  ms: ['毫秒'],
  d: ['天', '日'],
  V: ['伏'],
  '%': ['％', '﹪', '٪'],
  Ω: ['欧', '欧姆', 'ohm'],
  '°C': ['℃', '度', '摄氏度'],
  'Mbit/s': ['Mbps', '兆', 'Mb/s', 'mbps', 'M', 'm'],
  元: ['¥', '￥', '块', 'CNY', 'RMB'],
  月: ['个月'],
};

/** A unit of three letters or more is also known in other letters' case (`DBM`); in a shorter one the case says something (`mW`, `MW`). */
function isUnit(rest: string, unit: string | undefined): boolean {
  const given = folded(rest);
  if (given === '') return true;
  if (unit === undefined || unit === '') return false;
  const own = folded(unit);
  if (given === own || (own.length >= 3 && given.toLowerCase() === own.toLowerCase())) return true;
  return (sameUnit[unit] ?? []).some((name) => folded(name) === given);
}

const folded = (unit: string): string => unit.normalize('NFKC').replaceAll(/\s/g, '');

/** The reason why a text that does not begin with a number is refused. */
function withoutDigits(text: string): NumberRefusal {
  const reason = reasonOf(text);
  return reason === 'unit' || reason === 'several' ? 'other' : reason;
}

function reasonOf(rest: string): NumberRefusal {
  if (/^[eE][-+]?\p{Nd}/u.test(rest) || /\p{Nd}[eE][-+]?\p{Nd}/u.test(rest) || /^ *[x×*] *10/u.test(rest))
    return 'exponent';
  if (/[\p{No}\p{Nl}]/u.test(rest)) return 'special';
  if (chineseNumerals.test(rest)) return 'words';
  if (/\p{Nd}/u.test(rest)) return 'several';
  return /^\p{L}|^[%‰°/]/u.test(rest) ? 'unit' : 'other';
}
