import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry, OrderFold } from '../../../../domain/work-order/types.ts';
import { ToneTag } from '../../../components/tone-tag.tsx';
import { useFormat } from '../../../hooks/use-format.ts';
import { eventLines } from './event-lines.ts';
import { nameOf, type OpenedOrder } from './opened-order.ts';
import css from './tabs.module.css';

type Review = OrderFold['reviews'][number];

/** Every event in causal order with the reviews between them, newest first; what was overtaken stays visible with its reason, late contributions are marked. */
export function HistoryTab({
  order,
  deviceId,
}: {
  readonly order: OpenedOrder;
  readonly deviceId: string | null;
}): ReactNode {
  const { t } = useTranslation('station');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls and holds no control is reached by keyboard
    <section className={css.tabBody} tabIndex={0} aria-label={t('order.tab.history')}>
      <ol className={css.history} data-testid="history">
        {withReviews(order.view.fold).map((one) =>
          'verdict' in one ? (
            <ReviewLine key={one.id} order={order} review={one} />
          ) : (
            <Entry key={one.event._id} order={order} entry={one} deviceId={deviceId} />
          ),
        )}
      </ol>
    </section>
  );
}

/** Newest first. A review is no event and has no causes; it stands above everything that was done before it. */
export function withReviews({
  history,
  reviews,
}: Pick<OrderFold, 'history' | 'reviews'>): readonly (HistoryEntry | Review)[] {
  const left = [...reviews];
  const lines: (HistoryEntry | Review)[] = [];
  for (const entry of history.toReversed()) {
    for (let next = left.at(-1); next && next.at >= entry.event.time.at; next = left.at(-1)) {
      lines.push(next);
      left.pop();
    }
    lines.push(entry);
  }
  return [...lines, ...left.reverse()];
}

function ReviewLine({ order, review }: { readonly order: OpenedOrder; readonly review: Review }): ReactNode {
  const { t } = useTranslation('words');
  const format = useFormat();
  return (
    <li className={css.entry} data-applied data-testid={`review-${review.verdict}`}>
      <time dateTime={review.at}>{format.dateTime(review.at)}</time>
      <div>
        <div className={css.entryHead}>
          <span className={css.entryName}>{t(`review.${review.verdict}`)}</span>
        </div>
        {review.rework.map((item) => (
          <p key={item.step}>
            {[order.words.step(item.step), order.words.reason('rework', item.reasonCode), item.note]
              .filter((part) => part !== '')
              .join(' · ')}
          </p>
        ))}
        {review.note === '' ? null : <p>{review.note}</p>}
        <p className={css.entryWho}>
          {[nameOf(order, review.by), t('role.reviewer')].filter((part) => part !== null).join(' · ')}
        </p>
      </div>
    </li>
  );
}

function Entry({
  order,
  entry,
  deviceId,
}: {
  readonly order: OpenedOrder;
  readonly entry: HistoryEntry;
  readonly deviceId: string | null;
}): ReactNode {
  const { t } = useTranslation(['station', 'words']);
  const format = useFormat();
  const { event, applied, notApplied, late } = entry;
  const lines = eventLines(event.kind, event.payload as never, {
    words: order.words,
    format,
    t,
    people: order.local.people,
  });
  const device =
    event.deviceId === undefined
      ? ''
      : event.deviceId === deviceId
        ? t('words:sides.thisDevice')
        : `${t('words:sides.device')} ${event.deviceId.slice(-6)}`;
  return (
    <li className={css.entry} data-applied={applied} data-testid={`event-${event.kind}`}>
      <time dateTime={event.time.at}>{format.dateTime(event.time.at)}</time>
      <div>
        <div className={css.entryHead}>
          <span className={css.entryName}>{t(`words:event.${event.kind}`)}</span>
          {applied ? null : (
            <ToneTag tone="warn">
              {t('words:history.notApplied')}
              {notApplied ? `：${notAppliedWords(notApplied, t)}` : ''}
            </ToneTag>
          )}
          {late ? <ToneTag tone="violet">{t('words:history.late')}</ToneTag> : null}
        </div>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
        <p className={css.entryWho}>
          {[nameOf(order, event.createdBy), t(`words:role.${event.role}`), device]
            .filter((part) => part !== null && part !== '')
            .join(' · ')}
        </p>
      </div>
    </li>
  );
}

/** `illegal:<phase>` or `overtaken:<event kind>` in words. */
function notAppliedWords(code: string, t: ReturnType<typeof useTranslation<['station', 'words']>>['t']): string {
  const [kind, about = ''] = code.split(':');
  if (kind === 'illegal') return t('words:history.illegal', { state: t(`words:phase.${about}` as 'words:phase.held') });
  return t('words:history.overtaken', { event: t(`words:event.${about}` as 'words:event.held') });
}
