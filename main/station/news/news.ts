import type { ListedNews, UntoldNews } from '../../../bridge/news.ts';
import type { NewsItem, NewsKind } from '../../../domain/work-order/news.ts';
import type { Row } from '../projection/row.ts';
import type { Mark, NewsMemory } from './memory.ts';
import { type QuietHours, quietUntil } from './quiet-hours.ts';

/** The news of one technician on this device. */
export type News = {
  /** what waits to be seen, newest first, with what a toast says of its order */
  readonly list: () => readonly ListedNews[];
  /** what no system notification has told yet; never what a locked screen must not show */
  readonly untold: () => UntoldNews;
  /** orders with news that nobody has looked at */
  readonly badge: () => number;
  readonly mark: (mark: Mark, ids: readonly string[]) => Promise<void>;
  /** the order was opened */
  readonly look: (orderId: string) => Promise<void>;
  /** these orders' rows were made again */
  readonly refresh: (orderIds: readonly string[]) => void;
  /** draws the line between what was there before and what is news, once everything was pulled */
  readonly settle: () => Promise<void>;
};

export type NewsParts = {
  readonly memory: NewsMemory;
  readonly rows: () => Iterable<Row>;
  readonly row: (orderId: string) => Row | undefined;
  readonly settled: () => Promise<void>;
  readonly isWhole: () => boolean;
  readonly now: () => number;
  readonly quietHours: () => QuietHours | null;
  readonly wanted: () => boolean;
  readonly changed: (badge: number) => void;
};

/** Nothing is left to look at: who has put the toast away has seen all there is. */
const told: ReadonlySet<NewsKind> = new Set<NewsKind>(['takenAway']);

export function makeNews(parts: NewsParts): News {
  const { memory } = parts;
  /** what was not looked at, by order */
  const fresh = new Map<string, readonly NewsItem[]>();
  let beginning: Promise<void> | null = null;
  let saidBefore = '';

  function take(row: Row | undefined, orderId: string): void {
    const left = (row?.tellings ?? []).filter(({ id }) => !memory.has('looked', id));
    if (left.length > 0) fresh.set(orderId, left);
    else fresh.delete(orderId);
  }

  /** Says that something changed, where it did. */
  function say(): void {
    if (!memory.begun()) return;
    const now = JSON.stringify(
      [...fresh.values()].flat().map(({ id }) => [id, memory.has('dismissed', id), memory.has('notified', id)]),
    );
    if (now === saidBefore) return;
    saidBefore = now;
    parts.changed(fresh.size);
  }

  async function begin(): Promise<void> {
    await parts.settled();
    if (!memory.begun()) await memory.begin([...parts.rows()].flatMap(({ tellings }) => tellings.map(({ id }) => id)));
    for (const row of parts.rows()) take(row, row.summary.orderId);
    say();
  }

  /** With the row of its order, newest first. */
  const open = (passes: (item: NewsItem) => boolean): readonly { readonly item: NewsItem; readonly row: Row }[] =>
    !memory.begun()
      ? []
      : [...fresh]
          .flatMap(([orderId, items]) => {
            const row = parts.row(orderId);
            return row === undefined ? [] : items.filter(passes).map((item) => ({ item, row }));
          })
          .sort((a, b) => (a.item.at < b.item.at ? 1 : -1));

  const standing = (): ReadonlySet<string> =>
    new Set([...parts.rows()].flatMap(({ tellings }) => tellings.map(({ id }) => id)));

  async function mark(kind: Mark, ids: readonly string[]): Promise<void> {
    await memory.mark(kind, ids, standing);
    if (kind === 'dismissed') {
      const away = new Set(ids);
      const over = [...fresh.values()].flat().filter((item) => away.has(item.id) && told.has(item.kind));
      await memory.mark(
        'looked',
        over.map(({ id }) => id),
        standing,
      );
    }
    for (const orderId of [...fresh.keys()]) take(parts.row(orderId), orderId);
    say();
  }

  if (memory.begun()) for (const row of parts.rows()) take(row, row.summary.orderId);

  return {
    list: () =>
      open(({ id }) => !memory.has('dismissed', id)).map(({ item, row }) => {
        const { orderId, number, typeName, address, priority, appointment } = row.summary;
        return { ...item, orderId, number, typeName, address, priority, appointment };
      }),
    untold: () => {
      const quiet = quietUntil(parts.quietHours(), new Date(parts.now()));
      return {
        wanted: parts.wanted(),
        quietUntil: quiet === null ? null : quiet.toISOString(),
        items: open(({ id }) => !memory.has('notified', id) && !memory.has('dismissed', id)).map(({ item, row }) => ({
          id: item.id,
          kind: item.kind,
          orderId: row.summary.orderId,
          number: row.summary.number,
          isUrgent: row.summary.priority === 'urgent',
        })),
      };
    },
    badge: () => (memory.begun() ? fresh.size : 0),
    mark,
    look: (orderId) =>
      mark(
        'looked',
        (fresh.get(orderId) ?? []).map(({ id }) => id),
      ),
    refresh: (orderIds) => {
      for (const orderId of orderIds) take(parts.row(orderId), orderId);
      say();
    },
    settle: async () => {
      if (memory.begun() || !parts.isWhole()) return;
      beginning ??= begin().finally(() => {
        beginning = null;
      });
      await beginning;
    },
  };
}
