/** What Excel asks for before it reads a file as UTF-8. */
export const byteOrderMark = '\ufeff';

export type Cell = string | number | boolean | null;

/** One record of RFC 4180 with its CRLF. */
export const csvRecord = (cells: readonly Cell[]): string => `${cells.map(csvField).join(',')}\r\n`;

/** What a spreadsheet would take for a formula; the apostrophe makes it text (CWE-1236, ASVS 5.0 1.2.10). */
const formula = /^[=+\-@\t\r\n\0]/;

/** Only text can be a formula: a measured −19.5 stays a number that can be reckoned with. */
function csvField(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const safe = formula.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
