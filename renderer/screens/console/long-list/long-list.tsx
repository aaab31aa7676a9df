import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useKeptScroll } from '../place/use-kept-scroll.ts';
import { useWords } from '../words/use-words.ts';
import { type Group, heightOf, placeGroups, rowsInView, type Sizes, topOf } from './layout.ts';
import css from './long-list.module.css';
import { findRow } from './stay.ts';
import type { Range } from './use-pages.ts';

type Props<T> = {
  readonly label: string;
  readonly testId: string;
  readonly groups: readonly Group[];
  readonly sizes: Sizes;
  /** the item in this row, counted over all groups; undefined: not read yet */
  readonly item: (index: number) => T | undefined;
  /** names an item whatever its row is: by it the list stays where a person reads when rows come and go above */
  readonly keyOf: (item: T) => string;
  readonly row: (item: T, index: number) => ReactNode;
  /** Enter on a row */
  readonly press: (item: T) => void;
  /** told of the rows to have at hand */
  readonly shows: (range: Range) => void;
  /** the first row takes the focus when the list appears and nothing else has it: arrows and Enter work at once */
  readonly takesFocus?: boolean;
};

/** Rows kept beside those in view; each costs nodes, and scrolling by a wheel passes three at a time. */
const margin = 3;

/**
 * A list of any length, by groups with a heading each. Only the rows in view are in the page; each says its place among all of its group.
 * Arrows, page keys, Home and End go from row to row; Tab goes into a row. What is read stays in its place when others come and go.
 */
export function LongList<T>({
  label,
  testId,
  groups,
  sizes,
  item,
  keyOf,
  row,
  press,
  shows,
  takesFocus = false,
}: Props<T>): ReactNode {
  const { tw } = useWords();
  const list = useRef<HTMLDivElement>(null);
  const placed = useMemo(() => placeGroups(groups, sizes), [groups, sizes]);
  const total = placed.reduce((sum, { count }) => sum + count, 0);
  const [view, setView] = useState({ scrolled: 0, height: 600 });
  const [active, setActive] = useState(0);
  const [focused, setFocused] = useState(false);
  const toFocus = useRef<number | null>(takesFocus && document.activeElement === document.body ? 0 : null);
  /** the row that a person reads: the first that is whole in view */
  const anchor = useRef<{ readonly key: string; readonly index: number; readonly top: number } | null>(null);
  const activeKey = useRef<string | null>(null);

  useLayoutEffect(() => {
    const node = list.current;
    if (node === null) return;
    const look = () =>
      setView((before) =>
        before.scrolled === node.scrollTop && before.height === node.clientHeight
          ? before
          : { scrolled: node.scrollTop, height: node.clientHeight },
      );
    look();
    node.addEventListener('scroll', look, { passive: true });
    const size = new ResizeObserver(look);
    size.observe(node);
    return () => {
      node.removeEventListener('scroll', look);
      size.disconnect();
    };
  }, []);

  useKeptScroll(list, { name: 'at', step: sizes.row });

  const inView = rowsInView(placed, view, sizes, margin);
  const from = inView[0] === undefined ? 0 : inView[0].group.first + inView[0].from;
  const last = inView.at(-1);
  const to = last === undefined ? 0 : last.group.first + last.to;
  useEffect(() => shows({ from, to }), [shows, from, to]);

  const keyAt = (index: number): string | null => {
    const found = item(index);
    return found === undefined ? null : keyOf(found);
  };

  // After every change: the row that was read stands where it stood, and the focused one stays focused.
  useLayoutEffect(() => {
    const node = list.current;
    if (node === null) return;
    const before = anchor.current;
    if (before !== null && node.scrollTop > 0) {
      const now = findRow(before.key, before.index, keyAt);
      const top = now === null ? null : topOf(placed, now, sizes);
      if (top !== null && top !== before.top) node.scrollTop += top - before.top;
    }
    anchor.current = null;
    for (let index = from; index < to; index += 1) {
      const top = topOf(placed, index, sizes);
      const key = keyAt(index);
      if (top === null || key === null || top < node.scrollTop + sizes.head) continue;
      anchor.current = { key, index, top };
      break;
    }
    const moved =
      activeKey.current !== null && keyAt(active) !== activeKey.current
        ? findRow(activeKey.current, active, keyAt)
        : null;
    // Its key stays the one to follow: the row that stands in its old place is another's.
    if (moved !== null && moved !== active) setActive(moved);
    else activeKey.current = keyAt(active) ?? activeKey.current;
    if (active >= total && total > 0) setActive(total - 1);
    // A row that was still to be read is another element once it is read: the focus goes over to it.
    if (focused && toFocus.current === null && document.activeElement === document.body) toFocus.current = active;
    if (toFocus.current === null) return;
    const target = node.querySelector<HTMLElement>(`[data-index="${toFocus.current}"]`);
    if (target === null) return;
    toFocus.current = null;
    target.focus({ preventScroll: true });
  });

  function moveTo(wanted: number): void {
    const node = list.current;
    const index = Math.max(0, Math.min(total - 1, wanted));
    const top = topOf(placed, index, sizes);
    if (node === null || top === null) return;
    activeKey.current = null;
    anchor.current = null;
    toFocus.current = index;
    setActive(index);
    if (top - sizes.head < node.scrollTop) node.scrollTop = top - sizes.head;
    else if (top + sizes.row > node.scrollTop + node.clientHeight) node.scrollTop = top + sizes.row - node.clientHeight;
    setView({ scrolled: node.scrollTop, height: node.clientHeight });
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const screen = Math.max(1, Math.floor(view.height / sizes.row) - 1);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + screen,
      PageUp: active - screen,
      Home: 0,
      End: total - 1,
    };
    const wanted = steps[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    moveTo(wanted);
  };

  // The row with the focus stays in the page when it is scrolled out of view, or the keyboard would lose its place.
  const kept = focused && total > 0 && (active < from || active >= to) ? active : null;
  const rowsOf = (group: (typeof placed)[number], first: number, end: number): readonly number[] => {
    const rows = Array.from({ length: end - first }, (_, n) => group.first + first + n);
    return kept !== null && kept >= group.first && kept < group.first + group.count ? [...rows, kept] : rows;
  };
  const shown = kept === null ? inView : withGroupOf(kept, inView, placed);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the rows inside have the focus; their keys are heard here once
    <div
      className={css.list}
      ref={list}
      onKeyDown={onKeyDown}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
      data-testid={testId}
    >
      <div className={css.all} style={{ height: heightOf(placed) }}>
        {shown.map(({ group, from: first, to: end }) => (
          <section
            key={group.key}
            className={css.group}
            style={{ top: group.top, height: group.height }}
            aria-label={group.title}
          >
            <h2 className={css.head} style={{ height: sizes.head }} data-testid={`${testId}-group-${group.key}`}>
              {group.title} <b>{group.count}</b>
            </h2>
            <ul className={css.rows} aria-label={`${label}: ${group.title}`}>
              {rowsOf(group, first, end).map((index) => {
                const found = item(index);
                return (
                  <li
                    key={found === undefined ? `row-${index}` : keyOf(found)}
                    className={css.row}
                    style={{ top: sizes.head + (index - group.first) * sizes.row, height: sizes.row }}
                    data-index={index}
                    aria-setsize={group.count}
                    aria-posinset={index - group.first + 1}
                    tabIndex={index === active ? 0 : -1}
                    onFocus={() => {
                      activeKey.current = keyAt(index);
                      setActive(index);
                    }}
                    onKeyDown={(event) => {
                      if (event.key === 'Enter' && event.target === event.currentTarget && found !== undefined)
                        press(found);
                    }}
                  >
                    {found === undefined ? (
                      <div className={css.arriving} aria-busy="true">
                        {tw('loading')}
                      </div>
                    ) : (
                      row(found, index)
                    )}
                  </li>
                );
              })}
            </ul>
          </section>
        ))}
      </div>
    </div>
  );
}

/** The groups in view, and the one in which the kept row stands. */
function withGroupOf(
  index: number,
  inView: ReturnType<typeof rowsInView>,
  placed: ReturnType<typeof placeGroups>,
): ReturnType<typeof rowsInView> {
  const group = placed.find(({ first, count }) => index >= first && index < first + count);
  if (group === undefined || inView.some((one) => one.group.key === group.key)) return inView;
  return [...inView, { group, from: 0, to: 0 }];
}
