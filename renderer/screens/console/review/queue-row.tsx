import type { ReactNode } from 'react';
import type { OfficeSummary } from '../../../../bridge/office.ts';
import type { ReviewClaim } from '../../../../bridge/reviews.ts';
import { EndKept } from '../../../components/end-kept.tsx';
import { UrgentTag } from '../../../components/order-tags.tsx';
import { ToneTag } from '../../../components/tone-tag.tsx';
import { useFormat } from '../../../hooks/use-format.ts';
import { useNow } from '../../../hooks/use-now.ts';
import { usePerson } from '../office/office-context.tsx';
import { ArrivalWords } from '../orders/arrival-words.tsx';
import { Marks, useMarks } from '../orders/order-marks.tsx';
import { hrefOf } from '../route.ts';
import { placeWords } from '../words/path-words.ts';
import { shortTime } from '../words/time-words.ts';
import { useWords } from '../words/use-words.ts';

type Props = { readonly order: OfficeSummary; readonly claim: ReviewClaim | undefined };

/** One order that waits for a review: what it is, whose work, since when, what is open on it, and who reviews it now. */
export function QueueRow({ order, claim }: Props): ReactNode {
  const { t, language } = useWords();
  const { accountId } = usePerson();
  const { span } = useFormat();
  const now = useNow();
  const marks = useMarks(order);
  const since = order.lastEvent?.at ?? order.finishedAt ?? order.createdAt;
  return (
    <div
      className="review-row"
      data-testid={`order-row-${order.number}`}
      data-phase={order.phase}
      data-type={order.orderType}
    >
      <div>
        <a href={hrefOf({ page: 'reviewOrder', orderId: order.orderId })}>{order.number}</a>
        <small>
          {order.priority === 'urgent' && <UrgentTag />} {order.typeName[language]}
        </small>
      </div>
      <div>
        <b>{order.customerName}</b>
        <small>
          <EndKept text={placeWords(order)} />
        </small>
      </div>
      <div>
        <span>{order.technicianName ?? t('orders.nobody')}</span>
        <small title={since}>
          {shortTime(since, now)} · {t('reviewFlow.row.waits', { span: span(Math.max(0, now - Date.parse(since))) })}
        </small>
      </div>
      <div>
        <ArrivalWords arrival={order.arrival} />
        <Marks marks={marks} />
        {claim !== undefined && (
          <ToneTag tone={claim.accountId === accountId ? 'info' : 'warn'}>
            {claim.accountId === accountId
              ? t('reviewFlow.row.mine')
              : t('reviewFlow.row.claimed', { name: claim.name })}
          </ToneTag>
        )}
      </div>
    </div>
  );
}
