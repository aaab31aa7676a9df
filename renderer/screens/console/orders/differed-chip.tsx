import type { ReactNode } from 'react';
import { useWords } from '../words/use-words.ts';

type Props = {
  readonly count: number | undefined;
  readonly pressed: boolean;
  readonly press: (pressed: boolean) => void;
};

/** Narrows a list to orders in which two devices filled in a value differently, settled or not. */
export function DifferedChip({ count, pressed, press }: Props): ReactNode {
  const { t } = useWords();
  return (
    <button type="button" aria-pressed={pressed} onClick={() => press(!pressed)} data-testid="filter-differed">
      {count === undefined ? t('orders.differed') : t('orders.differedCount', { n: count })}
    </button>
  );
}
