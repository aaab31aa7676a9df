import type { Database, Databases } from '../database/types.ts';
import { refusalOf, shapes } from './answers.ts';
import { type ConnectionParts, connect } from './connection.ts';
import { couchDatabase, isDatabaseMissing } from './couch-database.ts';

const longestWait = 60_000;

/**
 * The databases of one CouchDB 3.x node or cluster, with this office's prefix if the address names one.
 * @param address see `readCouchAddress`
 */
export function couchDatabases(address: string, parts: ConnectionParts = {}): Databases {
  const connection = connect(address, parts);
  const handles = new Map<string, Database>();
  const ensured = new Set<string>();
  const ours = (name: string): boolean => !name.startsWith('_') && name.startsWith(connection.prefix);
  const plain = (name: string): string => name.slice(connection.prefix.length);
  const open = (name: string): Database => {
    const known = handles.get(name) ?? couchDatabase(name, connection, () => ensured.delete(name));
    handles.set(name, known);
    return known;
  };

  async function create(fullName: string, query: Record<string, string> = {}): Promise<void> {
    const answer = await connection.ask({
      method: 'PUT',
      path: encodeURIComponent(fullName),
      query,
      shape: shapes.done,
      idempotent: true,
    });
    // 412: it exists; that is what was asked for.
    if (![201, 202, 412].includes(answer.status)) throw refusalOf(answer.status, answer.body);
  }

  async function updates(
    since: string | null,
    signal: AbortSignal,
  ): Promise<{ names: readonly string[]; last: string }> {
    if (signal.aborted) return { names: [], last: since ?? 'now' };
    const query = { feed: 'longpoll', since: since ?? 'now', timeout: String(longestWait) };
    try {
      const answer = await connection.ask({
        method: 'GET',
        path: '_db_updates',
        shape: shapes.updates,
        query,
        idempotent: true,
        waits: true,
        timeoutMs: longestWait + 10_000,
        signal,
      });
      if (answer.status === 404 && isDatabaseMissing(answer.body)) {
        // The feed needs this system database, and a fresh single node does not have it.
        await create('_global_changes');
        return updates(since, signal);
      }
      if (answer.status !== 200) throw refusalOf(answer.status, answer.body);
      const { results, last_seq } = answer.body as { results: readonly { db_name: string }[]; last_seq: string };
      return {
        names: [
          ...new Set(
            results
              .map((row) => row.db_name)
              .filter(ours)
              .map(plain),
          ),
        ],
        last: last_seq,
      };
    } catch (error) {
      if (signal.aborted) return { names: [], last: since ?? 'now' };
      throw error;
    }
  }

  return {
    kind: 'couchdb',
    couch: connection,
    standing: connection.standing,
    open,
    async ensure(name, { q } = {}) {
      // Delivering asks for a mailbox at each order. One that is missed is made anew by the next who asks.
      if (ensured.has(name)) return open(name);
      await create(connection.prefix + name, q === undefined ? {} : { q: String(q) });
      ensured.add(name);
      return open(name);
    },
    async list() {
      const answer = await connection.ask({ method: 'GET', path: '_all_dbs', shape: shapes.names, idempotent: true });
      if (answer.status !== 200) throw refusalOf(answer.status, answer.body);
      return (answer.body as readonly string[]).filter(ours).map(plain);
    },
    updates,
    close: () => connection.close(),
  };
}
