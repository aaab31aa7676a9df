import { Button } from 'antd';
import { type ReactNode, useDeferredValue, useMemo, useRef, useState } from 'react';
import { pathAtOffset } from '../../../../../forms/engine/json-path.ts';
import { useWords } from '../../words/use-words.ts';
import type { Workbench } from '../use-workbench.ts';
import css from '../workbench.module.css';
import { CodeArea, type CodeAreaHandle } from './code-area.tsx';
import { ProblemList } from './problem-list.tsx';
import { ShapeHelpPanel } from './shape-help-panel.tsx';

type Props = { readonly bench: Workbench; readonly onPublish: () => void };

/** The definition as text: problems with their lines while one types, and help at the cursor. */
export function EditPanel({ bench, onPublish }: Props): ReactNode {
  const { t } = useWords();
  const { text, setText, changed, read, opened } = bench;
  const [cursor, setCursor] = useState(0);
  const area = useRef<CodeAreaHandle>(null);
  const at = useDeferredValue(cursor);
  const path = useMemo(() => pathAtOffset(text, at), [text, at]);
  const marked = useMemo(() => new Set(read.problems.map(({ line }) => line)), [read.problems]);
  return (
    <div className={css.edit}>
      <CodeArea ref={area} text={text} onChange={setText} onCursor={setCursor} marked={marked} />
      <aside className={css.editSide}>
        <Button
          type="primary"
          block
          disabled={!changed || read.problems.length > 0 || read.definition === null}
          onClick={onPublish}
          data-testid="publish"
        >
          {t('types.edit.publish')}
        </Button>
        {changed ? null : <p className="console-hint">{t('types.edit.noChange', { n: opened.version })}</p>}
        <section className="console-panel" aria-live="polite">
          <h2>{t('types.edit.problems')}</h2>
          <ProblemList problems={read.problems} onJump={(line) => area.current?.goToLine(line)} />
        </section>
        <ShapeHelpPanel path={path} />
      </aside>
    </div>
  );
}
