import type { ReactNode } from 'react';
import { useNow } from '../../../hooks/use-now.ts';
import type { Live } from '../office/live.ts';
import { shortTime } from '../words/time-words.ts';
import { useWords } from '../words/use-words.ts';

/** Whether what is on the screen is live, and of when it is where the link is cut. */
export function Connection({ live }: { readonly live: Live }): ReactNode {
  const { t } = useWords();
  const now = useNow();
  return (
    <span
      className={live.connected ? 'console-link' : 'console-link console-link-cut'}
      role="status"
      data-testid="connection"
      data-connected={live.connected}
    >
      <i aria-hidden="true" />
      {live.connected
        ? t('link.live')
        : t(live.inBetween ? 'link.inBetween' : 'link.cut', {
            time: shortTime(new Date(live.asOf).toISOString(), now),
          })}
    </span>
  );
}
