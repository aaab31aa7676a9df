import { PlayCircleFilled, SwapOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../../domain/problem.ts';
import { handingOver } from '../../../../domain/work-order/handing-over.ts';
import { undoableStart } from '../../../../forms/engine/start-place.ts';
import { newRequestKey } from '../../../app/request-key.ts';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { useAct, useCall } from '../../../hooks/station-context.ts';
import { useFormat } from '../../../hooks/use-format.ts';
import type { OpenedOrder } from './opened-order.ts';
import css from './order.module.css';

/** When work was said to have begun, while it can be taken back; null: nothing to take back. */
export function begunAt({ view, local }: OpenedOrder): string | null {
  const { hold, reviewState } = view.fold;
  const isFree = !local.readOnly && hold === null && reviewState !== 'returned' && handingOver(view.fold) === null;
  return isFree ? undoableStart(view) : null;
}

/** Work was said to have begun, and nothing was written since: said too early, it is taken back here. */
export function BegunNote({ order, at }: { readonly order: OpenedOrder; readonly at: string }): ReactNode {
  const { t } = useTranslation('station');
  const { t: tw } = useTranslation('words');
  const format = useFormat();
  const undo = useAct('workOrder.undoStart');
  const [requestKey] = useState(newRequestKey);
  const [problem, setProblem] = useState<Problem | null>(null);
  const press = async () => {
    const answer = await undo.act({ orderId: order.view.orderId, requestKey });
    setProblem(answer.ok ? null : answer.problem);
  };
  return (
    <div className={css.note} data-tone="info" data-testid="note-begun">
      <PlayCircleFilled aria-hidden />
      <span style={{ flex: 1 }}>
        {t('state.begun', { time: format.time(at), state: order.words.phase('started') ?? tw('phase.started') })}
      </span>
      <Button loading={undo.busy} onClick={() => void press()} data-testid="undo-start">
        {t('state.undo')}
      </Button>
      <ProblemAlert problem={problem} words={order.words} sought />
    </div>
  );
}

/** The order waits until dispatch gives it to the colleague: until then nobody has it, and its clocks go on. */
export function HandedOver({ order, to }: { readonly order: OpenedOrder; readonly to: string | null }): ReactNode {
  const { t } = useTranslation('station');
  const { t: tw } = useTranslation('words');
  const { data } = useCall('people.technicians', {});
  const name =
    to === null
      ? null
      : (data?.technicians.find(({ technicianId }) => technicianId === to)?.name ?? order.local.people[to]);
  return (
    <p className={css.note} data-tone="warn" data-testid="note-handed-over">
      <SwapOutlined aria-hidden />
      <span>
        <b>{name ? tw('handOver.waitsFor', { name }) : tw('handOver.waits')}</b> {t('state.handedHint')}
      </span>
    </p>
  );
}
