import { type ReactNode, useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useUndisturbed } from '../hooks/use-undisturbed.ts';
import css from './full-sheet.module.css';

type Props = {
  readonly label: string;
  readonly testId: string;
  /** Escape, and whatever the sheet itself offers */
  readonly onClose: () => void;
  readonly dark?: boolean;
  readonly children: ReactNode;
};

/** One thing that takes the whole window: a viewfinder, a pad to sign on. What lies behind cannot be reached; dialogs and messages lie above. */
export function FullSheet({ label, testId, onClose, dark = false, children }: Props): ReactNode {
  const sheet = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  // News waits while the camera is open or a hand signs, and is shown afterwards (ADR 0032).
  useUndisturbed();
  useEffect(() => {
    const root = document.getElementById('root');
    const before = document.activeElement;
    root?.setAttribute('inert', '');
    sheet.current?.focus();
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && isOnTop(sheet.current)) close.current();
    };
    window.addEventListener('keydown', press);
    return () => {
      window.removeEventListener('keydown', press);
      root?.removeAttribute('inert');
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return createPortal(
    <div
      ref={sheet}
      className={css.sheet}
      role="dialog"
      aria-modal="true"
      aria-label={label}
      tabIndex={-1}
      data-dark={dark}
      data-testid={testId}
    >
      {children}
    </div>,
    document.body,
  );
}

/**
 * Whether what the keyboard does is meant for this sheet: the focus is within it, or it is nowhere, as after the pressed
 * button was switched off or went away, and no dialog lies above. A dialog above the sheet has its own Escape.
 */
function isOnTop(sheet: HTMLElement | null): boolean {
  if (sheet === null) return false;
  const focused = document.activeElement;
  if (focused !== null && focused !== document.body) return sheet.contains(focused);
  return ![...document.querySelectorAll<HTMLElement>('[role="dialog"]')].some(
    (dialog) => dialog !== sheet && !dialog.contains(sheet) && !isPutAway(dialog),
  );
}

/** Whether the element, or one around it, is kept in the page without being shown. */
function isPutAway(element: HTMLElement): boolean {
  return element.closest('[inert], [style*="display: none"]') !== null;
}
