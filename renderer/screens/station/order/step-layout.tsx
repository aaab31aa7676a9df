import type { ReactNode } from 'react';
import css from './order.module.css';

/** The part of a step that scrolls, under its heading. */
export function StepScroll({ head, children }: { readonly head: ReactNode; readonly children: ReactNode }): ReactNode {
  return (
    <div className={css.stepScroll} data-testid="step-scroll">
      <div className={css.stepInner}>
        {head}
        {children}
      </div>
    </div>
  );
}

/** The bar at the bottom: way back at the left, the one main action at the right, always in view. */
export function StepFooter({ lead, children }: { readonly lead: ReactNode; readonly children: ReactNode }): ReactNode {
  return (
    <footer className={css.footer}>
      <div className={css.footerLead}>{lead}</div>
      <div className={css.footerActs}>{children}</div>
    </footer>
  );
}
