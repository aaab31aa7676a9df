/** A number that can be dialled has at least this many digits: service numbers (10000) have five. */
const fewestDigits = 5;
/** The longest text that `Customer.phone` holds. */
const longest = 40;

/** Two numbers with labels, names and extensions have some dozens of characters; what is longer is a text, and for a person to read. */
const longestText = 400;

const digitsIn = (text: string): number => text.replace(/\D/g, '').length;

/** A number within a text that is too long to be one: digits with the signs that people write between them. */
const numberInText = /\+?\d[\d\s().-]{3,30}\d/g;

/**
 * The phone numbers in what somebody sent as one, as they are written: with brackets, an extension, a label or a name behind it, in
 * full-width digits, several in one text. A part too short to be a number of its own (`0551-1234567/8`, `…,801`) stays with the one
 * before it.
 */
export function phonesIn(sent: string): readonly string[] {
  if (sent.length > longestText) return [];
  const text = sent
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();
  const parts: string[] = [];
  for (const part of text.split(/(?<=[/,;|、或\n])/)) {
    const isNumber = digitsIn(part) >= fewestDigits;
    if (isNumber || parts.length === 0) parts.push(part);
    else parts.push(`${parts.pop() ?? ''}${part}`);
  }
  return parts.flatMap((part) => {
    // Looked for only where a run of them begins: from each of them on would cost the square of their number.
    const phone = part
      .replace(/(?<![/,;|、或\s])[/,;|、或\s]+$/u, '')
      .replace(/^\s*(?:tel:|电话|手机|联系电话|phone|mobile)\s*[:：]?\s*/i, '')
      .trim();
    if (digitsIn(phone) < fewestDigits) return [];
    if (phone.length <= longest) return [phone];
    return [...phone.matchAll(numberInText)].map(([number]) => number.trim()).filter((one) => one.length <= longest);
  });
}
