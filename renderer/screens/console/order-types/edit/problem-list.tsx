import { CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { PlacedProblem } from '../../../../../forms/engine/definition-text.ts';
import { useWords } from '../../words/use-words.ts';
import css from '../workbench.module.css';
import { reasonWords } from './reason-words.ts';

type Props = { readonly problems: readonly PlacedProblem[]; readonly onJump?: (line: number) => void };

const shownAtOnce = 60;

/** What is wrong, a line each; pressing one goes there. */
export function ProblemList({ problems, onJump }: Props): ReactNode {
  const { t, tw } = useWords();
  if (problems.length === 0)
    return (
      <p className={css.fine} data-testid="problem-list" data-count={0}>
        <CheckCircleFilled aria-hidden /> {t('types.edit.noProblems')}
      </p>
    );
  return (
    <div data-testid="problem-list" data-count={problems.length}>
      <p className={css.wrong}>
        <CloseCircleFilled aria-hidden /> {t('types.edit.count', { n: problems.length })}
      </p>
      <ul className={css.problems}>
        {problems.slice(0, shownAtOnce).map(({ line, path, fault, reason }) => {
          const words = (
            <>
              <b>{t('types.edit.line', { n: line })}</b> {reasonWords({ fault, reason }, t, tw)}
              {path === '' ? null : <code>{path}</code>}
            </>
          );
          return (
            <li key={`${path} ${reason}`}>
              {onJump ? (
                <button type="button" onClick={() => onJump(line)} data-testid={`code-problem-${line}`}>
                  {words}
                </button>
              ) : (
                words
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
