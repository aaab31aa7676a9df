import { CheckCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import type { OfficeSummary } from '../../../../bridge/office.ts';
import { QuietState } from '../../../components/quiet-state.tsx';
import { useMedia } from '../../../hooks/use-media.ts';
import { LongList } from '../long-list/long-list.tsx';
import { type Range, usePages } from '../long-list/use-pages.ts';
import { Shown } from '../office/states.tsx';
import { DifferedChip } from '../orders/differed-chip.tsx';
import { usePlaceWord } from '../place/use-place.ts';
import { go } from '../route.ts';
import { useWords } from '../words/use-words.ts';
import { KeysHelp } from './keys-help.tsx';
import { QueueRow } from './queue-row.tsx';
import { TakeBackBar } from './take-back-bar.tsx';

const sizes = { wide: { head: 40, row: 76 }, narrow: { head: 40, row: 116 } } as const;
const nothing: Range = { from: 0, to: 0 };
/** Claims made at another office process are heard of by asking. */
const askEveryMs = 20_000;

const yes = ['1'] as const;

/** What waits for the reviewer: orders that come back mended, then completed ones, the longest wait first. */
export function ReviewQueuePage(): ReactNode {
  const { t } = useWords();
  const [differedOnly, setDifferedOnly] = usePlaceWord('differed', yes);
  const onlyDiffered = differedOnly !== null;
  const [range, setRange] = useState<Range>(nothing);
  const roomy = useMedia('(width >= 900px)');
  const pages = usePages('review.queue', onlyDiffered ? { onlyDiffered } : {}, range);
  const { newest, at, again } = pages;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `again` is another function at every drawing and does the same
  useEffect(() => {
    const timer = setInterval(() => again(), askEveryMs);
    return () => clearInterval(timer);
  }, []);
  const narrow = (only: boolean) => {
    setDifferedOnly(only ? '1' : null);
    setRange(nothing);
  };
  const groups = useMemo(
    () =>
      (newest?.counts ?? []).map(({ state, count }) => ({ key: state, title: t(`reviewFlow.group.${state}`), count })),
    [newest?.counts, t],
  );
  const item = useCallback(
    (index: number): OfficeSummary | undefined => {
      const found = at(index);
      return found?.page.orders[found.place];
    },
    [at],
  );
  return (
    <div className="console-page console-page-list">
      <div className="console-head">
        <h1>{t('review.title')}</h1>
        {newest !== undefined && (
          <span className="console-faint" role="status">
            {t('orders.count', { n: newest.total })}
          </span>
        )}
        <div className="console-chips">
          <DifferedChip count={newest?.differing} pressed={onlyDiffered} press={narrow} />
        </div>
        <div className="console-head-action">
          <KeysHelp />
        </div>
      </div>
      <TakeBackBar decided={newest?.decided ?? []} on />
      <Shown read={{ data: newest, problem: pages.problem, loading: newest === undefined, again }}>
        {({ total, claims }) =>
          total === 0 && !onlyDiffered ? (
            <QuietState icon={<CheckCircleOutlined />} title={t('review.none')} hint={t('review.noneHint')} />
          ) : total === 0 ? (
            <QuietState
              icon={<CheckCircleOutlined />}
              title={t('orders.noneFound')}
              hint={t('orders.noneFoundHint')}
              action={<Button onClick={() => narrow(false)}>{t('orders.clear')}</Button>}
            />
          ) : (
            <LongList
              key={String(onlyDiffered)}
              label={t('review.title')}
              testId="review-queue"
              groups={groups}
              sizes={roomy ? sizes.wide : sizes.narrow}
              item={item}
              keyOf={({ orderId }) => orderId}
              press={({ orderId }) => go({ page: 'reviewOrder', orderId })}
              shows={setRange}
              takesFocus
              row={(order) => (
                <QueueRow order={order} claim={claims.find(({ orderId }) => orderId === order.orderId)} />
              )}
            />
          )
        }
      </Shown>
    </div>
  );
}
