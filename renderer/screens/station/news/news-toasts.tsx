import { BellFilled, CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListedNews } from '../../../../bridge/news.ts';
import { EndKept } from '../../../components/end-kept.tsx';
import { UrgentTag } from '../../../components/order-tags.tsx';
import { useAct, useCall } from '../../../hooks/station-context.ts';
import { useFormat } from '../../../hooks/use-format.ts';
import { go, useHashRoute } from '../../../hooks/use-hash-route.ts';
import { useLanguage } from '../../../hooks/use-language.ts';
import { useIsUndisturbed } from '../../../hooks/use-undisturbed.ts';
import { inParts } from './in-parts.ts';
import css from './news.module.css';

/** More than so many would take the room of the work: they fold into one. */
const shownAtOnce = 1;

/**
 * What has reached the hand, over whatever screen is open: in a line of its own that hides nothing, until it is opened or put away. News about the order that is open
 * stands there already; news that comes while one signs or takes photos waits until that is done.
 */
export function NewsToasts(): ReactNode {
  const { t } = useTranslation('station');
  const { data } = useCall('news.list', {});
  const look = useAct('news.look');
  const dismiss = useAct('news.dismiss');
  const isHeldBack = useIsUndisturbed();
  const [place, openOrder] = useHashRoute();
  const [isUnfolded, setUnfolded] = useState(false);
  const here = place === 'order' ? openOrder : undefined;
  const items = data?.items ?? [];
  const isAboutThis = items.some(({ orderId }) => orderId === here);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once each time that something about the open order has come
  useEffect(() => {
    if (here !== undefined && data !== undefined) void look.act({ orderId: here });
  }, [here, isAboutThis, data === undefined]);

  const shown = items.filter(({ orderId }) => orderId !== here);
  if (isHeldBack || shown.length === 0) return null;
  const isFolded = shown.length > shownAtOnce && !isUnfolded;
  const putAway = (ids: readonly string[]) => void inParts(ids, (part) => dismiss.act({ ids: part }));
  const [first] = shown;
  return (
    <section className={css.toasts} aria-label={t('news.region')} aria-live="polite" data-testid="news-toasts">
      {isFolded && first ? (
        <div className={css.toast} data-urgent={shown.some(({ priority }) => priority === 'urgent')}>
          <BellFilled className={css.bell} aria-hidden />
          <div className={css.folded}>
            <b>{t('news.several', { n: shown.length, orders: new Set(shown.map(({ orderId }) => orderId)).size })}</b>
            <span>
              <EndKept text={`${t(`news.kind.${first.kind}`)} · ${first.address}`} />
            </span>
          </div>
          <div className={css.acts}>
            <Button onClick={() => setUnfolded(true)} data-testid="news-show">
              {t('news.show')}
            </Button>
            <Button onClick={() => putAway(shown.map(({ id }) => id))} data-testid="news-dismiss-all">
              {t('news.dismissAll')}
            </Button>
          </div>
        </div>
      ) : (
        <>
          <ul className={css.list}>
            {shown.map((item) => (
              <NewsToast key={item.id} item={item} onPutAway={() => putAway([item.id])} />
            ))}
          </ul>
          {shown.length > shownAtOnce ? (
            <div className={css.foot}>
              <Button onClick={() => setUnfolded(false)}>{t('news.fold')}</Button>
              <Button onClick={() => putAway(shown.map(({ id }) => id))} data-testid="news-dismiss-all">
                {t('news.dismissAll')}
              </Button>
            </div>
          ) : null}
        </>
      )}
    </section>
  );
}

function NewsToast({ item, onPutAway }: { readonly item: ListedNews; readonly onPutAway: () => void }): ReactNode {
  const { t } = useTranslation('station');
  return (
    <li
      className={css.toast}
      data-testid="news-toast"
      data-kind={item.kind}
      data-order={item.orderId}
      data-urgent={item.priority === 'urgent'}
    >
      <button
        type="button"
        className={css.open}
        onClick={() => go('order', item.orderId)}
        aria-label={`${t(`news.kind.${item.kind}`)} ${item.number} · ${t('news.open')}`}
        data-testid="news-open"
      >
        <BellFilled className={css.bell} aria-hidden />
        <span className={css.words}>
          <NewsLine item={item} />
        </span>
      </button>
      <Button
        icon={<CloseOutlined />}
        aria-label={`${t('news.dismiss')} ${item.number}`}
        title={t('news.dismiss')}
        onClick={onPutAway}
        data-testid="news-dismiss"
      />
    </li>
  );
}

function NewsLine({ item }: { readonly item: ListedNews }): ReactNode {
  const { t } = useTranslation('station');
  const format = useFormat();
  const language = useLanguage();
  return (
    <>
      <span className={css.line}>
        <b>{t(`news.kind.${item.kind}`)}</b>
        {item.priority === 'urgent' ? <UrgentTag /> : null}
        {item.appointment ? <span className={css.when}>{format.window(item.appointment)}</span> : null}
      </span>
      <span className={css.where}>
        <EndKept text={item.address} />
      </span>
      <span className={css.what}>
        {item.typeName[language]} · {item.number}
      </span>
    </>
  );
}
