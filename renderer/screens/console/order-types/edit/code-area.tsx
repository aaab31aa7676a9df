import { type ReactNode, type Ref, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import { useWords } from '../../words/use-words.ts';
import css from '../workbench.module.css';

/** What can be asked of the area from outside. */
export type CodeAreaHandle = {
  readonly goToLine: (line: number) => void;
  /** marks a part of the text and brings it into view */
  readonly show: (from: number, to: number) => void;
};

type Props = {
  readonly text: string;
  readonly onChange: (text: string) => void;
  /** where the cursor is, as an offset */
  readonly onCursor: (offset: number) => void;
  /** lines with a problem */
  readonly marked: ReadonlySet<number>;
  readonly ref: Ref<CodeAreaHandle>;
};

/** px; the same in the style sheet */
const lineHeight = 20;

/** A text with line numbers beside it. The browser's own textarea: undo, search and screen readers work as everywhere. */
export function CodeArea({ text, onChange, onCursor, marked, ref }: Props): ReactNode {
  const { t } = useWords();
  const area = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLDivElement>(null);
  const lines = text.split('\n').length;
  const scroll = () => {
    if (area.current && gutter.current) gutter.current.scrollTop = area.current.scrollTop;
  };
  useLayoutEffect(scroll);
  const show = (from: number, to: number) => {
    const box = area.current;
    if (!box) return;
    const line = text.slice(0, from).split('\n').length;
    box.focus();
    box.setSelectionRange(from, to);
    box.scrollTop = Math.max(0, (line - 1) * lineHeight - box.clientHeight / 2);
    scroll();
    onCursor(from);
  };
  useImperativeHandle(ref, () => ({
    show,
    goToLine: (line) => {
      const before = text.split('\n').slice(0, line - 1);
      const start = before.reduce((sum, one) => sum + one.length + 1, 0);
      const end = text.indexOf('\n', start);
      show(start, end === -1 ? text.length : end);
    },
  }));
  return (
    <div className={css.code}>
      <div ref={gutter} className={css.gutter} aria-hidden="true">
        {Array.from({ length: lines }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line's number is its name
          <div key={index} data-marked={marked.has(index + 1)}>
            {index + 1}
          </div>
        ))}
      </div>
      <textarea
        ref={area}
        aria-label={t('types.edit.text')}
        data-testid="code"
        value={text}
        wrap="off"
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          onChange(event.target.value);
          onCursor(event.target.selectionStart);
        }}
        onSelect={(event) => onCursor(event.currentTarget.selectionStart)}
        onScroll={scroll}
      />
    </div>
  );
}
