import { MinusSquareOutlined, PlusSquareOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../../words/use-words.ts';
import type { CodeEditorHandle } from './code-editor.tsx';
import css from './edit.module.css';

/** Folds and opens the parts of the text, for who does not know the keys; a single part folds by the sign beside its line too. */
export function FoldBar({ fold }: Pick<CodeEditorHandle, 'fold'>): ReactNode {
  const { t } = useWords();
  return (
    <div className={css.folds} role="group" aria-label={t('types.fold.title')}>
      <Button
        icon={<MinusSquareOutlined aria-hidden />}
        title="Ctrl+Shift+["
        onClick={() => fold('here')}
        data-testid="fold-here"
      >
        {t('types.fold.here')}
      </Button>
      <Button
        icon={<PlusSquareOutlined aria-hidden />}
        title="Ctrl+Shift+]"
        onClick={() => fold('hereOpen')}
        data-testid="unfold-here"
      >
        {t('types.fold.hereOpen')}
      </Button>
      <Button title="Ctrl+Alt+[" onClick={() => fold('all')} data-testid="fold-all">
        {t('types.fold.all')}
      </Button>
      <Button title="Ctrl+Alt+]" onClick={() => fold('allOpen')} data-testid="unfold-all">
        {t('types.fold.allOpen')}
      </Button>
    </div>
  );
}
