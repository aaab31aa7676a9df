import { ArrowLeftOutlined, ArrowRightOutlined, CheckOutlined, FilePdfOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../../domain/problem.ts';
import type { Result } from '../../../../domain/result.ts';
import { finalPhases } from '../../../../domain/work-order/moves.ts';
import type { StepView } from '../../../../forms/engine/types.ts';
import { newRequestKey } from '../../../app/request-key.ts';
import type { StepDraft } from '../../../form/use-step-draft.ts';
import { useStation } from '../../../hooks/station-context.ts';
import { AfterOrder } from './after-order.tsx';
import type { MainAction } from './main-action.ts';
import { type DialogMove, MoveDialog } from './move-dialog.tsx';
import type { OpenedOrder } from './opened-order.ts';

type Props = {
  readonly order: OpenedOrder;
  readonly step: StepView;
  readonly action: MainAction;
  readonly draft: StepDraft;
  readonly onOpen: (step: string) => void;
  /** why it was refused; null when a press begins */
  readonly onProblem: (problem: Problem | null) => void;
  readonly onShowAll: () => void;
};

/** The main action and, beside it, the moves that this step offers. A triple click is one request. */
export function StepActions({ order, step, action, draft, onOpen, onProblem, onShowAll }: Props): ReactNode {
  const { t } = useTranslation('station');
  const { message } = App.useApp();
  const station = useStation();
  const [busy, setBusy] = useState(false);
  const [dialog, setDialog] = useState<DialogMove | null>(null);
  const running = useRef(false);
  const { orderId, fold } = order.view;

  /** @param call answers null where a person is asked something first */
  const run = async (call: () => Promise<Result<unknown> | null>, done: () => void = () => undefined) => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    onProblem(null);
    const answer = await call();
    running.current = false;
    setBusy(false);
    if (answer === null) return;
    if (answer.ok) done();
    else onProblem(answer.problem);
  };
  const submit = (closes: boolean, accepts: boolean) =>
    run(
      async () => {
        if (!(await draft.mayGo())) return null;
        const answer = await station.call('step.submit', {
          orderId,
          step: step.key,
          fields: draft.now(),
          orderTypeVersion: order.view.orderTypeVersion,
          requestKey: newRequestKey(),
        });
        if (!answer.ok) {
          onShowAll();
          return answer;
        }
        draft.settled();
        void message.success(t('step.submitted'));
        const stage = step.key.split('.')[0] ?? '';
        return closes ? station.call('stage.pass', { orderId, stage, accepts, requestKey: newRequestKey() }) : answer;
      },
      () => {
        const following = closes ? firstOfNextStage(order, step.key.split('.')[0] ?? '') : nextInStage(order, step);
        if (following) onOpen(following);
      },
    );
  const pass = (stage: string) =>
    run(
      async () => {
        if (!(await draft.mayGo())) return null;
        return station.call('stage.pass', { orderId, stage, requestKey: newRequestKey() });
      },
      () => {
        const following = firstOfNextStage(order, stage);
        if (following) onOpen(following);
      },
    );
  const simple = (
    name: 'workOrder.accept' | 'workOrder.start' | 'workOrder.resume' | 'workOrder.complete' | 'rework.done',
  ) => void run(() => station.call(name, { orderId, requestKey: newRequestKey() }));

  const big = (label: string, testId: string, act: () => void, icon?: ReactNode, place = 'main') => (
    <Button
      type="primary"
      size="large"
      loading={busy}
      onClick={act}
      data-testid={testId}
      data-place={place}
      icon={icon}
    >
      {label}
    </Button>
  );
  return (
    <>
      {fold.phase === 'assigned' && !order.local.readOnly ? (
        <>
          <Button size="large" danger onClick={() => setDialog('decline')} data-testid="decline-order">
            {t('step.decline')}
          </Button>
          {action.kind === 'accept' || (action.kind === 'submit' && action.accepts) ? null : (
            <Button
              size="large"
              loading={busy}
              onClick={() => simple('workOrder.accept')}
              data-testid="accept-order"
              data-place="move:accept"
            >
              {t('step.accept')}
            </Button>
          )}
        </>
      ) : null}
      {(['reschedule', 'hold'] as const).map((move) =>
        offers(order, step, move) ? (
          <Button
            key={move}
            size="large"
            onClick={() => setDialog(move)}
            data-testid={`offer-${move}`}
            data-place={`move:${move}`}
          >
            {t(`move.${move}`)}
          </Button>
        ) : null,
      )}
      {main()}
      {dialog ? <MoveDialog order={order} move={dialog} onClose={() => setDialog(null)} /> : null}
    </>
  );

  function main(): ReactNode {
    switch (action.kind) {
      case 'accept':
        return big(t('step.accept'), 'accept-order', () => simple('workOrder.accept'), null, 'move:accept');
      case 'start':
        return big(
          order.words.act('start') ?? t('step.start'),
          'start-order',
          () => simple('workOrder.start'),
          null,
          'move:start',
        );
      case 'resume':
        return big(
          order.words.act('resume') ?? t('step.resume'),
          'resume-order',
          () => simple('workOrder.resume'),
          null,
          'move:resume',
        );
      case 'submit':
        return big(
          action.accepts
            ? t('step.submitAndAccept')
            : action.closes
              ? t('step.submitAndPass')
              : step.heads.length > 0
                ? t('step.resubmit')
                : t('step.submit'),
          'submit-step',
          () => void submit(action.closes, action.accepts),
          <CheckOutlined />,
        );
      case 'makeReport':
        return big(
          t('report.make'),
          'make-report',
          () =>
            void run(
              () => station.call('report.make', { orderId, requestKey: newRequestKey() }),
              () => onOpen(action.step),
            ),
          <FilePdfOutlined />,
        );
      case 'pass':
        return big(t('step.pass'), 'pass-stage', () => void pass(action.stage), <CheckOutlined />);
      case 'go':
        return big(
          { on: t('step.goOn'), nextStage: t('step.nextStage'), back: t('step.goBack') }[action.where],
          'go-next',
          () => onOpen(action.step),
          action.where === 'back' ? <ArrowLeftOutlined /> : <ArrowRightOutlined />,
        );
      case 'complete':
        return big(
          order.words.act('complete') ?? t('step.complete'),
          'complete-order',
          () => simple('workOrder.complete'),
          <CheckOutlined />,
        );
      case 'completePartially':
      case 'fail': {
        const { kind } = action;
        return big(t(`move.${kind}`), `main-${kind}`, () => setDialog(kind));
      }
      case 'reworkDone':
        return big(t('step.reworkDone'), 'rework-done', () => simple('rework.done'), <CheckOutlined />);
      case 'none':
        return finalPhases.has(fold.phase) ? <AfterOrder orderId={orderId} /> : null;
    }
  }
}

function offers(order: OpenedOrder, step: StepView, move: string): boolean {
  const [stage, key] = step.key.split('.');
  const offered =
    order.definition.stages.find((one) => one.key === stage)?.steps.find((one) => one.key === key)?.moves ?? [];
  const { phase } = order.view.fold;
  return offered.includes(move) && !order.local.readOnly && (phase === 'accepted' || phase === 'started');
}

function nextInStage(order: OpenedOrder, step: StepView): string | null {
  const steps =
    order.view.stages.find(({ key }) => step.key.startsWith(`${key}.`))?.steps.filter(({ relevant }) => relevant) ?? [];
  const at = steps.findIndex(({ key }) => key === step.key);
  if (order.view.fold.reviewState === 'returned') return null;
  return steps.slice(at + 1).find(({ state, kind }) => state === 'empty' || kind !== 'form')?.key ?? null;
}

function firstOfNextStage(order: OpenedOrder, stage: string): string | null {
  const at = order.view.stages.findIndex(({ key }) => key === stage);
  return (
    order.view.stages
      .slice(at + 1)
      .find(({ state }) => state !== 'passed' && state !== 'skipped')
      ?.steps.find(({ relevant }) => relevant)?.key ?? null
  );
}
