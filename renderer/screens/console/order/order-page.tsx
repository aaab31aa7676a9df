import { DownOutlined, FileUnknownOutlined } from '@ant-design/icons';
import { Button, Dropdown, Tabs } from 'antd';
import { type ReactNode, useState } from 'react';
import type { OfficeOrder } from '../../../../bridge/office.ts';
import { problemText } from '../../../../domain/problem.ts';
import { fromPrivateUse } from '../../../../domain/text/private-use.ts';
import { handingOver } from '../../../../domain/work-order/handing-over.ts';
import { runningClocks } from '../../../../forms/engine/summary.ts';
import { OlderAnswers } from '../../../components/older-answers.tsx';
import { OrderStateTag, ReviewTag, UrgentTag } from '../../../components/order-tags.tsx';
import { QuietState } from '../../../components/quiet-state.tsx';
import { SlaCountdown } from '../../../components/sla-countdown.tsx';
import { DialogHost } from '../dialogs/dialog-host.tsx';
import type { DialogKind, OpenDialog } from '../dialogs/dialog-props.ts';
import { EditBaseProvider } from '../office/edit-base-provider.tsx';
import { usePerson } from '../office/office-context.tsx';
import { Shown } from '../office/states.tsx';
import { useOfficeRead } from '../office/use-office-call.ts';
import { leftAt } from '../place/place.ts';
import { usePlaceWord } from '../place/use-place.ts';
import { PrintMenu } from '../print/print-menu.tsx';
import { hrefOf } from '../route.ts';
import { useDefinitionWords, useWords } from '../words/use-words.ts';
import { myTurn } from '../work/my-turn.ts';
import { WorkPanel } from '../work/work-panel.tsx';
import { Attention } from './attention.tsx';
import { Conflicts } from './conflicts.tsx';
import { EvidencePanel } from './evidence-panel.tsx';
import { History } from './history.tsx';
import { MendBroken } from './mend-broken.tsx';
import { NotesPanel } from './notes-panel.tsx';
import { type OrderActions, orderActions } from './order-actions.ts';
import { OrderFacts } from './order-facts.tsx';
import { RelationsPanel } from './relations-panel.tsx';
import { ServicesPanel } from './services-panel.tsx';
import { StageList } from './stage-list.tsx';

/** One order with everything about it, and what may be done with it now. */
export function OrderPage({ orderId }: { readonly orderId: string }): ReactNode {
  const read = useOfficeRead('workOrder.open', { orderId });
  const { role } = usePerson();
  const mends = role === 'dispatcher' || role === 'administrator';
  return (
    <div className="console-page">
      {/* An order that cannot be shown has no head of its own to lead back. */}
      {read.data === undefined && read.problem !== null && read.problem.code !== 'order.unknown' && (
        <p>
          <BackToList />
        </p>
      )}
      {read.data === undefined && read.problem?.code === 'order.unknown' && <UnknownOrder />}
      {read.problem?.code === 'order.unknown' ? null : (
        <Shown read={read} rows={14}>
          {(order) => (
            <EditBaseProvider order={order} follows>
              <OrderBody order={order} />
            </EditBaseProvider>
          )}
        </Shown>
      )}
      {mends && read.problem?.code === 'order.definitionBroken' && <MendBroken orderId={orderId} />}
    </div>
  );
}

/** An address that was cut, or an order of another office: looked for by number, or in the list. */
export function UnknownOrder(): ReactNode {
  const { t } = useWords();
  const { role } = usePerson();
  const page = role === 'reviewer' ? 'review' : 'orders';
  return (
    <QuietState
      icon={<FileUnknownOutlined />}
      title={t('order.unknown')}
      hint={t('order.unknownHint')}
      testId="unknown-order"
      action={
        <Button type="primary" href={leftAt(hrefOf({ page }))}>
          {t(page === 'review' ? 'place.toQueue' : 'place.toOrders')}
        </Button>
      }
    />
  );
}

function BackToList(): ReactNode {
  const { t } = useWords();
  const { role } = usePerson();
  return (
    <a className="console-back" href={leftAt(hrefOf({ page: role === 'reviewer' ? 'review' : 'orders' }))}>
      ← {t(role === 'reviewer' ? 'review.title' : 'orders.title')}
    </a>
  );
}

const tabs = ['work', 'progress', 'evidence', 'history'] as const;

function OrderBody({ order }: { readonly order: OfficeOrder }): ReactNode {
  const { t } = useWords();
  const { role } = usePerson();
  const { view } = order;
  const words = useDefinitionWords(order.definition);
  const turn = myTurn(order);
  const actions = orderActions(view, role, {
    newestVersion: order.newestVersion,
    isMyTurn: turn !== null,
    definition: order.definition,
  });
  const all = actions.primary === null ? actions.others : [actions.primary, ...actions.others];
  const waitsForMe =
    role === 'reviewer' && (view.fold.reviewState === 'received' || view.fold.reviewState === 'resubmitted');
  const [tab, setTab] = usePlaceWord('tab', tabs);
  // A link to work that is done by now, or is another's, shows the progress.
  const shownTab = tab === null || (tab === 'work' && turn === null) ? (turn === null ? 'progress' : 'work') : tab;
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const open = (kind: DialogKind, stage?: string, gate?: string) =>
    setDialog({
      kind,
      orderId: view.orderId,
      ...(stage === undefined ? {} : { stage }),
      ...(gate === undefined ? {} : { gate }),
    });
  return (
    <>
      <OrderHead order={order}>
        <div className="console-order-acts">
          <PrintMenu orderId={view.orderId} />
          {waitsForMe ? (
            <Button
              type="primary"
              href={hrefOf({ page: 'reviewOrder', orderId: view.orderId })}
              data-testid="open-review"
              className="console-head-action"
            >
              {t('review.open')}
            </Button>
          ) : (
            <Actions {...actions} open={open} />
          )}
        </div>
      </OrderHead>
      <Attention order={order} may={(kind) => all.includes(kind)} open={open} />
      <Conflicts order={order} />
      <OlderAnswers
        answers={view.unmapped.map(({ path, value, at, by }) => ({ path, value, at, by: order.people[by] }))}
        words={words}
      />
      <div className="console-columns">
        <Tabs
          key={turn === null ? 'look' : `work-${turn.stage.key}`}
          className="console-tabs"
          destroyOnHidden
          activeKey={shownTab}
          onChange={(key) => setTab(tabs.find((one) => one === key) ?? null)}
          items={[
            ...(turn === null
              ? []
              : [
                  {
                    key: 'work',
                    label: t('work.tab', { stage: words.stage(turn.stage.key) }),
                    children: <WorkPanel order={order} turn={turn} />,
                  },
                ]),
            {
              key: 'progress',
              label: t('order.tab.progress'),
              children: (
                <>
                  <ServicesPanel order={order} />
                  <StageList
                    order={order}
                    override={all.includes('override') ? (stage, gate) => open('override', stage, gate) : null}
                  />
                </>
              ),
            },
            {
              key: 'evidence',
              label: t('order.tab.evidence', { received: order.arrival.received, total: order.arrival.total }),
              children: <EvidencePanel order={order} />,
            },
            { key: 'history', label: t('order.tab.history'), children: <History order={order} /> },
          ]}
        />
        <OrderFacts order={order}>
          <NotesPanel order={order} />
          <RelationsPanel order={order} mine={role === 'dispatcher' || turn !== null} />
        </OrderFacts>
      </div>
      {dialog !== null && <DialogHost dialog={dialog} close={() => setDialog(null)} />}
    </>
  );
}

/** Number, customer, state and countdown of an order, with its actions at the right. */
export function OrderHead({
  order,
  children,
}: {
  readonly order: OfficeOrder;
  readonly children: ReactNode;
}): ReactNode {
  const { view } = order;
  const words = useDefinitionWords(order.definition);
  const [clock = view.sla[0]] = runningClocks(view.sla);
  return (
    <div className="console-head console-order-head">
      <div>
        <BackToList />
        <h1>
          <span data-testid="order-number">{view.number}</span>{' '}
          <span className="console-order-customer">{fromPrivateUse(view.fold.customer.name)}</span>
        </h1>
        <span
          className="console-tags"
          data-testid="order-state"
          data-phase={view.fold.phase}
          data-review={view.fold.reviewState ?? ''}
        >
          <OrderStateTag
            phase={view.fold.phase}
            own={words.phase(view.fold.phase)}
            isHandedOver={handingOver(view.fold) !== null}
            review={view.fold.reviewState}
          />
          <ReviewTag state={view.fold.reviewState} />
          {view.priority === 'urgent' && <UrgentTag />}
          {clock !== undefined && (
            <SlaCountdown
              clock={clock}
              settings={order.settings}
              name={words.sla(clock.key)}
              provisional={order.provisional.includes(clock.key)}
            />
          )}
        </span>
      </div>
      {children}
    </div>
  );
}

type ActionsProps = OrderActions & {
  readonly open: (kind: DialogKind) => void;
};

/** The one that the order waits for, three more in view, the rest under "more". */
function Actions({ primary, others, notAssignable, open }: ActionsProps): ReactNode {
  const { t, tw, language } = useWords();
  const shown = others.slice(0, 3);
  const more = others.slice(3);
  return (
    <div className="console-buttons console-head-action">
      {notAssignable !== null && (
        <span className="console-faint" data-testid="not-assignable">
          {problemText(notAssignable.code, notAssignable.details, language)}
        </span>
      )}
      {shown.map((kind) => (
        <Button key={kind} onClick={() => open(kind)} data-testid={kind}>
          {t(`action.${kind}`)}
        </Button>
      ))}
      {more.length > 0 && (
        <Dropdown
          trigger={['click']}
          placement="bottomRight"
          menu={{
            items: more.map((kind) => ({
              key: kind,
              danger: kind === 'cancel' || kind === 'reject',
              label: <span data-testid={kind}>{t(`action.${kind}`)}</span>,
              onClick: () => open(kind),
            })),
          }}
        >
          <Button data-testid="more-actions" aria-haspopup="menu">
            {tw('act.more')} <DownOutlined style={{ fontSize: 11 }} />
          </Button>
        </Dropdown>
      )}
      {primary !== null && (
        <Button type="primary" onClick={() => open(primary)} data-testid={primary}>
          {t(`action.${primary}`)}
        </Button>
      )}
    </div>
  );
}
