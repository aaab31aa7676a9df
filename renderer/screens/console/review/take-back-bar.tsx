import { App, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import type { OwnVerdict } from '../../../../bridge/reviews.ts';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { useFormat } from '../../../hooks/use-format.ts';
import { useNow } from '../../../hooks/use-now.ts';
import { useRequestKey } from '../dialogs/use-request-key.ts';
import { useOfficeMove } from '../office/use-office-call.ts';
import { hrefOf } from '../route.ts';
import { useWords } from '../words/use-words.ts';
import { useKeys } from './use-keys.ts';

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
  useKeys({ u: () => void undo() }, on);

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
