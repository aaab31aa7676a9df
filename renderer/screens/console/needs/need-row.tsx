import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { OfficeSummary, OrderNeed } from '../../../../bridge/office.ts';
import type { SettingsByKey } from '../../../../forms/engine/types.ts';
import { SlaCountdown } from '../../../components/sla-countdown.tsx';
import { useFormat } from '../../../hooks/use-format.ts';
import { useNow } from '../../../hooks/use-now.ts';
import type { OpenDialog } from '../dialogs/dialog-props.ts';
import { useDefinitions } from '../office/use-definitions.ts';
import { go, hrefOf } from '../route.ts';
import { notRaisedWords } from '../words/not-raised-words.ts';
import { placeWords } from '../words/path-words.ts';
import { shortTime, windowWords } from '../words/time-words.ts';
import { useWords } from '../words/use-words.ts';
import { GiveToColleague } from './give-to-colleague.tsx';
import { needDetail } from './need-detail.ts';
import { actionFor, type NeedReason } from './need-order.ts';

const tone: { readonly [R in NeedReason]?: 'bad' | 'warn' } = {
  gateWaiting: 'bad',
  answerWaiting: 'bad',
  slaBreached: 'bad',
  slaEscalated: 'bad',
  cancelAsked: 'bad',
  declined: 'warn',
  returned: 'warn',
  handedOver: 'warn',
  raiseRefused: 'warn',
  slaWarning: 'warn',
  deviceSilent: 'warn',
};

/** What is told by the countdown itself, and what nobody works on while its clock goes on. */
const clockReasons: ReadonlySet<NeedReason> = new Set([
  'slaBreached',
  'slaWarning',
  'slaEscalated',
  'handedOver',
  'returned',
  'declined',
]);

type Props = {
  readonly need: OrderNeed;
  readonly order: OfficeSummary | undefined;
  readonly type: Parameters<typeof needDetail>[1];
  readonly settings: SettingsByKey;
  readonly open: (dialog: OpenDialog) => void;
  /** the most pressing of all */
  readonly first: boolean;
};

/** One thing that waits: why, for which order, since when, and its one action. */
export function NeedRow({ need, order, type, settings, open, first }: Props): ReactNode {
  const { t, tw, language } = useWords();
  const { wordsOf } = useDefinitions();
  const { span } = useFormat();
  const now = useNow();
  const action = actionFor(need, order?.turn === 'office' ? undefined : order?.phase);
  const number = order?.number ?? need.orderId.slice(-8);
  const detail = needDetail(need, type, t, (lacking, words) => {
    const { what, why } = notRaisedWords(lacking, { t, tw, language, words, wordsOf });
    return `${what} · ${why}`;
  });

  const act = () => {
    if (action === 'look' || action === 'choose' || action === 'plan') go({ page: 'order', orderId: need.orderId });
    else if (action === 'review') go({ page: 'order', orderId: need.orderId });
    else open({ kind: action, orderId: need.orderId });
  };
  return (
    <li
      className={`console-need console-need-${tone[need.reason] ?? 'plain'}`}
      data-testid={`need-${number}`}
      data-reason={need.reason}
    >
      <div className="console-need-why">
        <strong>{t(`needs.why.${need.reason}`)}</strong>
        {detail !== '' && <span>{detail}</span>}
      </div>
      <div className="console-need-order">
        <a href={hrefOf({ page: 'order', orderId: need.orderId })}>{number}</a>
        {order !== undefined && (
          <>
            <span>
              {order.customerName} · {placeWords(order)}
            </span>
            <small>
              {order.technicianName ?? t('orders.nobody')}
              {order.appointment !== null && ` · ${windowWords(order.appointment, now, language)}`}
            </small>
          </>
        )}
      </div>
      <div className="console-need-since">
        <span title={need.since}>{t('needs.since', { time: shortTime(need.since, now) })}</span>
        <small>
          {order?.clock != null && clockReasons.has(need.reason) ? (
            <SlaCountdown clock={order.clock} settings={settings} provisional={order.slaProvisional} />
          ) : (
            t('needs.waits', { span: span(Math.max(0, now - Date.parse(need.since))) })
          )}
        </small>
      </div>
      {need.reason === 'handedOver' && order !== undefined ? <GiveToColleague order={order} /> : null}
      <Button
        onClick={act}
        type={first ? 'primary' : 'default'}
        data-testid={`need-act-${number}-${need.reason}`}
        aria-label={`${t(`needs.act.${action}`)} ${number}`}
      >
        {t(`needs.act.${action}`)}
      </Button>
    </li>
  );
}
