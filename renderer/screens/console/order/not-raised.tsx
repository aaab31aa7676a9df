import { Alert, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import type { OfficeOrder } from '../../../../bridge/office.ts';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { DismissRaiseDialog } from '../dialogs/dismiss-raise-dialog.tsx';
import { useRequestKey } from '../dialogs/use-request-key.ts';
import { EditBaseProvider } from '../office/edit-base-provider.tsx';
import { useDefinitions } from '../office/use-definitions.ts';
import { useOfficeMove } from '../office/use-office-call.ts';
import { notRaisedWords } from '../words/not-raised-words.ts';
import { useDefinitionWords, useWords } from '../words/use-words.ts';

type Lacking = OfficeOrder['view']['fold']['notRaised'][number];

/** Orders that this one asks for and that could not be made: what, why, and a dispatcher's two ways out. */
export function NotRaised({ order, decides }: { readonly order: OfficeOrder; readonly decides: boolean }): ReactNode {
  return order.view.fold.notRaised
    .filter(({ dismissed }) => dismissed === null)
    .map((lacking) => <One key={lacking.orderId} order={order} lacking={lacking} decides={decides} />);
}

function One({
  order,
  lacking,
  decides,
}: {
  readonly order: OfficeOrder;
  readonly lacking: Lacking;
  readonly decides: boolean;
}): ReactNode {
  const { t, tw, language } = useWords();
  const words = useDefinitionWords(order.definition);
  const { wordsOf } = useDefinitions();
  const requestKey = useRequestKey();
  const again = useOfficeMove('workOrder.raise');
  const [dismissing, setDismissing] = useState(false);
  const { orderId } = order.view;
  const { what, why } = notRaisedWords(lacking, { t, tw, language, words, wordsOf });
  return (
    <>
      <Alert
        type="error"
        showIcon
        data-testid={`not-raised-${lacking.raise}`}
        title={t('order.notRaised.title', { what })}
        description={
          <>
            {`${why} ${t('order.notRaised.hint')}`}
            <ProblemAlert problem={again.problem} words={words} />
          </>
        }
        action={
          decides && (
            <div className="console-buttons">
              <Button
                loading={again.busy}
                onClick={() => void again.make({ orderId, raise: lacking.raise, requestKey })}
                data-testid={`raise-again-${lacking.raise}`}
              >
                {t('order.notRaised.again')}
              </Button>
              <Button onClick={() => setDismissing(true)} data-testid={`dismiss-raise-${lacking.raise}`}>
                {t('order.notRaised.dismiss')}
              </Button>
            </div>
          )
        }
      />
      {dismissing && (
        <EditBaseProvider order={order}>
          <DismissRaiseDialog order={order} child={lacking.orderId} what={what} close={() => setDismissing(false)} />
        </EditBaseProvider>
      )}
    </>
  );
}
