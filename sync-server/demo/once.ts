import type { OfficeContext } from '../context.ts';

/**
 * Runs a seeding once a data folder, with the time at which it first began (ms). Ids are the same every time, so one that was cut short is
 * finished by the next start; one that was finished is left alone, whatever became of its orders.
 */
export async function once(
  { office, clock }: OfficeContext,
  marker: string,
  seed: (base: number) => Promise<void>,
): Promise<void> {
  const begun = await office.get(marker);
  if (begun?.state === 'done') return;
  const base = typeof begun?.base === 'number' ? begun.base : clock.now();
  if (!begun) await office.bulkDocs([{ _id: marker, type: 'demoSeed', state: 'begun', base }]);
  await seed(base);
  const stored = await office.get(marker);
  await office.bulkDocs([
    { _id: marker, type: 'demoSeed', state: 'done', base, ...(stored ? { _rev: stored._rev } : {}) },
  ]);
}

const lanes = 3;

/** Some at a time: one order is drawn while another is flushed to the disk. */
export async function inLanes(made: (() => Promise<void>)[]): Promise<void> {
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let next = made.shift(); next !== undefined; next = made.shift()) await next();
    }),
  );
}
