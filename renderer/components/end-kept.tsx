import type { CSSProperties, ReactNode } from 'react';
import css from './end-kept.module.css';
import { splitEnd } from './split-end.ts';

type Props = {
  readonly text: string;
  /** two where the place has room for a second line: there the end stands on it before anything is cut */
  readonly lines?: 1 | 2;
};

/** A text whose end is never cut: of an address the building and the door. What does not fit is left out of its middle. */
export function EndKept({ text, lines = 1 }: Props): ReactNode {
  const { head, end, endEm } = splitEnd(text);
  return (
    <span
      className={lines === 1 ? css.line : css.lines}
      style={{ '--end': `${endEm}em` } as CSSProperties}
      title={text}
      data-end-kept
    >
      <span>{head}</span>
      <span>{end}</span>
    </span>
  );
}
