import type { ReactNode } from 'react';
import css from './quiet-state.module.css';

type Props = {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly hint?: string;
  readonly action?: ReactNode;
  readonly testId?: string;
};

/** What a screen shows when it has nothing: a calm picture, one sentence, and what to do. */
export function QuietState({ icon, title, hint, action, testId }: Props): ReactNode {
  return (
    <div className={css.quiet} data-testid={testId}>
      {icon ? (
        <div className={css.icon} aria-hidden>
          {icon}
        </div>
      ) : null}
      <p className={css.title}>{title}</p>
      {hint ? <p className={css.hint}>{hint}</p> : null}
      {action}
    </div>
  );
}
