import { Button, type InputRef } from 'antd';
import { lazy, type ReactNode, Suspense, useDeferredValue, useMemo, useRef, useState } from 'react';
import { pathAtOffset } from '../../../../../forms/engine/json-path.ts';
import { useWords } from '../../words/use-words.ts';
import type { Workbench } from '../use-workbench.ts';
import css from '../workbench.module.css';
import type { CodeEditorHandle } from './code-editor.tsx';
import own from './edit.module.css';
import { FindBar } from './find-bar.tsx';
import { FoldBar } from './fold-bar.tsx';
import { Outline } from './outline.tsx';
import { ProblemList } from './problem-list.tsx';
import { ShapeHelpPanel } from './shape-help-panel.tsx';

/** The editor is the heaviest part of the workbench: loaded when a definition is opened as text. */
const CodeEditor = lazy(async () => ({ default: (await import('./code-editor.tsx')).CodeEditor }));

type Props = { readonly bench: Workbench; readonly onPublish: () => void };

/** The definition as text: problems with their lines while one types, and help at the cursor. */
export function EditPanel({ bench, onPublish }: Props): ReactNode {
  const { t } = useWords();
  const { text, setText, changed, read, opened } = bench;
  const [cursor, setCursor] = useState(0);
  const area = useRef<CodeEditorHandle>(null);
  const find = useRef<InputRef>(null);
  const at = useDeferredValue(cursor);
  const path = useMemo(() => pathAtOffset(text, at), [text, at]);
  // The outline follows the text when there is time for it.
  const outlined = useDeferredValue(text);
  const marked = useMemo(() => new Set(read.problems.map(({ line }) => line)), [read.problems]);
  // What is wrong stands below the button, line by line; the press leads to the first of it.
  const press = () => {
    const [first] = read.problems;
    if (first !== undefined) area.current?.goToLine(first.line);
    else if (read.definition !== null) onPublish();
  };
  return (
    <div className={css.edit}>
      <div className={own.editMain}>
        <div className={own.bars}>
          <FindBar ref={find} text={text} cursor={cursor} show={(from, to) => area.current?.show(from, to, false)} />
          <FoldBar fold={(what) => area.current?.fold(what)} />
        </div>
        <Suspense fallback={<div className={css.code} role="status" aria-label={t('types.edit.text')} />}>
          <CodeEditor
            ref={area}
            text={text}
            onChange={setText}
            onCursor={setCursor}
            onFind={() => find.current?.focus({ cursor: 'all' })}
            marked={marked}
          />
        </Suspense>
      </div>
      <aside className={css.editSide}>
        <Button type="primary" block disabled={!changed} onClick={press} data-testid="publish">
          {t('types.edit.publish')}
        </Button>
        {changed ? null : <p className="console-hint">{t('types.edit.noChange', { n: opened.version })}</p>}
        <section className="console-panel" aria-live="polite">
          <h2>{t('types.edit.problems')}</h2>
          <ProblemList problems={read.problems} onJump={(line) => area.current?.goToLine(line)} />
        </section>
        <Outline text={outlined} go={(at) => area.current?.show(at, at, true)} />
        <ShapeHelpPanel path={path} />
      </aside>
    </div>
  );
}
