import { DisconnectOutlined } from '@ant-design/icons';
import { type ReactNode, useRef } from 'react';
import type { OfficeSummary } from '../../../../bridge/office.ts';
import type { SettingsByKey } from '../../../../forms/engine/types.ts';
import { EndKept } from '../../../components/end-kept.tsx';
import { OrderStateTag, ReviewTag, UrgentTag } from '../../../components/order-tags.tsx';
import { SlaCountdown } from '../../../components/sla-countdown.tsx';
import type { DefinitionWords } from '../../../texts/definition-words.ts';
import { hrefOf, type Route } from '../route.ts';
import { clockWords, dayWords, shortTime } from '../words/time-words.ts';
import { useWords } from '../words/use-words.ts';
import { ArrivalWords } from './arrival-words.tsx';
import type { Column } from './columns.ts';
import { hasMarkedText } from './marked-text.ts';
import { Marks, useMarks } from './order-marks.tsx';
import { StageProgress } from './stage-progress.tsx';

type Props = {
  readonly order: OfficeSummary;
  readonly columns: readonly Column[];
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly now: number;
  readonly words: DefinitionWords | null;
  readonly settings: SettingsByKey;
  /** the one that was opened from here last */
  readonly selected: boolean;
  /** says before the page is left which row was chosen */
  readonly leave: () => void;
  readonly open: () => void;
  readonly route: Route;
};

/** One order in the list. The number is the link; a click anywhere on the row follows it, unless text was marked to be copied. */
export function OrderRow({ columns, index, top, height, selected, open, ...given }: Props): ReactNode {
  const { order } = given;
  const pressed = useRef<{ readonly clientX: number; readonly clientY: number } | null>(null);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the link in the first cell is the keyboard's way
    // biome-ignore lint/a11y/useFocusableInteractive: the same; a row of a table is nothing to focus
    <div
      role="row"
      aria-rowindex={index}
      className="console-row"
      style={{ top, height }}
      aria-current={selected ? 'true' : undefined}
      onMouseDown={({ clientX, clientY }) => {
        pressed.current = { clientX, clientY };
      }}
      onClick={(event) => {
        if (hasMarkedText(pressed.current, event)) return;
        given.leave();
        open();
      }}
      data-testid={`order-row-${order.number}`}
      data-phase={order.phase}
      data-type={order.orderType}
    >
      {columns.map((column) => (
        <Cell key={column} {...given} column={column} columns={columns} />
      ))}
    </div>
  );
}

type CellProps = Pick<Props, 'order' | 'columns' | 'now' | 'words' | 'settings' | 'route' | 'leave'> & {
  readonly column: Column;
};

function Cell({ column, columns, order, now, words, settings, route, leave }: CellProps): ReactNode {
  const { t, language } = useWords();
  // Where the evidence has no column of its own, a row has a third line for it.
  const roomy = !columns.includes('evidence');
  switch (column) {
    case 'number':
      return (
        <span role="cell">
          <a
            href={hrefOf(route)}
            onClick={(event) => {
              event.stopPropagation();
              leave();
            }}
          >
            {order.number}
          </a>
          <small>
            {order.priority === 'urgent' && <UrgentTag />} {words?.type() ?? order.orderType}
          </small>
        </span>
      );
    case 'customer':
      return <CustomerCell order={order} withAddress={!columns.includes('address')} />;
    case 'address':
      return (
        <span role="cell" title={order.address}>
          <EndKept text={order.address} />
          <small>{order.district}</small>
        </span>
      );
    case 'window':
      return (
        <span role="cell">
          {order.appointment === null ? (
            <span className="console-faint">{t('orders.noWindow')}</span>
          ) : (
            <>
              {dayWords(order.appointment.start, now, language)}
              <small>{clockWords(order.appointment)}</small>
            </>
          )}
        </span>
      );
    case 'technician':
      return <TechnicianCell order={order} now={now} />;
    case 'phase':
      return (
        <StateCell order={order} roomy={roomy}>
          {!columns.includes('stages') && <small>{`${order.stagesPassed}/${order.stagesTotal}`}</small>}
        </StateCell>
      );
    case 'sla':
      return (
        <span role="cell">
          {order.clock !== null && (
            <SlaCountdown clock={order.clock} settings={settings} provisional={order.slaProvisional} />
          )}
        </span>
      );
    case 'finished':
      return (
        <span role="cell">
          {order.finishedAt === null ? (
            <span className="console-faint">{t('orders.notFinished')}</span>
          ) : (
            shortTime(order.finishedAt, now)
          )}
        </span>
      );
    case 'stages':
      return <ProgressCell order={order} words={words} roomy={roomy} />;
    case 'evidence':
      return (
        <span role="cell" className="console-evidence">
          <ArrivalWords arrival={order.arrival} />
        </span>
      );
  }
}

type Part = { readonly order: OfficeSummary; readonly roomy: boolean };

function CustomerCell({
  order,
  withAddress,
}: {
  readonly order: OfficeSummary;
  readonly withAddress: boolean;
}): ReactNode {
  const { tw } = useWords();
  const grade = order.grade === 'standard' ? '' : tw(`grade.${order.grade}`);
  const tail = [grade, order.phoneTail === '' ? '' : `…${order.phoneTail}`].filter((one) => one !== '').join(' ');
  if (!withAddress)
    return (
      <span role="cell">
        {order.customerName}
        <small>{tail}</small>
      </span>
    );
  return (
    <span role="cell" title={`${order.customerName}, ${order.address}`}>
      <span className="console-name">
        <b>{order.customerName}</b>
        <small>{tail}</small>
      </span>
      <small className="console-two-lines">
        <EndKept text={order.address} lines={2} />
      </small>
    </span>
  );
}

function TechnicianCell({ order, now }: { readonly order: OfficeSummary; readonly now: number }): ReactNode {
  const { t } = useWords();
  const { deviceSilentSince } = order;
  const silent = deviceSilentSince === null ? '' : t('orders.silent', { time: shortTime(deviceSilentSince, now) });
  return (
    <span role="cell">
      {order.technicianName ?? <span className="console-faint">{t('orders.nobody')}</span>}
      {deviceSilentSince !== null && (
        <small className="console-silent" title={silent}>
          <DisconnectOutlined aria-hidden="true" /> <span aria-hidden="true">{shortTime(deviceSilentSince, now)}</span>
          <span className="visually-hidden">{silent}</span>
        </small>
      )}
    </span>
  );
}

/** What is open on an order stands under its state; where two tags leave no room in two lines, under the progress. */
function StateCell({ order, roomy, children }: Part & { readonly children: ReactNode }): ReactNode {
  const { language } = useWords();
  const marks = useMarks(order);
  return (
    <span role="cell">
      <span className="console-tags">
        <OrderStateTag
          phase={order.phase}
          own={order.phaseName?.[language]}
          isHandedOver={order.handedTo !== undefined}
          review={order.reviewState}
        />
        <ReviewTag state={order.reviewState} />
      </span>
      {children}
      {(roomy || order.reviewState === null) && <Marks marks={marks} />}
    </span>
  );
}

function ProgressCell({ order, words, roomy }: Part & { readonly words: DefinitionWords | null }): ReactNode {
  const marks = useMarks(order);
  const { currentStage, reviewState, arrival } = order;
  return (
    <span role="cell">
      <StageProgress passed={order.stagesPassed} total={order.stagesTotal} />
      {!roomy && reviewState !== null && marks.length > 0 ? (
        <Marks marks={marks} />
      ) : (
        <small>{currentStage === null ? '' : (words?.stage(currentStage) ?? currentStage)}</small>
      )}
      {roomy && arrival.state !== 'none' && <ArrivalWords arrival={arrival} alone />}
    </span>
  );
}
