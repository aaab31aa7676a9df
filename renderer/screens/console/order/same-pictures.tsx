import { WarningFilled } from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { OfficeOrder } from '../../../../bridge/office.ts';
import { hrefOf } from '../route.ts';
import { useDefinitionWords, useWords } from '../words/use-words.ts';

/** Where else the office holds a picture that looks the same, each with the way there. */
export function SamePictures({
  order,
  evidenceId,
}: {
  readonly order: OfficeOrder;
  readonly evidenceId: string;
}): ReactNode {
  const { t } = useWords();
  const words = useDefinitionWords(order.definition);
  const { view } = order;
  return order.samePictures
    .filter((one) => one.evidenceId === evidenceId)
    .map((one) => {
      const here = one.orderId === view.orderId ? view.evidence.find(({ id }) => id === one.otherId) : undefined;
      return (
        <small key={one.otherId} className="console-same-picture" data-testid={`same-${evidenceId}`}>
          <WarningFilled aria-hidden="true" /> {t('review.samePicture')}{' '}
          {one.orderId === view.orderId ? (
            words.photo(here?.slot ?? '')
          ) : (
            <a href={hrefOf({ page: 'order', orderId: one.orderId })}>{one.number}</a>
          )}
        </small>
      );
    });
}
