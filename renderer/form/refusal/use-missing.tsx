import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RefusalBar } from './refusal-bar.tsx';
import { seekPlace } from './seek-place.ts';

/** What has to be given before a button does its work: the `data-place` where, and its name. */
export type Missing = { readonly place: string; readonly label: string; readonly said?: string };

export type Asking = {
  /** stands beside the button, inside the element that holds `ref`; empty until the button was pressed too early */
  readonly bar: ReactNode;
  /** does the act, or shows what is missing and goes to the first of it */
  readonly press: (act: () => void) => void;
  /** the element in which the places stand */
  readonly ref: React.RefObject<HTMLDivElement | null>;
};

/**
 * A button that is never grey: pressed too early it says what is missing, each by name, and goes to the first. `sought` are ids of the page,
 * looked for in the element that holds `ref`, or in the whole page where nothing holds it.
 */
export function useMissing(missing: readonly Missing[]): Asking {
  const { t } = useTranslation('form');
  const [pressed, setPressed] = useState(false);
  const ref = useRef<HTMLDivElement>(null);
  const seek = (place: string) => seekPlace(ref.current ?? document, [place]);
  const bar = pressed ? (
    <RefusalBar
      items={missing.map(({ place, label, said }) => ({
        key: place,
        label,
        said: said ?? t('refusal.missing'),
        go: () => seek(place),
      }))}
    />
  ) : null;
  return {
    bar,
    ref,
    press: (act) => {
      const [first] = missing;
      setPressed(first !== undefined);
      if (first === undefined) act();
      else seek(first.place);
    },
  };
}
