import type { ReactNode } from 'react';
import css from './order.module.css';

/** The part of a step that scrolls, under its heading. */
export function StepScroll({ head, children }: { readonly head: ReactNode; readonly children: ReactNode }): ReactNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keyboard even when it holds no control
    <div className={css.stepScroll} data-testid="step-scroll" tabIndex={0}>
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
