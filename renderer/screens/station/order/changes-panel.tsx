import { BellFilled } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../../hooks/station-context.ts';
import { useFormat } from '../../../hooks/use-format.ts';
import { eventLines, eventName } from './event-lines.ts';
import { nameOf, type OpenedOrder } from './opened-order.ts';
import css from './order.module.css';

/** What dispatch changed and nobody has seen on this device: stands there until it is seen. */
export function ChangesPanel({ order }: { readonly order: OpenedOrder }): ReactNode {
  const { t } = useTranslation(['station', 'words']);
  const format = useFormat();
  const seen = useAct('workOrder.markSeen');
  const { unseen, people } = order.local;
  if (unseen.length === 0) return null;
  const mark = () => seen.act({ orderId: order.view.orderId, events: unseen.map(({ eventId }) => eventId) });
  return (
    <section className={css.changes} aria-label={t('station:order.changes.title')} data-testid="unseen-changes">
      <BellFilled className={css.bell} aria-hidden />
      <div className={css.changesBody}>
        <h3>{t('station:order.changes.title')}</h3>
        <ul>
          {unseen.map((change) => (
            <li key={change.eventId}>
              <b>{eventName(change.kind, t)}</b>{' '}
              <span>
                {eventLines(change.kind, change.payload, { words: order.words, format, t, people }).join(' · ')}
              </span>{' '}
              <small>
                {t('station:order.changes.by', {
                  who:
                    nameOf(order, change.by) ??
                    t(change.kind.startsWith('review.') ? 'words:role.reviewer' : 'words:role.dispatcher'),
                  when: format.dateTime(change.at),
                })}
              </small>
            </li>
          ))}
        </ul>
      </div>
      <Button loading={seen.busy} onClick={() => void mark()} data-testid="mark-seen">
        {t('station:order.changes.seen')}
      </Button>
    </section>
  );
}
