/** Reads what a person types as a number: full-width digits, comma or point, any minus. Null: not (yet) a number. */
export function readNumber(text: string): number | null {
  const plain = text
    .normalize('NFKC')
    .replace(/[−–—－]/g, '-')
    .replace(',', '.')
    .replace('。', '.')
    .trim();
  if (!/^[-+]?(\d+\.?\d*|\.\d+)$/.test(plain)) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}

/** The other sign: `18.6` ⇄ `-18.6`. Light levels are negative and a tablet's keypad often has no minus. */
export function flipSign(text: string): string {
  const trimmed = text.trim();
  if (/^[-−–—－]/.test(trimmed)) return trimmed.slice(1);
  return `-${trimmed.replace(/^\+/, '')}`;
}
