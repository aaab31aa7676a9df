import { useEffect, useRef } from 'react';

/** Acts by the key as the keyboard says it; letters in lower case. */
export type Keys = Readonly<Record<string, (() => void) | undefined>>;

/** Text is being typed: letters are letters there. A box to tick or a rating hears the keys. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit'].includes(target.type);
  return (
    target instanceof HTMLTextAreaElement || target.isContentEditable || target.getAttribute('role') === 'combobox'
  );
}

/** A dialog stands over the page: its keys are its own, and a verdict must not fall behind it. */
const isCovered = (): boolean => document.querySelector('.ant-modal-wrap') !== null;

/**
 * Keys of a page, heard wherever the focus is, but not while text is typed or a dialog is open, and not while `on` is false.
 * Keys with Ctrl are named `ctrl+<key>`, and are heard in text fields too.
 */
export function useKeys(keys: Keys, on = true): void {
  const known = useRef({ keys, on });
  known.current = { keys, on };
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (!known.current.on || event.defaultPrevented || event.altKey) return;
      const control = event.ctrlKey || event.metaKey;
      if ((!control && isTyping(event.target)) || isCovered()) return;
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const act = known.current.keys[control ? `ctrl+${key}` : key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, []);
}
