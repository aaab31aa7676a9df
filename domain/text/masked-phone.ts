import { dialled, numbersIn, subscriberPart, withoutExtension } from './phone-digits.ts';

/**
 * At least this many of the digits that tell one subscriber from another are hidden, and at least half; a shorter number is hidden whole.
 * Four of eight leave a mobile's last four, by which people in the field name a number.
 */
const leastHidden = 4;
const mostShown = 4;

/** The end of a number that may be shown. */
function shownEnd(subscriber: string): string {
  const hidden = Math.max(leastHidden, Math.ceil(subscriber.length / 2));
  const shown = Math.min(mostShown, Math.max(0, subscriber.length - hidden));
  return shown === 0 ? '' : subscriber.slice(-shown);
}

function masked(written: string): string {
  const [main, extension] = withoutExtension(written);
  const [prefix, subscriber] = subscriberPart(dialled(main));
  const end = shownEnd(subscriber);
  const stars = '*'.repeat(subscriber.length - end.length);
  return [prefix, stars, end, extension === '' ? '' : `转 ${'*'.repeat(extension.length)}`].filter(Boolean).join(' ');
}

/**
 * A field of phone numbers for paper and screens that others see: 138 **** 5678, 0551 **** 567, ***** for a short one. An extension is
 * hidden whole. Judged by what is hidden, never by the length of what was written.
 */
export const maskedPhones = (field: string): string => numbersIn(field).map(masked).join(' / ');

/** The end of the first number, for lists: as much as `maskedPhones` shows of it. */
export function phoneTail(field: string): string {
  const [first] = numbersIn(field);
  return first === undefined ? '' : shownEnd(subscriberPart(dialled(withoutExtension(first)[0]))[1]);
}
