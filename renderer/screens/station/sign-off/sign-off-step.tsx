import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useUndisturbed } from '../../../hooks/use-undisturbed.ts';
import type { OpenedOrder } from '../order/opened-order.ts';
import { StepFooter, StepScroll } from '../order/step-layout.tsx';
import { CustomerSummary } from './customer-summary.tsx';
import { RefusalForm } from './refusal-form.tsx';
import { SignForm } from './sign-form.tsx';
import { SignedCard } from './signed-card.tsx';

type Props = {
  readonly order: OpenedOrder;
  readonly disabled: boolean;
  readonly head: ReactNode /** what comes after the sign-off */;
  readonly next: ReactNode;
  readonly lead: ReactNode;
};

/** The customer looks at what was done and signs, or the crew documents a refusal with reason and witness. */
export function SignOffStep({ order, disabled, head, next, lead }: Props): ReactNode {
  const { t } = useTranslation('station');
  const { signOff } = order.view.fold;
  const [again, setAgain] = useState(false);
  const [refusing, setRefusing] = useState(false);
  useUndisturbed(!disabled && (signOff === null || again));
  if (signOff && !again)
    return (
      <>
        <StepScroll head={head}>
          <SignedCard order={order} signOff={signOff.signOff} at={signOff.at} />
          {disabled ? null : (
            <div>
              <Button onClick={() => setAgain(true)} data-testid="sign-again">
                {t('signOff.again')}
              </Button>
            </div>
          )}
          <CustomerSummary order={order} />
        </StepScroll>
        <StepFooter lead={lead}>{next}</StepFooter>
      </>
    );
  const done = () => setAgain(false);
  return refusing ? (
    <RefusalForm
      order={order}
      disabled={disabled}
      head={head}
      lead={lead}
      onBack={() => setRefusing(false)}
      onDone={done}
    />
  ) : (
    <SignForm
      order={order}
      disabled={disabled}
      head={head}
      lead={lead}
      onRefuse={() => setRefusing(true)}
      onDone={done}
    />
  );
}
