import type { ReactNode } from 'react';
import { useWords } from '../words/use-words.ts';

type Props = {
  readonly id: string;
  readonly label: ReactNode;
  readonly required?: boolean;
  readonly hint?: ReactNode;
  readonly problem?: string | null;
  readonly children: ReactNode;
};

/** A label, its control, what helps and what is wrong, tied together for every reader. The control carries `id`, which is also the name of the place that a refusal leads to. */
export function Labelled({ id, label, required = false, hint, problem, children }: Props): ReactNode {
  const { tw } = useWords();
  return (
    <div className={problem ? 'console-field console-field-wrong' : 'console-field'} data-place={id}>
      <label htmlFor={id}>
        {label}
        {required && (
          <span className="console-required" title={tw('required')}>
            {' *'}
          </span>
        )}
      </label>
      {children}
      {hint !== undefined && hint !== null && <p className="console-field-hint">{hint}</p>}
      {problem && (
        <p className="console-field-problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
