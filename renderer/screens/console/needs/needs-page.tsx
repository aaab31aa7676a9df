import { CheckCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import type { Need, OfficeSummary } from '../../../../bridge/office.ts';
import { QuietState } from '../../../components/quiet-state.tsx';
import { DialogHost } from '../dialogs/dialog-host.tsx';
import type { OpenDialog } from '../dialogs/dialog-props.ts';
import { usePerson } from '../office/office-context.tsx';
import { Shown } from '../office/states.tsx';
import { useDefinitions } from '../office/use-definitions.ts';
import { useOfficeRead } from '../office/use-office-call.ts';
import { usePlaceWord } from '../place/use-place.ts';
import { hrefOf } from '../route.ts';
import { useWords } from '../words/use-words.ts';
import { CalendarNeedRow } from './calendar-need-row.tsx';
import { countNeeds, forDispatcher, type NeedReason, needReasons, sortNeeds } from './need-order.ts';
import { NeedRow } from './need-row.tsx';
import { PlanNeedRow } from './plan-need-row.tsx';

/** Where a dispatcher lands: everything that waits for this person (for others: the stages that they perform), the most pressing first, one clear action a row. */
export function NeedsPage(): ReactNode {
  const { t } = useWords();
  const { role } = usePerson();
  const needs = useOfficeRead('orders.needs', {});
  const orders = useOfficeRead('orders.list', { limit: 20_000 });
  const definitions = useDefinitions();
  const [only, setOnly] = usePlaceWord<NeedReason>('only', needReasons);
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const byId = useMemo(
    () => new Map<string, OfficeSummary>(orders.data?.orders.map((order) => [order.orderId, order])),
    [orders.data],
  );

  const typeOf = (order: OfficeSummary | undefined) => {
    const definition = definitions.of(order?.orderType ?? '');
    const words = definitions.wordsOf(order?.orderType ?? '');
    return definition === null || words === null ? null : { definition, words };
  };

  return (
    <div className="console-page console-page-narrow">
      <div className="console-head">
        <h1>{t('needs.title')}</h1>
        {role === 'dispatcher' && (
          <Button href={hrefOf({ page: 'create' })} data-testid="create-order">
            {t('orders.create')}
          </Button>
        )}
      </div>
      <Shown read={needs}>
        {(data) => {
          const mine = forDispatcher(data.needs);
          return (
            <>
              <Filter needs={mine} only={only} setOnly={setOnly} />
              {mine.length === 0 && (
                <QuietState
                  icon={<CheckCircleOutlined />}
                  title={t('needs.none')}
                  hint={t('needs.noneHint')}
                  action={<Button href={hrefOf({ page: 'orders' })}>{t('needs.toOrders')}</Button>}
                />
              )}
              <ul className="console-needs" data-testid="needs">
                {sortNeeds(mine)
                  .filter((need) => only === null || need.reason === only)
                  .map((need, i) =>
                    need.reason === 'planMissed' ? (
                      <PlanNeedRow key={`${need.planId}-${need.detail}`} need={need} />
                    ) : need.reason === 'calendarMissing' ? (
                      <CalendarNeedRow key={`calendar-${need.detail}`} need={need} />
                    ) : (
                      <NeedRow
                        key={`${need.orderId}-${need.reason}-${need.detail}`}
                        need={need}
                        order={byId.get(need.orderId)}
                        type={typeOf(byId.get(need.orderId))}
                        settings={definitions.settings}
                        open={setDialog}
                        first={i === 0}
                      />
                    ),
                  )}
              </ul>
            </>
          );
        }}
      </Shown>
      {dialog !== null && <DialogHost dialog={dialog} close={() => setDialog(null)} />}
    </div>
  );
}

type FilterProps = {
  readonly needs: readonly Need[];
  readonly only: NeedReason | null;
  readonly setOnly: (reason: NeedReason | null) => void;
};

function Filter({ needs, only, setOnly }: FilterProps): ReactNode {
  const { t } = useWords();
  if (needs.length === 0) return null;
  return (
    <div className="console-chips" role="group" aria-label={t('needs.filter')}>
      <button type="button" aria-pressed={only === null} onClick={() => setOnly(null)}>
        {t('needs.all')} <b>{needs.length}</b>
      </button>
      {countNeeds(needs).map(({ reason, count }) => (
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
