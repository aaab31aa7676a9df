import type { ReactNode } from 'react';
import type { OfficeOrder } from '../../../../bridge/office.ts';
import { fromPrivateUse } from '../../../../domain/text/private-use.ts';
import { GradeTag, OrderStateTag, ReviewTag, UrgentTag } from '../../../components/order-tags.tsx';
import { hrefOf } from '../route.ts';
import { placeWords } from '../words/path-words.ts';
import { useDefinitionWords, useWords } from '../words/use-words.ts';

/** Who, what, where and by whom, on two lines: what a reviewer has to know before looking at anything. */
export function ReviewHead({
  order,
  children,
}: {
  readonly order: OfficeOrder;
  readonly children: ReactNode;
}): ReactNode {
  const { t } = useWords();
  const words = useDefinitionWords(order.definition);
  const { view } = order;
  const { customer, place, assignment } = view.fold;
  const technician = assignment === null ? t('orders.nobody') : (order.people[assignment.technicianId] ?? '—');
  return (
    <div className="console-head review-head">
      <div>
        <h1>
          <a className="console-back" href={hrefOf({ page: 'review' })} aria-label={t('review.title')}>
            ←
          </a>{' '}
          <span data-testid="order-number">{view.number}</span>{' '}
          <span className="console-order-customer">{fromPrivateUse(customer.name)}</span>
        </h1>
        <p className="review-head-facts">
          <b data-testid="review-type">{words.type()}</b>
          <span data-testid="review-address">{placeWords(place)}</span>
          <span data-testid="review-technician">{t('reviewFlow.technician', { name: technician })}</span>
          <span
            className="console-tags"
            data-testid="order-state"
            data-phase={view.fold.phase}
            data-review={view.fold.reviewState ?? ''}
          >
            <OrderStateTag phase={view.fold.phase} own={words.phase(view.fold.phase)} review={view.fold.reviewState} />
            <ReviewTag state={view.fold.reviewState} />
            <GradeTag grade={customer.grade} />
            {view.priority === 'urgent' && <UrgentTag />}
          </span>
        </p>
      </div>
      {children}
    </div>
  );
}
