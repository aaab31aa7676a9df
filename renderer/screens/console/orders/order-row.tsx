import { DisconnectOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { OfficeSummary } from '../../../../bridge/office.ts';
import type { SettingsByKey } from '../../../../forms/engine/types.ts';
import { OrderStateTag, ReviewTag, UrgentTag } from '../../../components/order-tags.tsx';
import { SlaCountdown } from '../../../components/sla-countdown.tsx';
import type { DefinitionWords } from '../../../texts/definition-words.ts';
import { hrefOf, type Route } from '../route.ts';
import { clockWords, dayWords, shortTime } from '../words/time-words.ts';
import { useWords } from '../words/use-words.ts';
import { ArrivalWords } from './arrival-words.tsx';

type Props = {
  readonly order: OfficeSummary;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly now: number;
  readonly words: DefinitionWords | null;
  readonly settings: SettingsByKey;
  readonly open: () => void;
  readonly route: Route;
};

/** One order in the list. The number is the link; a click anywhere on the row follows it. */
export function OrderRow({ order, index, top, height, now, words, settings, open, route }: Props): ReactNode {
  const { t, tw, language } = useWords();
  const marks = useMarks(order);
  const { deviceSilentSince } = order;
  const silent = deviceSilentSince === null ? '' : t('orders.silent', { time: shortTime(deviceSilentSince, now) });
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the link in the first cell is the keyboard's way
    // biome-ignore lint/a11y/useFocusableInteractive: the same; a row of a table is nothing to focus
    <div
      role="row"
      aria-rowindex={index}
      className="console-row"
      style={{ top, height }}
      onClick={open}
      data-testid={`order-row-${order.number}`}
      data-phase={order.phase}
    >
      <span role="cell">
        <a href={hrefOf(route)} onClick={(event) => event.stopPropagation()}>
          {order.number}
        </a>
        <small>
          {order.priority === 'urgent' && <UrgentTag />} {words?.type() ?? order.orderType}
        </small>
      </span>
      <span role="cell">
        {order.customerName}
        <small>
          {order.grade === 'standard' ? `…${order.phoneTail}` : `${tw(`grade.${order.grade}`)} …${order.phoneTail}`}
        </small>
      </span>
      <span role="cell" title={order.address}>
        {order.address}
        <small>{order.district}</small>
      </span>
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
      <span role="cell">
        {order.technicianName ?? <span className="console-faint">{t('orders.nobody')}</span>}
        {deviceSilentSince !== null && (
          <small className="console-silent" title={silent}>
            <DisconnectOutlined aria-hidden="true" />{' '}
            <span aria-hidden="true">{shortTime(deviceSilentSince, now)}</span>
            <span className="visually-hidden">{silent}</span>
          </small>
        )}
      </span>
      <span role="cell">
        <span className="console-tags">
          <OrderStateTag phase={order.phase} />
          <ReviewTag state={order.reviewState} />
        </span>
        {order.reviewState === null && <Marks marks={marks} />}
      </span>
      <span role="cell">
        {order.clock !== null && (
          <SlaCountdown clock={order.clock} settings={settings} provisional={order.slaProvisional} />
        )}
      </span>
      <span role="cell">
        <StageProgress passed={order.stagesPassed} total={order.stagesTotal} />
        {order.reviewState !== null && marks.length > 0 ? (
          <Marks marks={marks} />
        ) : (
          <small>{order.currentStage === null ? '' : (words?.stage(order.currentStage) ?? order.currentStage)}</small>
        )}
      </span>
      <span role="cell" className="console-evidence">
        <ArrivalWords arrival={order.arrival} />
      </span>
    </div>
  );
}

/** What is open on an order beside its state, or was: a gate that waits, values that differ or differed, what is missing. */
function useMarks(order: OfficeSummary): readonly string[] {
  const { t } = useWords();
  return [
    order.definitionArriving ? t('orders.mark.unreadable') : null,
    order.overridesAsked > 0 ? t('orders.mark.gate') : null,
    order.conflicts > 0 ? t('orders.mark.conflicts', { n: order.conflicts }) : null,
    order.settledConflicts > 0 ? t('orders.mark.settled', { n: order.settledConflicts }) : null,
    order.discarded > 0 ? t('orders.mark.discarded', { n: order.discarded }) : null,
    order.missing.length > 0 ? t('orders.mark.missing', { n: order.missing.length }) : null,
  ].filter((mark) => mark !== null);
}

/** They stand under the state; where that has two tags, under the progress: a row has room for two lines. */
function Marks({ marks }: { readonly marks: readonly string[] }): ReactNode {
  const said = marks.join(' · ');
  return marks.length === 0 ? null : (
    <small className="console-marks" title={said}>
      {said}
    </small>
  );
}

export function StageProgress({ passed, total }: { readonly passed: number; readonly total: number }): ReactNode {
  const { t } = useWords();
  return (
    <span className="console-progress" role="img" aria-label={t('orders.progress', { passed, total })}>
      {Array.from({ length: total }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the stages of an order do not move
        <i key={i} className={i < passed ? 'console-progress-done' : ''} />
      ))}
      <b aria-hidden="true">
        {passed}/{total}
      </b>
    </span>
  );
}
