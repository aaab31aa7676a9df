import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { NamedNeed, NeedReason } from '../../../../bridge/needs.ts';
import type { SettingsByKey } from '../../../../forms/engine/types.ts';
import { EndKept } from '../../../components/end-kept.tsx';
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
import { actionFor, type NeedAction } from './need-order.ts';

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

export type NeedOfOrder = Extract<NamedNeed, { readonly orderId: string }>;

type Props = {
  readonly need: NeedOfOrder;
  readonly type: Parameters<typeof needDetail>[1];
  readonly settings: SettingsByKey;
  readonly open: (dialog: OpenDialog) => void;
  /** the most pressing of all */
  readonly first: boolean;
};

/** One thing that waits: why, for which order, since when, and its one action. */
export function NeedRow({ need, type, settings, open, first }: Props): ReactNode {
  const { t, tw, language } = useWords();
  const { wordsOf } = useDefinitions();
  const { span } = useFormat();
  const now = useNow();
  const { order } = need;
  const action = actionOf(need);
  const number = order?.number ?? need.orderId.slice(-8);
  const detail = needDetail(need, type, t, (lacking, words) => {
    const { what, why } = notRaisedWords(lacking, { t, tw, language, words, wordsOf });
    return `${what} · ${why}`;
  });

  return (
    <div
      className={`console-need console-need-${tone[need.reason] ?? 'plain'}`}
      data-testid={`need-${number}`}
      data-reason={need.reason}
    >
      <div className="console-need-why">
        <strong>{t(`needs.why.${need.reason}`)}</strong>
        {detail !== '' && <span title={detail}>{detail}</span>}
      </div>
      <div className="console-need-order">
        <a href={hrefOf({ page: 'order', orderId: need.orderId })}>{number}</a>
        {order !== null && (
          <>
            <em>{type?.words.type() ?? order.orderType}</em>
            <EndKept text={`${order.customerName} · ${placeWords(order)}`} />
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
      <div className="console-need-acts">
        {need.reason === 'handedOver' && order !== null ? (
          <GiveToColleague order={{ ...order, orderId: need.orderId }} />
        ) : null}
        <Button
          onClick={() => actOn(need, open)}
          type={first && need.reason !== 'handedOver' ? 'primary' : 'default'}
          data-testid={`need-act-${number}-${need.reason}`}
          aria-label={`${t(`needs.act.${action}`)} ${number}`}
        >
          {t(`needs.act.${action}`)}
        </Button>
      </div>
    </div>
  );
}

const actionOf = (need: NeedOfOrder): NeedAction =>
  actionFor(need, need.order?.turn === 'office' ? undefined : need.order?.phase);

/** Does the one thing that a row offers: opens its dialog, or the order. */
export function actOn(need: NeedOfOrder, open: Props['open']): void {
  const action = actionOf(need);
  if (action === 'look' || action === 'choose' || action === 'plan' || action === 'review')
    go({ page: 'order', orderId: need.orderId });
  else open({ kind: action, orderId: need.orderId });
}
