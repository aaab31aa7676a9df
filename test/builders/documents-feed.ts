import { ok } from '../../domain/result.ts';
import type { OfficeDoor } from '../../main/station/sync/office-client.ts';
import type { PouchDocument } from '../../storage/open-store.ts';

/** Answers a changes feed and `_bulk_get` as a database of these documents does, one sequence a document; `meanwhile` runs while one is looked for. */
export function feedOf(
  documents: readonly PouchDocument[],
  meanwhile: () => Promise<void> = async () => undefined,
): OfficeDoor['send'] {
  const answer = (json: unknown) => ok({ status: 200, tookMs: 1, json });
  return async ({ path, body }) => {
    if (path.includes('_bulk_get')) {
      await meanwhile();
      const { docs } = body as { docs: { id: string }[] };
      const found = (id: string) => documents.filter(({ _id }) => _id === id).map((one) => ({ ok: one }));
      return answer({ results: docs.map(({ id }) => ({ id, docs: found(id) })) });
    }
    const since = Number(/since=(\d+)/.exec(path)?.[1]);
    const rows = documents.map(({ _id: id, _rev: rev }, n) => ({ id, seq: n + 1, changes: [{ rev }] }));
    return answer({ results: rows.slice(since), last_seq: documents.length, pending: 0 });
  };
}
