import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import {
  bracketMatching,
  codeFolding,
  defaultHighlightStyle,
  foldCode,
  foldGutter,
  foldKeymap,
  indentUnit,
  syntaxHighlighting,
  unfoldAll,
  unfoldCode,
} from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { type ReactNode, type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import { useWords } from '../../words/use-words.ts';
import css from '../workbench.module.css';
import { foldParts } from './fold-parts.ts';
import { markedLines, markLines } from './marked-lines.ts';

/** Lists the acts of the editor that others may ask for. */
export type CodeEditorHandle = {
  readonly goToLine: (line: number) => void;
  /** marks a part of the text and brings it into view; `goes`: the cursor goes there too, else who asked keeps it */
  readonly show: (from: number, to: number, goes: boolean) => void;
  /** folds or opens what the cursor stands in, or everything */
  readonly fold: (what: keyof typeof folds) => void;
};

type Props = {
  readonly text: string;
  readonly onChange: (text: string) => void;
  /** where the cursor is, as an offset */
  readonly onCursor: (offset: number) => void;
  /** the browser's own search sees only the lines on the screen: its keys lead to ours */
  readonly onFind: () => void;
  /** lines with a problem */
  readonly marked: ReadonlySet<number>;
  readonly ref: Ref<CodeEditorHandle>;
};

const folds = { here: foldCode, hereOpen: unfoldCode, all: foldParts, allOpen: unfoldAll } as const;

/**
 * A text with line numbers and parts that fold. Only the lines on the screen are in the page, so a definition of thousands of lines
 * scrolls as a short one does. Tab leaves the editor, as it leaves every field.
 */
export function CodeEditor({ text, onChange, onCursor, onFind, marked, ref }: Props): ReactNode {
  const { t } = useWords();
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const told = useRef({ onChange, onCursor, onFind });
  told.current = { onChange, onCursor, onFind };
  const label = t('types.edit.text');
  const [fold, unfold, folded] = [t('types.fold.fold'), t('types.fold.unfold'), t('types.fold.folded')];

  // biome-ignore lint/correctness/useExhaustiveDependencies: the text that it begins with; later ones are brought in below
  useLayoutEffect(() => {
    if (place.current === null) return;
    const find = () => {
      told.current.onFind();
      return true;
    };
    const made = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: text,
        extensions: [
          lineNumbers(),
          foldGutter(),
          markedLines,
          history(),
          // A cursor that blinks moves for ever; pages of ours stand still.
          drawSelection({ cursorBlinkRate: 0 }),
          highlightActiveLine(),
          bracketMatching(),
          indentUnit.of('  '),
          json(),
          codeFolding(),
          syntaxHighlighting(defaultHighlightStyle),
          EditorState.phrases.of({ 'Fold line': fold, 'Unfold line': unfold, 'folded code': folded, unfold }),
          EditorView.contentAttributes.of({
            'aria-label': label,
            'data-testid': 'code',
            spellcheck: 'false',
            tabindex: '0',
          }),
          keymap.of([
            { key: 'Mod-f', run: find },
            { key: 'Ctrl-Alt-[', run: foldParts },
            ...foldKeymap,
            ...historyKeymap,
            ...defaultKeymap,
          ]),
          EditorView.updateListener.of(({ docChanged, selectionSet, state }) => {
            if (docChanged) told.current.onChange(state.doc.toString());
            if (docChanged || selectionSet) told.current.onCursor(state.selection.main.head);
          }),
        ],
      }),
    });
    view.current = made;
    return () => made.destroy();
  }, [label, fold, unfold, folded]);

  useEffect(() => {
    const editor = view.current;
    if (editor === null || editor.state.doc.toString() === text) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
  }, [text]);
  useEffect(() => {
    view.current?.dispatch({ effects: markLines.of(marked) });
  }, [marked]);

  const show: CodeEditorHandle['show'] = (from, to, goes) => {
    const editor = view.current;
    if (editor === null) return;
    const end = Math.min(to, editor.state.doc.length);
    if (goes) editor.focus();
    editor.dispatch({
      selection: { anchor: Math.min(from, end), head: end },
      effects: EditorView.scrollIntoView(Math.min(from, end), { y: 'center' }),
    });
  };
  useImperativeHandle(ref, () => ({
    show,
    goToLine: (line) => {
      const doc = view.current?.state.doc;
      if (doc === undefined) return;
      const { from, to } = doc.line(Math.max(1, Math.min(line, doc.lines)));
      show(from, to, true);
    },
    fold: (what) => {
      const editor = view.current;
      if (editor === null) return;
      folds[what](editor);
      editor.focus();
    },
  }));
  return <div ref={place} className={css.code} />;
}
