import type { Database } from '../database/types.ts';

/** The calendar day of a moment in a zone, `YYYY-MM-DD`. */
export const dayIn = (timeZone: string, time: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(time);

/** The next human order number of a day: `YYYYMMDD` and four digits or more. Two offices on one CouchDB never get the same. */
export async function nextOrderNumber(office: Database, day: string): Promise<string> {
  const digits = day.replaceAll('-', '');
  const id = `counter:orders:${digits}`;
  for (;;) {
    const stored = await office.get(id);
    const value = (typeof stored?.value === 'number' ? stored.value : 0) + 1;
    const [row] = await office.bulkDocs([
      { _id: id, ...(stored === null ? {} : { _rev: stored._rev }), type: 'counter', value },
    ]);
    if (row?.ok === true) return `${digits}${String(value).padStart(4, '0')}`;
  }
}
