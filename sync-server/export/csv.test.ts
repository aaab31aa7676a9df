import { describe, expect, it } from 'vitest';
import { csvRecord } from './csv.ts';

describe('a CSV record', () => {
  it('quotes what RFC 4180 wants quoted, and nothing else', () => {
    expect(csvRecord(['光功率', 'a,b', 'say "hi"', 'two\nlines', ' x ', ''])).toBe(
      '光功率,"a,b","say ""hi""","two\nlines", x ,\r\n',
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '\nx', '\0=1'])(
    'makes text of %j, which a spreadsheet would reckon or run',
    (given) => expect(csvRecord([given]).replace(/^"/, '')).toMatch(/^'/),
  );

  it('guards inside quotes too', () => {
    expect(csvRecord(['=HYPERLINK("http://x","y")'])).toBe('"\'=HYPERLINK(""http://x"",""y"")"\r\n');
  });

  it('leaves numbers numbers, and an address of mail or a word with a sign inside as they are', () => {
    expect(csvRecord([-19.5, 0, true, null, 'a=b', 'x@y.cn'])).toBe('-19.5,0,true,,a=b,x@y.cn\r\n');
  });
});
