import type { ReactNode } from 'react';
import css from './tone.module.css';

export type Tone = 'neutral' | 'info' | 'good' | 'warn' | 'bad' | 'violet';

type Props = { readonly tone: Tone; readonly icon?: ReactNode; readonly children: ReactNode; readonly testId?: string };

/** A word in a pill. The word carries the meaning; the colour only helps (WCAG 1.4.1). */
export function ToneTag({ tone, icon, children, testId }: Props): ReactNode {
  return (
    <span className={`${css.tag} ${css[tone]}`} data-testid={testId}>
      {icon}
      {children}
    </span>
  );
}
