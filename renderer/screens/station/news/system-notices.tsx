import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { UntoldNews } from '../../../../bridge/news.ts';
import { useStation } from '../../../hooks/station-context.ts';
import { go } from '../../../hooks/use-hash-route.ts';
import { useIsUndisturbed } from '../../../hooks/use-undisturbed.ts';
import { inParts } from './in-parts.ts';

/** The longest that a timer of the browser counts, ms. */
const longestTimer = 2 ** 31 - 1;

/**
 * Shows news by the system: also while another program is in front, and behind our lock. It may stand on a locked screen, so it says the
 * order's number and what happened, and no more. Held back while one signs or takes photos and in quiet hours, shown afterwards as one.
 */
export function SystemNotices(): null {
  const { t } = useTranslation('station');
  const station = useStation();
  const isHeldBack = useIsUndisturbed();
  useEffect(() => {
    if (isHeldBack || typeof Notification === 'undefined') return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    /** One look at a time: two would show the same twice. */
    let looking: Promise<void> = Promise.resolve();

    const show = (items: UntoldNews['items']): void => {
      const [first] = items;
      if (!first) return;
      const isUrgent = items.some((item) => item.isUrgent);
      const title =
        items.length === 1
          ? t('news.system.one', { kind: t(`news.kind.${first.kind}`), number: first.number })
          : t('news.system.several', { n: items.length });
      const body =
        items.length > 1 ? t('news.system.severalBody') : t(isUrgent ? 'news.system.urgentBody' : 'news.system.body');
      const notice = new Notification(title, { body, tag: 'linework-news', requireInteraction: isUrgent });
      notice.onclick = () => {
        notice.close();
        void window.linework?.showWindow();
        window.focus();
        if (items.length === 1) go('order', first.orderId);
        else go();
      };
    };
    const look = async (): Promise<void> => {
      const answer = await station.call('news.untold', {});
      if (over || !answer.ok || !answer.value.wanted || answer.value.items.length === 0) return;
      const { items, quietUntil } = answer.value;
      if (quietUntil !== null) {
        clearTimeout(timer);
        // The end of quiet hours is a moment of the clock, and one timer cannot wait for days.
        timer = setTimeout(again, Math.min(longestTimer, Math.max(1_000, Date.parse(quietUntil) - Date.now())));
        return;
      }
      if (Notification.permission !== 'granted') return;
      // Marked first: a notification that is told twice is worse than one that a crash swallows, its toast still stands.
      const ids = items.map(({ id }) => id);
      if (await inParts(ids, (part) => station.call('news.notified', { ids: part }))) show(items);
    };
    function again(): void {
      looking = looking.then(look, look);
    }
    again();
    const stop = station.on(({ name }) => {
      if (name === 'news.changed' || name === 'settings.changed' || name === 'session.changed') again();
    });
    return () => {
      over = true;
      clearTimeout(timer);
      stop();
    };
  }, [station, t, isHeldBack]);
  return null;
}
