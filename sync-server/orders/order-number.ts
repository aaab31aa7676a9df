import { isWritten, untilWritten } from '../database/attempts.ts';
import type { Database, StoredDocument } from '../database/types.ts';

/** The calendar day of a moment in a zone, `YYYY-MM-DD`. */
export const dayIn = (timeZone: string, time: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(time);

/** Human order numbers of a day: `YYYYMMDD` and four digits or more. Two offices on one CouchDB never give the same. */
export type OrderNumbers = {
  readonly next: (day: string) => Promise<string>;
  /** Gives back what was set aside and not used, if nobody took more since. */
  readonly close: () => Promise<void>;
};

/** How many numbers an office that makes one order after another sets aside in one write. A kill, or another office in between, leaves so many unused at most. */
export const numbersAtOnce = 16;
/** An office that makes orders further apart takes one number at a time, so that numbers of a quiet day follow upon each other among all offices. */
const apartMs = 10_000;

type Taken = { readonly digits: string; readonly last: number; next: number };

export function orderNumbers(
  office: Database,
  most: number,
  monotonic: () => number = () => performance.now(),
): OrderNumbers {
  let taken: Taken | null = null;
  let takenAt = Number.NEGATIVE_INFINITY;
  let turn: Promise<unknown> = Promise.resolve();

  async function take(digits: string, count: number): Promise<Taken> {
    const id = idOf(digits);
    return untilWritten('an order number', async () => {
      const stored = await office.get(id);
      const before = counted(stored);
      const last = before + count;
      const [row] = await office.bulkDocs([
        { _id: id, ...(stored === null ? {} : { _rev: stored._rev }), type: 'counter', value: last },
      ]);
      return isWritten('an order number', row) ? { digits, next: before + 1, last } : null;
    });
  }

  async function next(day: string): Promise<string> {
    const digits = day.replaceAll('-', '');
    const now = monotonic();
    if (taken === null || taken.digits !== digits || taken.next > taken.last)
      taken = await take(digits, now - takenAt < apartMs ? most : 1);
    takenAt = now;
    const value = taken.next;
    taken.next += 1;
    return `${digits}${String(value).padStart(4, '0')}`;
  }

  /** Numbers are taken one after another: calls side by side share what one write set aside. */
  const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
    const mine = turn.then(run);
    turn = mine.catch(() => undefined);
    return mine;
  };

  return {
    next: (day) => inTurn(() => next(day)),
    close: () =>
      inTurn(async () => {
        if (taken === null || taken.next > taken.last) return;
        const stored = await office.get(idOf(taken.digits));
        if (stored !== null && counted(stored) === taken.last)
          await office.bulkDocs([{ ...stored, value: taken.next - 1 }]);
        taken = null;
      }),
  };
}

const idOf = (digits: string): string => `counter:orders:${digits}`;
const counted = (stored: StoredDocument | null): number => (typeof stored?.value === 'number' ? stored.value : 0);
