import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { leftByOrigin } from '../../../../forms/engine/raises.ts';
import { useFormat } from '../../../hooks/use-format.ts';
import { remainingWords } from '../../../texts/service-result-words.ts';
import { FactRows } from './fact-rows.tsx';
import type { OpenedOrder } from './opened-order.ts';
import { type ProductWord, productParts } from './product-words.ts';
import css from './tabs.module.css';

/** What the first field stage asks to be read, where it is asked: services, way in, remarks. */
export function OrderBrief({ order }: { readonly order: OpenedOrder }): ReactNode {
  const { t } = useTranslation('station');
  const format = useFormat();
  const { products, place, remarks } = order.view.fold;
  const ordered = productParts(products, order.words, format.dateTime);
  const orderedWords = ordered.length === 0 ? '' : <Ordered words={ordered} />;
  const rows: readonly (readonly [string, ReactNode])[] = [
    [t('order.left'), remainingWords(leftByOrigin(order.view), order.words)],
    [order.words.products() ?? t('facts.products'), orderedWords],
    [t('facts.address'), place.address],
    [t('facts.access'), place.access ?? ''],
    [t('facts.remarks'), remarks],
  ];
  return (
    <section className={css.panel} aria-label={t('order.brief')}>
      <dl className={css.facts}>
        <FactRows rows={rows.filter(([, value]) => value !== '')} />
      </dl>
    </section>
  );
}

/** Names soft, values strong: which word is which is seen without reading. */
function Ordered({ words }: { readonly words: readonly ProductWord[] }): ReactNode {
  return words.map(({ name, value }, i) => (
    <Fragment key={name}>
      {i === 0 ? '' : ' · '}
      {value === null ? name : <span className={css.factName}>{name}</span>}
      {value === null ? '' : ` ${value}`}
    </Fragment>
  ));
}
