import { charactersOf } from '../../../domain/text/cut.ts';
import { colours, content, type Paper, type Style } from './paper.ts';
import type { Bilingual } from './wording.ts';

/** The building blocks that every section is made of. */

export const styles = {
  heading: { size: 12.5, weight: 'bold', leading: 1.3 },
  headingSecond: { size: 8, colour: colours.faint, leading: 1.3 },
  label: { size: 7.5, colour: colours.muted, leading: 1.35 },
  value: { size: 9.5, leading: 1.42 },
  strong: { size: 9.5, weight: 'bold', leading: 1.42 },
  small: { size: 7.5, colour: colours.muted, leading: 1.4 },
  tiny: { size: 6.5, colour: colours.faint, leading: 1.4 },
} as const satisfies Record<string, Style>;

/** A section's heading, kept together with `keep` points of what follows. */
export function heading(paper: Paper, title: Bilingual, keep = 60): void {
  paper.need(34 + keep);
  if (paper.y > content.top) paper.y += 16;
  paper.document
    .save()
    .roundedRect(content.left, paper.y + 1.5, 3, 13, 1.5)
    .fill(colours.brand)
    .restore();
  paper.put(title.first, content.left + 10, paper.y, content.width - 10, styles.heading);
  const width = paper.lines(title.first, content.width, styles.heading)[0]?.width ?? 0;
  const after = content.left + 10 + width * styles.heading.size + 7;
  paper.put(title.second, after, paper.y + 4.3, content.right - after, styles.headingSecond);
  paper.y += 23;
}

export type Tone = { readonly ink: string; readonly ground: string };
export type Fact = {
  readonly label: Bilingual;
  readonly value: string;
  /** takes the whole row */
  readonly wide?: boolean;
  /** a verdict beside the value */
  readonly pill?: { readonly text: string; readonly tone: Tone };
};

/** Label above value, some in a row; a wide one, or one that would wrap, takes the whole row. */
export function facts(paper: Paper, all: readonly Fact[], columns = 3, inset = 0): void {
  const gap = 14;
  const whole = content.width - inset;
  const narrow = (whole - gap * (columns - 1)) / columns;
  const left = content.left + inset;
  let row: Fact[] = [];
  const flush = (): void => {
    if (row.length > 0) drawRow(paper, row, left, narrow, gap);
    row = [];
  };
  for (const fact of all) {
    if (fact.value === '') continue;
    const alone = fact.wide || paper.lines(fact.value, narrow - (fact.pill ? 44 : 0), styles.value).length > 1;
    if (alone || row.length === columns) flush();
    if (alone) drawAcross(paper, fact, left, whole);
    else row.push(fact);
  }
  flush();
}

const labelText = ({ first, second }: Bilingual): string => (second === '' ? first : `${first}  ${second}`);

const heightOf = (paper: Paper, text: string, width: number, style: Style): number =>
  paper.height(paper.lines(text, width, style), style);

function drawRow(paper: Paper, row: readonly Fact[], left: number, width: number, gap: number): void {
  const labels = Math.max(...row.map((fact) => heightOf(paper, labelText(fact.label), width, styles.label)));
  const height = labels + styles.value.size * styles.value.leading;
  paper.need(height);
  row.forEach((fact, i) => {
    const x = left + i * (width + gap);
    paper.put(labelText(fact.label), x, paper.y, width, styles.label);
    paper.put(fact.value, x, paper.y + labels, width, styles.value);
    if (!fact.pill) return;
    const taken = (paper.lines(fact.value, width, styles.value)[0]?.width ?? 0) * styles.value.size;
    pill(paper, fact.pill.text, x + taken + 6, paper.y + labels, fact.pill.tone);
  });
  paper.y += height + 5;
}

/** Line by line, so that an answer longer than a page runs on. */
function drawAcross(paper: Paper, fact: Fact, left: number, width: number): void {
  const lines = paper.lines(fact.value, width, styles.value);
  const step = styles.value.size * styles.value.leading;
  const labels = heightOf(paper, labelText(fact.label), width, styles.label);
  paper.need(labels + step * Math.min(lines.length, 3));
  paper.put(labelText(fact.label), left, paper.y, width, styles.label);
  paper.y += labels;
  for (const line of lines) {
    paper.need(step);
    paper.draw(line, left, paper.y, width, styles.value);
    paper.y += step;
  }
  paper.y += 5;
}

/** A text cut to so many lines, with `…` where something is left out. */
export function cutTo(paper: Paper, text: string, width: number, style: Style, lines: number): string {
  if (paper.lines(text, width, style).length <= lines) return text;
  const characters = [...charactersOf(text)];
  let [fits, over] = [0, characters.length];
  while (over - fits > 1) {
    const middle = (fits + over) >> 1;
    const cut = `${characters.slice(0, middle).join('')}…`;
    if (paper.lines(cut, width, style).length <= lines) fits = middle;
    else over = middle;
  }
  return `${characters.slice(0, fits).join('').trimEnd()}…`;
}

export type Cell = {
  readonly text: string;
  readonly style?: Style;
  /** the second language, small below */
  readonly under?: string;
  readonly pill?: Tone;
};
export type Column = { readonly title: Bilingual; readonly share: number; readonly align?: 'left' | 'right' };

/** A table whose head is repeated on each page and whose rows are never cut, unless one is taller than a page. */
export function table(paper: Paper, columns: readonly Column[], rows: readonly (readonly Cell[])[]): void {
  const total = columns.reduce((sum, column) => sum + column.share, 0);
  const pad = 6;
  const widths = columns.map((column) => (column.share / total) * content.width);
  const head = (): void => {
    const texts = columns.map((column) => labelText(column.title));
    const height = Math.max(
      ...texts.map((text, i) =>
        paper.height(paper.lines(text, (widths[i] ?? 0) - 2 * pad, styles.label), styles.label),
      ),
    );
    paper.document
      .save()
      .roundedRect(content.left, paper.y, content.width, height + 8, 3)
      .fill(colours.soft)
      .restore();
    drawCells(
      paper,
      texts.map((text) => ({ text, style: styles.label })),
      columns,
      widths,
      pad,
      4,
    );
    paper.y += height + 10;
  };
  paper.need(48);
  head();
  for (const row of rows) {
    const height = Math.max(...row.map((cell, i) => cellHeight(paper, cell, (widths[i] ?? 0) - 2 * pad)));
    if (paper.need(height + 9)) head();
    drawCells(paper, row, columns, widths, pad, 3);
    paper.y += height + 8;
    paper.rule(paper.y - 1);
  }
  paper.y += 4;
}

const cellHeight = (paper: Paper, cell: Cell, width: number): number => {
  const style = cell.style ?? styles.value;
  return heightOf(paper, cell.text, width, style) + (cell.under ? heightOf(paper, cell.under, width, styles.label) : 0);
};

function drawCells(
  paper: Paper,
  row: readonly Cell[],
  columns: readonly Column[],
  widths: readonly number[],
  pad: number,
  top: number,
): void {
  let x = content.left;
  row.forEach((cell, i) => {
    const width = widths[i] ?? 0;
    if (cell.pill) pill(paper, cell.text, x + pad, paper.y + top, cell.pill);
    else {
      const align = columns[i]?.align ?? 'left';
      const inner = width - 2 * pad;
      const taken = paper.put(cell.text, x + pad, paper.y + top, inner, { ...(cell.style ?? styles.value), align });
      if (cell.under) paper.put(cell.under, x + pad, paper.y + top + taken, inner, { ...styles.label, align });
    }
    x += width;
  });
}

const pillStyle: Style = { size: 7.5, weight: 'bold', leading: 1.3 };

/** A small coloured label with its word: never colour alone (WCAG 1.4.1). Answers its width. */
export function pill(paper: Paper, text: string, x: number, y: number, tone: Tone): number {
  const width = (paper.lines(text, content.width, pillStyle)[0]?.width ?? 0) * pillStyle.size + 12;
  paper.document.save().roundedRect(x, y, width, 13.5, 6.75).fill(tone.ground).restore();
  paper.put(text, x + 6, y + 1.9, width, { ...pillStyle, colour: tone.ink });
  return width;
}
