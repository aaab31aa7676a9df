import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRecord } from './csv.ts';

describe('a CSV record', () => {
  it('quotes what RFC 4180 wants quoted, and what another separator would part', () => {
    expect(csvRecord(['光功率', 'a,b', 'say "hi"', 'two\nlines', ' x ', '', 'a;b'])).toBe(
      '光功率,"a,b","say ""hi""","two\nlines", x ,,"a;b"\r\n',
    );
  });

  it.each([
    ...['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '\nx', '\0=1'],
    ...['＝1+1', '＋1', '－1', '＠SUM(A1)', '﹦1', '﹢1', '﹣1', '﹫A1', '−1'],
    ...[' =1', '\ufeff=1', '\u200b=1', '\u00a0=1', '\u3000＝1', '\u202e=1', '\u2060=1', '\u00ad=1', '\u3164=1', '\v=1'],
    ...['\t=1', '\n\n=1', ' \ufeff \t＝1', '"=1"', '=cmd|" /C calc"!A0', '+cmd|x', '@x', ';=1', '\u115f=1', '\ufe0f=1'],
  ])('makes text of %j, which a spreadsheet would reckon or run', (given) =>
    expect(csvRecord([given]).replace(/^"/, '')).toMatch(/^'/),
  );

  it.each([
    ['a\n=1', "a\n'=1"],
    ['a\r\n =1', "a\r\n '=1"],
    ['a;=1', "a;'=1"],
    ['a\t"=1', 'a\t"\'=1'],
    ['a\u2028＝1', "a\u2028'＝1"],
    ['a；＝1;=2', "a；'＝1;'=2"],
  ])('guards %j where another reading would begin a cell', (given, said) =>
    expect(
      csvRecord([given])
        .replace(/^"|"?\r\n$/g, '')
        .replaceAll('""', '"'),
    ).toBe(said),
  );

  it('guards inside quotes too', () => {
    expect(csvRecord(['=HYPERLINK("http://x","y")'])).toBe('"\'=HYPERLINK(""http://x"",""y"")"\r\n');
  });

  it('leaves numbers numbers, and an address of mail or a word with a sign inside as they are', () => {
    expect(csvRecord([-19.5, 0, true, null, 'a=b', 'x@y.cn', 'a, -b', '-19 | -21'])).toBe(
      `-19.5,0,true,,a=b,x@y.cn,"a, -b",'-19 | -21\r\n`,
    );
  });

  it('has no formula in any cell, read by any separator and after what spreadsheets drop is dropped', () => {
    const hostile = fc
      .array(
        fc.constantFrom(...'=+-@＝＋－＠ \t\r\n;；"\'a1,\0\ufeff\u200b\u00a0\u3000\u202e\u2028\v\f\u0085', 'DDE', '线'),
        { maxLength: 12 },
      )
      .map((parts) => parts.join(''));
    const dropped = /^[\s\p{Cc}\p{Cf}"]+/u;
    fc.assert(
      fc.property(
        fc.array(fc.oneof(hostile, fc.string({ unit: 'grapheme' }), fc.double()), { minLength: 1 }),
        (row) => {
          const cells = row.filter((cell) => typeof cell === 'string');
          if (cells.length === 0) return;
          const record = csvRecord(cells);
          const readings = [...cellsBy(record, ','), ...record.split(/[;；\t\r\n\v\f\u0085\u2028\u2029]/u)];
          for (const cell of readings) expect(cell.replace(dropped, '')).not.toMatch(/^[=+\-@＝＋－＠]/u);
          // Nothing is lost but for the apostrophes.
          const plain = (text: string) => text.replaceAll("'", '');
          expect(cellsBy(record, ',').map(plain)).toEqual(cells.map(plain));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('looks at each character once: a megabyte of blanks is a cell like another', () => {
    const long = '\n'.repeat(1_000_000);
    expect(csvRecord([long])).toBe(`"'${long}"\r\n`);
  });
});

/** RFC 4180's reading. */
function cellsBy(record: string, separator: string): string[] {
  const cells: string[] = [];
  const text = record.slice(0, -2);
  for (let at = 0; at <= text.length; at += 1) {
    let cell = '';
    if (text[at] === '"')
      for (at += 1; at < text.length; at += 1) {
        if (text[at] === '"' && text[at + 1] !== '"') break;
        if (text[at] === '"') at += 1;
        cell += text[at];
      }
    for (; at < text.length && text[at] !== separator; at += 1) if (text[at] !== '"') cell += text[at];
    cells.push(cell);
  }
  return cells;
}
