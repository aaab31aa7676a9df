import type { ReactNode } from 'react';
import type { Arrival } from '../../../../domain/evidence/arrival.ts';
import { useWords } from '../words/use-words.ts';

type Props = {
  readonly arrival: Arrival;
  /** nothing beside it says what it is about, and there is one line for it; the rest is in the title */
  readonly alone?: boolean;
};

/** Where an order's evidence is, in a few words: on the device only, arriving, or complete; what the colour says stands in the words, too. */
export function ArrivalWords({ arrival, alone = false }: Props): ReactNode {
  const { t } = useWords();
  const { state, received, total, records } = arrival;
  const said = {
    none: '—',
    onDevice: t('orders.arrival.onDevice'),
    // All pictures are here; what is missing is said below.
    arriving:
      received === total ? t('orders.arrival.recordsMissing') : t('orders.arrival.arriving', { received, total }),
    complete: t(alone ? 'orders.arrival.completeAlone' : 'orders.arrival.complete'),
  }[state];
  const more =
    state === 'onDevice' && total > 0
      ? t('orders.arrival.photos', { n: total })
      : records > 0
        ? t('orders.arrival.records', { n: records })
        : state === 'complete'
          ? t('orders.arrival.photos', { n: total })
          : null;
  return (
    <span className="console-arrival" data-state={state} data-testid="arrival" title={more ?? undefined}>
      {said}
      {more !== null && !alone && <small>{more}</small>}
    </span>
  );
}
