import { createContext, type ReactNode, useContext } from 'react';
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

/** What the order's refusal says beside the main action, for the footer of whatever kind of step is on the screen. */
export const RefusalBeside = createContext<ReactNode>(null);

type FooterProps = {
  readonly lead: ReactNode;
  /** what this step's own form refused; stands before the order's */
  readonly refusal?: ReactNode;
  readonly children: ReactNode;
};

/** The bar at the bottom: way back at the left, the one main action at the right, always in view, and above it what stands in the way. */
export function StepFooter({ lead, refusal, children }: FooterProps): ReactNode {
  const ofOrder = useContext(RefusalBeside);
  return (
    <>
      {refusal ?? ofOrder}
      <footer className={css.footer}>
        <div className={css.footerLead}>{lead}</div>
        <div className={css.footerActs}>{children}</div>
      </footer>
    </>
  );
}
