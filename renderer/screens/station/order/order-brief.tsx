import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenedOrder } from './opened-order.ts';
import { productWords } from './product-words.ts';
import css from './tabs.module.css';

/** What the first stage asks to be read, where it is asked: services, way in, remarks. */
export function OrderBrief({ order }: { readonly order: OpenedOrder }): ReactNode {
  const { t } = useTranslation(['station', 'words']);
  const { products, place, remarks } = order.view.fold;
  const rows: readonly (readonly [string, string])[] = [
    [t('station:facts.products'), productWords(products, order.words, t('words:yes'), t('words:no')).join(' · ')],
    [t('station:facts.address'), place.address],
    [t('station:facts.access'), place.access ?? ''],
    [t('station:facts.remarks'), remarks],
  ];
  return (
    <section className={css.panel} aria-label={t('station:order.brief')}>
      <dl className={css.facts}>
        {rows
          .filter(([, value]) => value !== '')
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}
