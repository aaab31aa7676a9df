import { type ReactNode, useId } from 'react';
import css from './labelled.module.css';
import { RequiredMark } from './required-mark.tsx';

/** A label above its control; `children` gets the id that ties them. */
export function Labelled({
  label,
  required = false,
  children,
}: {
  readonly label: string;
  readonly required?: boolean;
  readonly children: (id: string) => ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <div className={css.labelled}>
      <label htmlFor={id}>
        {label}
        {required ? <RequiredMark /> : null}
      </label>
      {children(id)}
    </div>
  );
}
