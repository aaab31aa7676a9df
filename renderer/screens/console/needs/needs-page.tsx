import { CheckCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, Suspense, useCallback, useMemo, useState } from 'react';
import { type NamedNeed, type NeedReason, type NeedsAnswer, subjectOf } from '../../../../bridge/needs.ts';
import { QuietState } from '../../../components/quiet-state.tsx';
import { useMedia } from '../../../hooks/use-media.ts';
import type { OpenDialog } from '../dialogs/dialog-props.ts';
import { LongList } from '../long-list/long-list.tsx';
import { type Range, usePages } from '../long-list/use-pages.ts';
import { usePerson } from '../office/office-context.tsx';
import { Shown } from '../office/states.tsx';
import { useDefinitions } from '../office/use-definitions.ts';
import { part } from '../parts/part.tsx';
import { PartBoundary } from '../parts/part-boundary.tsx';
import { usePlaceWord } from '../place/use-place.ts';
import { go, hrefOf } from '../route.ts';
import { useWords } from '../words/use-words.ts';
import { CalendarNeedRow } from './calendar-need-row.tsx';
import { needReasons } from './need-order.ts';
import { actOn, NeedRow } from './need-row.tsx';
import { PlanNeedRow } from './plan-need-row.tsx';

/** The dialogs bring calendars and lists along: loaded when the first one is opened. */
const DialogHost = part(async () => (await import('../dialogs/dialog-host.tsx')).DialogHost);

/** px; the narrow row has its button and its times below one another. */
const sizes = { wide: { head: 40, row: 92 }, narrow: { head: 40, row: 140 } } as const;
const nothing: Range = { from: 0, to: 0 };

/** Where a dispatcher lands: everything that waits for this person (for others: the stages that they perform), the most pressing first, one clear action a row. */
export function NeedsPage(): ReactNode {
  const { t } = useWords();
  const { role } = usePerson();
  const [only, setOnly] = usePlaceWord<NeedReason>('only', needReasons);
  const [range, setRange] = useState<Range>(nothing);
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const pages = usePages('orders.needs', only === null ? {} : { reason: only }, range);
  const choose = (reason: NeedReason | null) => {
    setOnly(reason);
    setRange(nothing);
  };
  const read = { data: pages.newest, problem: pages.problem, loading: pages.newest === undefined, again: pages.again };

  return (
    <div className="console-page console-page-narrow console-page-list">
      <div className="console-head">
        <h1>{t('needs.title')}</h1>
        {role === 'dispatcher' && (
          <Button href={hrefOf({ page: 'create' })} data-testid="create-order">
            {t('orders.create')}
          </Button>
        )}
      </div>
      <Shown read={read}>
        {(data) => (
          <>
            <Filter counts={data.counts} only={only} setOnly={choose} />
            {data.counts.length === 0 ? (
              <QuietState
                icon={<CheckCircleOutlined />}
                title={t('needs.none')}
                hint={t('needs.noneHint')}
                action={<Button href={hrefOf({ page: 'orders' })}>{t('needs.toOrders')}</Button>}
              />
            ) : only !== null && !data.counts.some(({ reason }) => reason === only) ? (
              <QuietState
                icon={<CheckCircleOutlined />}
                title={t('needs.noneOfReason', { reason: t(`needs.short.${only}`) })}
                action={<Button onClick={() => choose(null)}>{t('needs.toAll')}</Button>}
                testId="needs-none-of-reason"
              />
            ) : (
              <Needs key={only ?? 'all'} data={data} only={only} at={pages.at} shows={setRange} open={setDialog} />
            )}
          </>
        )}
      </Shown>
      {dialog !== null && (
        <PartBoundary above close={() => setDialog(null)}>
          <Suspense fallback={null}>
            <DialogHost dialog={dialog} close={() => setDialog(null)} />
          </Suspense>
        </PartBoundary>
      )}
    </div>
  );
}

type NeedsProps = {
  readonly data: NeedsAnswer;
  readonly only: NeedReason | null;
  readonly at: ReturnType<typeof usePages<'orders.needs'>>['at'];
  readonly shows: (range: Range) => void;
  readonly open: (dialog: OpenDialog) => void;
};

function Needs({ data, only, at, shows, open }: NeedsProps): ReactNode {
  const { t } = useWords();
  const definitions = useDefinitions();
  const roomy = useMedia('(width >= 900px)');
  const groups = useMemo(
    () =>
      data.counts
        .filter(({ reason }) => only === null || reason === only)
        .map(({ reason, count }) => ({ key: reason, title: t(`needs.short.${reason}`), count })),
    [data.counts, only, t],
  );
  const item = useCallback(
    (index: number): NamedNeed | undefined => {
      const found = at(index);
      return found?.page.needs[found.place];
    },
    [at],
  );
  const typeOf = (key: string) => {
    const [definition, words] = [definitions.of(key), definitions.wordsOf(key)];
    return definition === null || words === null ? null : { definition, words };
  };
  return (
    <LongList
      label={t('needs.title')}
      testId="needs"
      groups={groups}
      sizes={roomy ? sizes.wide : sizes.narrow}
      item={item}
      keyOf={keyOf}
      press={(need) => pressOn(need, open)}
      shows={shows}
      row={(need, index) => {
        if (need.reason === 'planMissed') return <PlanNeedRow need={need} />;
        if (need.reason === 'calendarMissing') return <CalendarNeedRow need={need} />;
        const type = typeOf(need.order?.orderType ?? '');
        return <NeedRow need={need} type={type} settings={definitions.settings} open={open} first={index === 0} />;
      }}
    />
  );
}

const keyOf = (need: NamedNeed): string => `${need.reason} ${subjectOf(need)} ${need.detail}`;

function pressOn(need: NamedNeed, open: NeedsProps['open']): void {
  if (need.orderId !== null) actOn(need, open);
  else if (need.planId !== null) go({ page: 'plan', planId: need.planId });
  else go({ page: 'plans' });
}

type FilterProps = {
  readonly counts: NeedsAnswer['counts'];
  readonly only: NeedReason | null;
  readonly setOnly: (reason: NeedReason | null) => void;
};

function Filter({ counts, only, setOnly }: FilterProps): ReactNode {
  const { t } = useWords();
  // A reason whose last order has gone stays as long as it is chosen, so that there is a way out of it.
  if (counts.length === 0 && only === null) return null;
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  const chips =
    only === null || counts.some(({ reason }) => reason === only) ? counts : [...counts, { reason: only, count: 0 }];
  return (
    <div className="console-chips" role="group" aria-label={t('needs.filter')}>
      <button type="button" aria-pressed={only === null} onClick={() => setOnly(null)}>
        {t('needs.all')} <b>{all}</b>
      </button>
      {chips.map(({ reason, count }) => (
        <button
          key={reason}
          type="button"
          aria-pressed={only === reason}
          onClick={() => setOnly(only === reason ? null : reason)}
          data-testid={`needs-filter-${reason}`}
        >
          {t(`needs.short.${reason}`)} <b>{count}</b>
        </button>
      ))}
    </div>
  );
}
