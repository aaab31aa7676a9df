import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import css from '../../../form/fields/fields.module.css';
import type { OpenedOrder } from './opened-order.ts';

type Props = {
  readonly order: OpenedOrder /** the move's kind in the order type's reasons, e.g. `held` */;
  readonly move: string;
  readonly value: string | null;
  readonly onChange: (code: string) => void;
};

/** The reasons the order type offers for a move; on a hold each says what it does to the clock. */
export function ReasonCards({ order, move, value, onChange }: Props): ReactNode {
  const { t } = useTranslation('station');
  const reasons = order.definition.reasons[move] ?? [];
  return (
    <div
      role="radiogroup"
      aria-label={t('move.reason')}
      className={css.cards}
      data-testid="reasons"
      data-place="reason"
    >
      {reasons.map((reason) => (
        <label key={reason.code} className={css.card} data-checked={value === reason.code}>
          <input
            type="radio"
            name={`reason-${move}`}
            checked={value === reason.code}
            onChange={() => onChange(reason.code)}
            data-testid={`reason-${reason.code}`}
          />
          <span className={css.dot} aria-hidden />
          <span>
            {order.words.reason(move, reason.code)}
            {move === 'held' ? (
              <small style={{ display: 'block', color: 'var(--ink-soft)', fontWeight: 500 }}>
                {reason.pausesSla ? t('move.customerPauses') : t('move.oursRuns')}
              </small>
            ) : null}
          </span>
        </label>
      ))}
    </div>
  );
}
