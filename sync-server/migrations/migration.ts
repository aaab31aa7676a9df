import type { Clock } from '../../domain/clock.ts';
import type { Database, Databases } from '../database/types.ts';

/** One dated step that brings older data to this release. `run` may be repeated after a kill: it must be idempotent. */
export type Migration = { readonly name: string; readonly run: (databases: Databases) => Promise<void> };

/** Runs what this office's databases have not seen yet, in order, each logged in the database `office`. */
export async function migrate(
  databases: Databases,
  office: Database,
  migrations: readonly Migration[],
  clock: Clock,
): Promise<readonly string[]> {
  const done: string[] = [];
  for (const { name, run } of migrations) {
    const _id = `migration:${name}`;
    if ((await office.get(_id)) !== null) continue;
    await run(databases);
    await office.bulkDocs([{ _id, type: 'migration', name, at: new Date(clock.now()).toISOString() }]);
    done.push(name);
  }
  return done;
}
