import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { useCall } from '../../../hooks/station-context.ts';
import { useFormat } from '../../../hooks/use-format.ts';
import { kindOf } from './about-words.ts';
import css from './sync.module.css';
import { useSave } from './use-save.ts';

/** What was discarded on this device: it stays here whole, and can still be saved as a file. */
export function DiscardedItems(): ReactNode {
  const { t } = useTranslation('station');
  const format = useFormat();
  const { data } = useCall('sync.discarded', {});
  const { save, busy, problem } = useSave();
  const items = data?.discarded ?? [];
  if (items.length === 0) return null;
  return (
    <section data-testid="discarded">
      <h2 className={css.itemsHead}>
        {t('sync.discarded')} <span className={css.count}>{items.length}</span>
      </h2>
      <p className={css.explain}>{t('sync.discardedHint')}</p>
      <ProblemAlert problem={problem} />
      <ul className={css.items}>
        {items.map((item) => (
          <li key={item.id + item.discardedAt} className={css.item} data-testid="discarded-item">
            <div className={css.itemMain}>
              <b>{t(`sync.kind.${kindOf(item)}`)}</b> <span>{item.reason}</span>
              <small>{t('sync.discardedAt', { when: format.dateTime(item.discardedAt) })}</small>
            </div>
            <div className={css.itemActs}>
              <Button loading={busy} onClick={() => void save(item.id)} data-testid="export-item">
                {t('sync.export')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
