import { type ReactNode, useState } from 'react';
import { DefinitionBoundary } from '../../../components/definition-boundary.tsx';
import { goInstead } from '../../../hooks/use-hash-route.ts';
import { useMedia } from '../../../hooks/use-media.ts';
import { firstStep } from './main-action.ts';
import type { OpenedOrder } from './opened-order.ts';
import css from './order.module.css';
import { useOrderRefusal } from './refusal/use-order-refusal.tsx';
import { StageRail } from './stage-rail.tsx';
import { StepScreen } from './step-screen.tsx';

type Props = { readonly order: OpenedOrder; readonly step: string | null; readonly deviceId: string | null };

/** Upright tablets and those at 150 %: beside a full rail the form would be narrower than a phone. */
const narrow = '(max-width: 900px)';

/** The rail of stages at the left, one step at the right. */
export function WorkTab({ order, step, deviceId }: Props): ReactNode {
  // Where it opened: it must not jump while one works, so it is decided once.
  const [opened] = useState(() => firstStep(order.view, order.definition, order.local.drafts));
  const refusal = useOrderRefusal();
  const isNarrow = useMedia(narrow);
  const wanted = step ?? opened;
  const steps = order.view.stages.flatMap((stage) => stage.steps);
  const shown = steps.find(({ key }) => key === wanted) ?? steps[0];
  if (!shown) return null;
  const open = (key: string) => goInstead('order', order.view.orderId, 'work', key);
  return (
    <div className={css.work} data-rail={isNarrow ? 'folded' : 'open'}>
      <StageRail order={order} shown={shown.key} onOpen={open} isFolded={isNarrow} />
      <DefinitionBoundary key={`${order.view.orderId}/${shown.key}@${order.view.orderTypeVersion}`}>
        <StepScreen order={order} step={shown} deviceId={deviceId} refusal={refusal} onOpen={open} />
      </DefinitionBoundary>
    </div>
  );
}
