import { readWrittenNumber } from '../../../domain/text/written-number.ts';

/** The value that a number field stores while a person types: the number, nothing, or the text as it stands where it is no number yet. */
export function typedNumber(text: string, unit: string | undefined): number | string | null {
  const read = readWrittenNumber(text, unit);
  if (read.kind === 'empty') return null;
  return read.kind === 'number' ? read.value : text;
}

/** The text of the box once it is left: a number that was written with a unit or its thousands apart shows as it was read. */
export function tidied(text: string, unit: string | undefined): string {
  const value = typedNumber(text, unit);
  return typeof value === 'number' && !/^[-−+]?\d*\.?\d*$/.test(text.trim()) ? String(value) : text;
}

/** The other sign: `18.6` ⇄ `-18.6`. Light levels are negative and a tablet's keypad often has no minus. */
export function flipSign(text: string): string {
  const trimmed = text.trim();
  if (/^[-−–—－﹣‐‑]/.test(trimmed)) return trimmed.slice(1).trimStart();
  return `-${trimmed.replace(/^[+＋]\s*/, '')}`;
}
