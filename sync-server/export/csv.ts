/** What Excel asks for before it reads a file as UTF-8. */
export const byteOrderMark = '\ufeff';

export type Cell = string | number | boolean | null;

/** One record of RFC 4180 with its CRLF. */
export const csvRecord = (cells: readonly Cell[]): string => `${cells.map(csvField).join(',')}\r\n`;

/**
 * Signs that spreadsheets do not show, or drop before they look at a cell: blanks of every kind, controls, marks of direction and of
 * joining, the byte order mark, and quotes, which a second import takes away.
 */
const unseen = /^[\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}"]$/u;
/** Signs that begin a formula, in every width: input methods write ＝, and some spreadsheets reckon with it. DDE begins with one too. */
const signs: ReadonlySet<string> = new Set('=+-@＝＋－＠﹢﹣﹦﹫−');
/**
 * Signs that some locale, or a second import, takes for the end of a cell, so that the next begins inside this one. The comma is quoted.
 */
const ends: ReadonlySet<string> = new Set('\n\r\v\f\u0085\u2028\u2029\t;；');

/** A cell that begins with one of these is no text to some spreadsheets. */
const control = /^[\t\r\n\0]/;

/** Only text can be a formula: a measured −19.5 stays a number that can be reckoned with. */
function csvField(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const safe = asText(cell);
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * An apostrophe makes text of what a spreadsheet would reckon or run (CWE-1236, ASVS 5.0 1.2.10): before the cell, and before each sign
 * within it that another reading would put at the beginning of a cell. One look at each character, however long the cell.
 */
function asText(cell: string): string {
  let said = '';
  /** something visible stands before, in this cell; since the last end within it */
  let [isBegun, isBegunHere, isParted] = [false, false, false];
  let isFormula = control.test(cell);
  for (const character of cell) {
    if (!isBegunHere && signs.has(character)) {
      isFormula ||= !isBegun;
      if (isParted) said += "'";
    }
    if (ends.has(character)) {
      isParted = true;
      isBegunHere = false;
    } else if (!unseen.test(character)) {
      isBegun = true;
      isBegunHere = true;
    }
    said += character;
  }
  return isFormula ? `'${said}` : said;
}
