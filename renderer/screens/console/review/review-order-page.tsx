import { type ReactNode, useState } from 'react';
import type { OfficeOrder } from '../../../../bridge/office.ts';
import { EditBaseProvider } from '../office/edit-base-provider.tsx';
import { Shown } from '../office/states.tsx';
import { useOfficeRead } from '../office/use-office-call.ts';
import { Conflicts } from '../order/conflicts.tsx';
import { Reports, SignOffPanel } from '../order/evidence-panel.tsx';
import { History } from '../order/history.tsx';
import { OrderHead } from '../order/order-page.tsx';
import { ServicesPanel } from '../order/services-panel.tsx';
import { useWords } from '../words/use-words.ts';
import { DecisionPanel } from './decision-panel.tsx';
import { MeasuresPanel } from './measures-panel.tsx';
import { MendedPanel } from './mended-panel.tsx';
import { ReviewSteps } from './review-steps.tsx';
import type { ReworkSelection } from './rework-selection.ts';

/** The reviewer's workspace: the order as it was done on the left, the decision on the right. */
export function ReviewOrderPage({ orderId }: { readonly orderId: string }): ReactNode {
  const read = useOfficeRead('workOrder.open', { orderId });
  return (
    <div className="console-page">
      <Shown read={read} rows={14}>
        {(order) => (
          <EditBaseProvider order={order} follows>
            <ReviewBody order={order} />
          </EditBaseProvider>
        )}
      </Shown>
    </div>
  );
}

function ReviewBody({ order }: { readonly order: OfficeOrder }): ReactNode {
  const { t } = useWords();
  const [selection, setSelection] = useState<ReworkSelection | null>(null);
  const waits = order.view.fold.reviewState === 'received' || order.view.fold.reviewState === 'resubmitted';
  return (
    <>
      <OrderHead order={order}>{null}</OrderHead>
      <Conflicts order={order} />
      <div className="console-columns">
        <div className="console-review">
          <MendedPanel order={order} />
          <ServicesPanel order={order} />
          <MeasuresPanel order={order} />
          <Reports order={order} />
          <ReviewSteps order={order} selection={waits ? selection : null} select={setSelection} />
          <SignOffPanel order={order} />
          <details className="console-stage">
            <summary>
              <h2 className="console-stage-name">{t('order.tab.history')}</h2>
            </summary>
            <History order={order} />
          </details>
        </div>
        <DecisionPanel order={order} waits={waits} selection={selection} select={setSelection} />
      </div>
    </>
  );
}
