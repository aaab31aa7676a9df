import type { Database } from './database/types.ts';

/**
 * The id of this office's database generation: made once with the databases; a restore makes another. A station that finds another
 * id stops synchronising and asks, because the office it knew was set back or replaced.
 */
export async function readGeneration(office: Database, makeId: () => string): Promise<string> {
  for (;;) {
    const stored = await office.get('generation');
    if (typeof stored?.value === 'string') return stored.value;
    await office.bulkDocs([{ _id: 'generation', type: 'generation', value: makeId() }]);
  }
}
