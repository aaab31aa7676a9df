import { type ReactNode, useEffect, useRef, useState } from 'react';
import css from './today.module.css';

type Props<T> = {
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  readonly render: (item: T) => ReactNode;
  /** narrowest column and height of a row, in rem, gap included */
  readonly minColumn: number;
  readonly rowHeight: number;
  readonly label: string;
};

const overscanRows = 2;

/** Cards in columns, of which only those in view are in the page: 10 000 scroll like 20. Rows have one height, so the place of each is known. */
export function VirtualGrid<T>({ items, keyOf, render, minColumn, rowHeight, label }: Props<T>): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const [box, setBox] = useState({ top: 0, height: 900, width: 1000, rem: 16 });
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const read = () =>
      setBox({
        top: element.scrollTop,
        height: element.clientHeight,
        width: element.clientWidth,
        rem: Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
      });
    const sized = new ResizeObserver(read);
    sized.observe(element);
    element.addEventListener('scroll', read, { passive: true });
    return () => {
      sized.disconnect();
      element.removeEventListener('scroll', read);
    };
  }, []);
  const columns = Math.max(1, Math.floor((box.width - box.rem) / (minColumn * box.rem)));
  const row = rowHeight * box.rem;
  const rows = Math.ceil(items.length / columns);
  const first = Math.max(0, Math.floor(box.top / row) - overscanRows);
  const last = Math.min(rows, Math.ceil((box.top + box.height) / row) + overscanRows);
  const shown = items.slice(first * columns, last * columns);
  return (
    <div ref={scroller} className={css.scroller} data-testid="list-scroll">
      <ul
        className={css.grid}
        aria-label={label}
        style={{
          height: rows * row,
          paddingTop: first * row,
          gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
          gridAutoRows: `${rowHeight}rem`,
        }}
      >
        {shown.map((item, i) => (
          <li key={keyOf(item)} aria-setsize={items.length} aria-posinset={first * columns + i + 1}>
            {render(item)}
          </li>
        ))}
      </ul>
    </div>
  );
}
