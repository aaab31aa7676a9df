import { type ReactNode, useId } from 'react';
import css from './labelled.module.css';

/** A label above its control; `children` gets the id that ties them. */
export function Labelled({
  label,
  children,
}: {
  readonly label: string;
  readonly children: (id: string) => ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <div className={css.labelled}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}
