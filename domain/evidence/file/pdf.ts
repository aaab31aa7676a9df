import { latin } from './kind.ts';
import { Incomplete } from './verdict.ts';

/** Readers look for the end in the last kilobyte (ISO 32000-1, annex H.3). */
const tailBytes = 1024;

/**
 * Its end, the table of its objects where the end says it is, and each object that a plain table names where it says it is. A file whose
 * tail is missing, or which has a hole where an object begins, is not whole; streams are not unpacked.
 * @throws Incomplete
 */
export function judgePdf(bytes: Uint8Array): void {
  const tail = latin(bytes, Math.max(0, bytes.length - tailBytes), bytes.length);
  if (!tail.includes('%%EOF')) throw new Incomplete('no end');
  const start = /startxref\s+(\d{1,12})\s+%%EOF(?![\s\S]*startxref)/.exec(tail)?.[1];
  // Offsets count from the header, which a few writers do not put first.
  const table = Number(start ?? Number.NaN);
  if (!Number.isInteger(table) || table >= bytes.length) throw new Incomplete('no table of objects');
  linearised(bytes);
  // 0: an update of nothing, as linearised files end.
  if (table === 0) return;
  const head = latin(bytes, table, Math.min(bytes.length, table + 40));
  if (/^\s*\d{1,10}\s+\d{1,5}\s+obj/.test(head)) return;
  if (!/^\s*xref\s/.test(head)) throw new Incomplete('no table where it must be');
  entries(bytes, table);
}

/** A linearised file has an end within its first pages, too: only its length says whether the rest came. */
function linearised(bytes: Uint8Array): void {
  const head = latin(bytes, 0, Math.min(bytes.length, tailBytes));
  if (!/\/Linearized\s/.test(head)) return;
  const length = Number(/\/L\s+(\d{1,12})/.exec(head)?.[1] ?? 0);
  if (bytes.length < length) throw new Incomplete('shorter than it says');
}

const entryBytes = 20;

function entries(bytes: Uint8Array, table: number): void {
  let at = table + latin(bytes, table, table + 16).indexOf('xref') + 4;
  for (;;) {
    const line = /^\s*(\d{1,10})\s+(\d{1,10})\s*?(\r\n|\n|\r|\s)\s*/.exec(
      latin(bytes, at, Math.min(bytes.length, at + 64)),
    );
    if (!line) return;
    at += line[0].length;
    const [first, count] = [Number(line[1]), Number(line[2])];
    if (at + count * entryBytes > bytes.length) throw new Incomplete('the table is cut');
    for (let n = 0; n < count; n += 1, at += entryBytes) {
      const entry = /^(\d{10}) (\d{5}) ([nf])/.exec(latin(bytes, at, at + 18));
      if (!entry) throw new Incomplete('the table is damaged');
      const offset = Number(entry[1]);
      // Offset 0 in use: some writers mark what they have dropped so.
      if (entry[3] === 'n' && offset !== 0 && !isObject(bytes, offset, first + n))
        throw new Incomplete('an object is missing');
    }
  }
}

function isObject(bytes: Uint8Array, offset: number, number: number): boolean {
  const head = latin(bytes, offset, Math.min(bytes.length, offset + 32));
  return Number(/^\s*(\d{1,10})\s+\d{1,5}\s+obj/.exec(head)?.[1] ?? Number.NaN) === number;
}
