import { type ReactNode, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { overflowOf } from './overflow-of.ts';
import css from './too-long.module.css';

type Box = HTMLInputElement | HTMLTextAreaElement;
type Said = { readonly box: Box; readonly most: number; readonly over: number; readonly typed: boolean };

const boxOf = (target: EventTarget | null): Box | null =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement ? target : null;

/**
 * A browser cuts what is pasted, dropped or typed into a box at its `maxLength` without a word: an address of 400 characters becomes one
 * of 300. This says it beside the box, for every box of the page, until the box is changed again or left.
 */
export function TooLong(): ReactNode {
  const { t } = useTranslation('words');
  const [said, setSaid] = useState<Said | null>(null);
  useEffect(() => {
    const say = (box: Box, text: string, typed: boolean) => {
      const over = overflowOf(box, text);
      setSaid(over === 0 ? null : { box, most: box.maxLength, over, typed });
    };
    const before = (event: InputEvent) => {
      const box = boxOf(event.target);
      if (box === null || !event.inputType.startsWith('insert')) return setSaid(null);
      // Letters that are still being composed take room that the word will not.
      if (event.isComposing) return;
      const text = event.data ?? event.dataTransfer?.getData('text/plain') ?? '';
      say(box, text, event.inputType === 'insertText');
    };
    const composed = (event: CompositionEvent) => {
      const box = boxOf(event.target);
      if (box !== null && box.maxLength >= 0 && box.value.length > box.maxLength)
        setSaid({ box, most: box.maxLength, over: box.value.length - box.maxLength, typed: true });
    };
    const forget = () => setSaid(null);
    // A paste brings its box into view, and the note goes along.
    const follow = () => setSaid((before) => (before === null ? null : { ...before }));
    document.addEventListener('beforeinput', before, true);
    document.addEventListener('compositionend', composed, true);
    document.addEventListener('focusout', forget, true);
    document.addEventListener('scroll', follow, true);
    window.addEventListener('resize', follow);
    return () => {
      document.removeEventListener('beforeinput', before, true);
      document.removeEventListener('compositionend', composed, true);
      document.removeEventListener('focusout', forget, true);
      document.removeEventListener('scroll', follow, true);
      window.removeEventListener('resize', follow);
    };
  }, []);
  if (said === null) return null;
  const { box, most, over, typed } = said;
  return createPortal(
    <p className={css.note} style={placeOf(box)} role="alert" data-testid="too-long">
      {typed ? t('tooLong.full', { most }) : t('tooLong.cut', { most, over })}
    </p>,
    document.body,
  );
}

/** Room that the note takes: two lines at the largest text. */
const room = 90;

/** Below the box; above it where the window ends before. */
function placeOf(box: Box): { readonly left: number; readonly top?: number; readonly bottom?: number } {
  const { left, top, bottom } = box.getBoundingClientRect();
  const at = Math.max(8, Math.min(left, window.innerWidth - 320));
  return bottom + room < window.innerHeight
    ? { left: at, top: bottom + 4 }
    : { left: at, bottom: window.innerHeight - top + 4 };
}
