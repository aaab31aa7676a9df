import { charactersOf } from '../../../../../domain/text/cut.ts';

/** Width of a text in em: a Chinese sign is as wide as it is high, a letter about half. */
export function widthOf(text: string): number {
  let width = 0;
  for (const sign of text) width += /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/u.test(sign) ? 1 : 0.56;
  return width;
}

/** Breaks a text into at most `most` lines of `ems`; what does not fit ends in `…`. Words stay whole where they can. */
export function linesOf(text: string, ems: number, most: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  const pieces = text.match(/[^\s\u2e80-\u9fff\uff00-\uffef]+\s*|[\s\S]/gu) ?? [];
  for (const piece of pieces.flatMap((one) => (widthOf(one.trimEnd()) > ems ? [...charactersOf(one)] : [one]))) {
    if (line !== '' && widthOf((line + piece).trimEnd()) > ems) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  if (line.trimEnd() !== '') lines.push(line.trimEnd());
  if (lines.length <= most) return lines;
  let last = lines[most - 1] ?? '';
  while (widthOf(`${last}…`) > ems) last = [...charactersOf(last)].slice(0, -1).join('');
  return [...lines.slice(0, most - 1), `${last.trimEnd()}…`];
}
