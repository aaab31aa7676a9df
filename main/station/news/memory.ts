import { join } from 'node:path';
import { z } from 'zod';
import { readJson, writeFlushed } from '../../../storage/flushed-file.ts';

/** How far a piece of news has come on this device; each mark stands for good. */
export type Mark = 'notified' | 'dismissed' | 'looked';

export type NewsMemory = {
  readonly has: (mark: Mark, id: string) => boolean;
  /** @param standing ids that some order here still tells; asked only when there are more marks than are kept */
  readonly mark: (mark: Mark, ids: readonly string[], standing: () => ReadonlySet<string>) => Promise<void>;
  /** There is a line between what was here before and what is news; before it is drawn nothing is told. */
  readonly begun: () => boolean;
  /** Draws the line: these are no news any more. */
  readonly begin: (ids: readonly string[]) => Promise<void>;
};

const Ids = z.array(z.string());
const Shape = z.object({ notified: Ids, dismissed: Ids, looked: Ids });

/**
 * Orders leave a device after 30 days; a technician gets some tens of news a day. More are kept only of what an order here still tells: a
 * mark that is forgotten would tell its news anew, again and again.
 */
const kept = 3_000;

/** What was told, in two files: one written once with what was there at the beginning, one with the marks since. */
export async function openNewsMemory(folder: string): Promise<NewsMemory> {
  const [firstPath, path] = [join(folder, 'news-before.json'), join(folder, 'news-told.json')];
  const first = Ids.safeParse(await readJson(firstPath));
  const read = Shape.safeParse(await readJson(path));
  let before: ReadonlySet<string> | null = first.success ? new Set(first.data) : null;
  const marks: Record<Mark, Set<string>> = {
    notified: new Set(read.success ? read.data.notified : []),
    dismissed: new Set(read.success ? read.data.dismissed : []),
    looked: new Set(read.success ? read.data.looked : []),
  };
  return {
    has: (mark, id) => before?.has(id) === true || marks[mark].has(id),
    mark: async (mark, ids, standing) => {
      const fresh = ids.filter((id) => !marks[mark].has(id));
      if (fresh.length === 0) return;
      const all = [...marks[mark], ...fresh];
      marks[mark] = new Set(all.length <= kept ? all : withoutOldest(all, standing()));
      const { notified, dismissed, looked } = marks;
      await writeFlushed(
        path,
        JSON.stringify({ notified: [...notified], dismissed: [...dismissed], looked: [...looked] }),
      );
    },
    begun: () => before !== null,
    begin: async (ids) => {
      before = new Set(ids);
      await writeFlushed(firstPath, JSON.stringify(ids));
    },
  };
}

function withoutOldest(ids: readonly string[], standing: ReadonlySet<string>): readonly string[] {
  const young = ids.length - kept;
  return ids.filter((id, at) => at >= young || standing.has(id));
}
