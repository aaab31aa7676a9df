import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../../../../domain/work-order/types.ts';
import { ToneTag } from '../../../components/tone-tag.tsx';
import { useFormat } from '../../../hooks/use-format.ts';
import { eventLines } from './event-lines.ts';
import { nameOf, type OpenedOrder } from './opened-order.ts';
import css from './tabs.module.css';

/** Every event in causal order, newest first; what was overtaken stays visible with its reason, late contributions are marked. */
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
        {order.view.fold.history.toReversed().map((entry) => (
          <Entry key={entry.event._id} order={order} entry={entry} deviceId={deviceId} />
        ))}
      </ol>
    </section>
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
