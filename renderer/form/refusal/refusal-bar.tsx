import { ExclamationCircleFilled, RightOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import css from './refusal.module.css';

/** One thing that stands in the way of what was pressed. */
export type RefusedItem = {
  readonly key: string;
  readonly label: string;
  readonly said: string;
  /** leads there; null where nothing can be done about it here */
  readonly go: (() => void) | null;
};

type Props = { readonly items: readonly RefusedItem[]; readonly action?: ReactNode };

/** Beside the button that was refused: how much is left to do, each thing by name and one tap away. Nothing without items. */
export function RefusalBar({ items, action }: Props): ReactNode {
  const { t } = useTranslation('form');
  if (items.length === 0) return null;
  return (
    <section className={css.bar} data-testid="refusal" data-count={items.length}>
      <p className={css.head} role="alert">
        <ExclamationCircleFilled aria-hidden /> {t('refusal.left', { n: items.length })}
      </p>
      <ol className={css.list}>
        {items.map(({ key, label, said, go }, i) => (
          <li key={key}>
            {go === null ? (
              <span className={css.item} data-stuck="true" data-testid={`refused-${i + 1}`} data-key={key}>
                <b>{`${i + 1}. ${label}`}</b>
                <small>{said}</small>
              </span>
            ) : (
              <button type="button" className={css.item} onClick={go} data-testid={`refused-${i + 1}`} data-key={key}>
                <span>
                  <b>{`${i + 1}. ${label}`}</b>
                  <small>{said}</small>
                </span>
                <RightOutlined aria-hidden />
                <span className="visually-hidden">{t('refusal.go')}</span>
              </button>
            )}
          </li>
        ))}
        {action === undefined || action === null ? null : <li>{action}</li>}
      </ol>
    </section>
  );
}
