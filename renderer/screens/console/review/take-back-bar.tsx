import { App, Button } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import type { OwnVerdict } from '../../../../bridge/reviews.ts';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { useFormat } from '../../../hooks/use-format.ts';
import { useNow } from '../../../hooks/use-now.ts';
import { useRequestKey } from '../dialogs/use-request-key.ts';
import { useOfficeMove } from '../office/use-office-call.ts';
import { hrefOf } from '../route.ts';
import { useWords } from '../words/use-words.ts';
import { useKeys } from './use-keys.ts';

/** So long a press waits for the verdict that was just given. */
const waitMs = 3_000;
/** ms since the epoch. The press outlives the page on which it was made: after a verdict the next order stands there. */
const wish = { until: 0 };

/** The last verdict of this reviewer that may still be taken back, and how long; nothing where there is none. */
export function TakeBackBar({
  decided,
  on,
}: {
  readonly decided: readonly OwnVerdict[];
  readonly on: boolean;
}): ReactNode {
  const { t, tw } = useWords();
  const { message } = App.useApp();
  const { span } = useFormat();
  const now = useNow(5_000);
  const key = useRequestKey();
  const takeBack = useOfficeMove('review.takeBack');
  const [gone, setGone] = useState<readonly string[]>([]);
  const last = decided.find(({ reviewId, until }) => !gone.includes(reviewId) && Date.parse(until) > now);

  const undo = async () => {
    if (last === undefined || takeBack.busy) return;
    const { orderId, reviewId, number } = last;
    const done = await takeBack.make({ orderId, reviewId, requestKey: `${key}-${reviewId}` });
    if (done === null) return;
    setGone((before) => [...before, reviewId]);
    void message.success(t('reviewFlow.back.done', { number }));
  };
  // Pressed at once after a verdict, before the office has told that it may be taken back.
  const [wanted, setWanted] = useState(() => wish.until > Date.now());
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each press, as soon as there is a verdict
  useEffect(() => {
    if (!wanted) return;
    if (last !== undefined) {
      wish.until = 0;
      setWanted(false);
      void undo();
      return;
    }
    const timer = setTimeout(() => {
      setWanted(false);
      void message.info(t('reviewFlow.back.none'));
    }, waitMs);
    return () => clearTimeout(timer);
  }, [wanted, last?.reviewId]);
  useKeys(
    {
      u: () => {
        wish.until = Date.now() + waitMs;
        setWanted(true);
      },
    },
    on,
  );

  if (last === undefined) return <ProblemAlert problem={takeBack.problem} />;
  const verdict = tw(`review.${last.verdict}`);
  return (
    <section className="review-back" aria-label={t('reviewFlow.back.title')} data-testid="take-back-bar">
      <span>
        {t('reviewFlow.back.line', { number: last.number, customer: last.customerName, verdict })}{' '}
        <a href={hrefOf({ page: 'order', orderId: last.orderId })}>{t('reviewFlow.back.open')}</a>
      </span>
      <small>{t('reviewFlow.back.left', { left: span(Math.max(0, Date.parse(last.until) - now)) })}</small>
      <Button onClick={() => void undo()} loading={takeBack.busy} data-testid="take-back">
        {t('reviewFlow.back.take')} (U)
      </Button>
      <ProblemAlert problem={takeBack.problem} />
    </section>
  );
}
