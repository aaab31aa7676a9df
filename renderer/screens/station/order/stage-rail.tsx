import {
  CheckOutlined,
  EditFilled,
  ExclamationCircleFilled,
  MenuFoldOutlined,
  MenuUnfoldOutlined,
  MinusOutlined,
  SwapOutlined,
  UnlockOutlined,
} from '@ant-design/icons';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StageView, StepView } from '../../../../forms/engine/types.ts';
import { standingOf } from '../../../components/stage-standing.ts';
import type { OpenedOrder } from './opened-order.ts';
import css from './rail.module.css';

type Props = {
  readonly order: OpenedOrder;
  readonly shown: string;
  readonly onOpen: (step: string) => void;
  /** only the stages' marks, until one is pressed */
  readonly isFolded?: boolean;
};

/** All stages in order with where each stands; the open one lists its steps. */
export function StageRail({ order, shown, onOpen, isFolded = false }: Props): ReactNode {
  const { t } = useTranslation('station');
  const { view, words } = order;
  const stageShown = shown.split('.')[0] ?? '';
  const [unfolded, setUnfolded] = useState(stageShown);
  useEffect(() => setUnfolded(stageShown), [stageShown]);
  const [isOut, setOut] = useState(false);
  const isMini = isFolded && !isOut;
  const press = (stage: string) => {
    if (isMini) setOut(true);
    setUnfolded(unfolded === stage && !isMini ? '' : stage);
  };
  const passed = view.stages.filter(({ state }) => state === 'passed').length;
  const total = view.stages.filter(({ state }) => state !== 'skipped').length;
  return (
    <nav
      className={css.rail}
      data-rail={isMini ? 'mini' : isFolded ? 'out' : 'open'}
      aria-label={t('stage.rail')}
      data-testid="stage-rail"
    >
      <p className={css.total} data-testid="stages-done">
        {isMini ? `${passed}/${total}` : t('order.lastWord', { done: passed, total })}
      </p>
      {isFolded ? (
        <button
          type="button"
          className={css.fold}
          aria-expanded={isOut}
          aria-label={t(isOut ? 'window.railClose' : 'window.railOpen')}
          onClick={() => setOut(!isOut)}
          data-testid="rail-fold"
        >
          {isOut ? <MenuFoldOutlined aria-hidden /> : <MenuUnfoldOutlined aria-hidden />}
        </button>
      ) : null}
      <ol>
        {view.stages.map((stage, i) => (
          <li key={stage.key} data-state={stage.state} data-testid={`stage-${stage.key}`}>
            <button
              type="button"
              className={css.stage}
              aria-expanded={unfolded === stage.key}
              aria-label={t('stage.label', {
                n: i + 1,
                name: words.stage(stage.key),
                state: t(`stage.${standingOf(stage)}`),
              })}
              onClick={() => press(stage.key)}
              data-testid={`stage-button-${stage.key}`}
            >
              <StageMark stage={stage} n={i + 1} />
              <span className={css.stageWords}>
                <b>{words.stage(stage.key)}</b>
                <small>{t(`stage.${standingOf(stage)}`)}</small>
              </span>
              <StageAlerts order={order} stage={stage} />
            </button>
            {unfolded === stage.key && !isMini ? (
              <ul className={css.steps}>
                {stage.steps
                  .filter(({ relevant }) => relevant)
                  .map((step) => (
                    <li key={step.key}>
                      <a
                        href={`#/order/${view.orderId}/work/${step.key}`}
                        className={css.step}
                        aria-current={step.key === shown ? 'step' : undefined}
                        onClick={(event) => {
                          event.preventDefault();
                          setOut(false);
                          onOpen(step.key);
                        }}
                        data-testid={`step-${step.key}`}
                        data-state={step.state}
                      >
                        <StepMark order={order} step={step} />
                        {words.step(step.key)}
                      </a>
                    </li>
                  ))}
              </ul>
            ) : null}
          </li>
        ))}
      </ol>
    </nav>
  );
}

const marks: { readonly [S in StageView['state']]?: ReactNode } = {
  passed: <CheckOutlined />,
  gateOpen: <UnlockOutlined />,
  skipped: <MinusOutlined />,
};

function StageMark({ stage, n }: { readonly stage: StageView; readonly n: number }): ReactNode {
  return (
    <span className={css.mark} aria-hidden>
      {marks[stage.state] ?? n}
    </span>
  );
}

function StageAlerts({ order, stage }: { readonly order: OpenedOrder; readonly stage: StageView }): ReactNode {
  const conflict = order.view.conflicts.some(({ step }) => step.startsWith(`${stage.key}.`));
  const rework = stage.steps.some(({ state }) => state === 'rework');
  if (rework) return <EditFilled className={css.alert} aria-hidden />;
  return conflict ? <SwapOutlined className={css.alert} aria-hidden /> : null;
}

function StepMark({ order, step }: { readonly order: OpenedOrder; readonly step: StepView }): ReactNode {
  const done =
    step.kind === 'signOff'
      ? order.view.fold.signOff !== null
      : step.kind === 'report'
        ? order.view.fold.reports.length > 0
        : step.state === 'submitted' || step.state === 'mended';
  const draft = order.local.drafts[step.key]?.unsaved === true;
  const state =
    step.state === 'rework' || step.state === 'conflict' ? 'alert' : draft ? 'draft' : done ? 'done' : 'open';
  return (
    <span className={css.stepMark} data-state={state} aria-hidden>
      {state === 'done' ? <CheckOutlined /> : state === 'alert' ? <ExclamationCircleFilled /> : null}
    </span>
  );
}
