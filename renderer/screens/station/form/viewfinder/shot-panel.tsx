import { CameraOutlined, CheckOutlined, ReloadOutlined, WarningFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PictureFault } from '../../../../../domain/documents/evidence.ts';
import type { Problem } from '../../../../../domain/problem.ts';
import { newRequestKey } from '../../../../app/request-key.ts';
import { ProblemAlert } from '../../../../components/problem-alert.tsx';
import { useAct } from '../../../../hooks/station-context.ts';
import type { OpenedOrder } from '../../order/opened-order.ts';
import { useFaultWords } from '../fault-words.ts';
import { KeepDialog } from '../keep-dialog.tsx';
import { likelyReason } from '../retake-reason.ts';
import type { Shooting, Shot } from './use-shooting.ts';
import css from './viewfinder.module.css';

type Props = { readonly order: OpenedOrder; readonly shooting: Shooting };

/** What stands over a shot: that it is being saved, what the device found wrong with it, why it was not saved, or why to take it again. */
export function ShotPanel({ order, shooting }: Props): ReactNode {
  const { t } = useTranslation('station');
  const { phase } = shooting;
  switch (phase.kind) {
    case 'aiming':
      return null;
    case 'saving':
      return (
        <p className={css.saving} role="status" data-testid="shot-saving">
          {t('photo.adding')}
        </p>
      );
    case 'asks':
      return <Doubt key={phase.evidenceId} order={order} shooting={shooting} {...phase} />;
    case 'failed':
      return (
        <div className={css.panel} data-testid="shot-failed">
          <ProblemAlert problem={phase.problem} words={order.words} />
          <p>{t('camera.notSaved')}</p>
          <div className={css.panelActs}>
            <Button
              size="large"
              icon={<ReloadOutlined />}
              onClick={() => shooting.tryAgain(phase.shot)}
              data-testid="shot-again"
            >
              {t('camera.saveAgain')}
            </Button>
            <Button
              size="large"
              type="primary"
              icon={<CameraOutlined />}
              onClick={shooting.dropShot}
              data-testid="shot-drop"
            >
              {t('photo.retake')}
            </Button>
          </div>
        </div>
      );
    case 'looking':
      return (
        <div className={css.panel} data-testid="shot-looking">
          <b>{t('camera.whyAgain')}</b>
          <RetakeReasons order={order} shooting={shooting} shot={phase.shot} evidenceId={phase.evidenceId} />
          <div className={css.panelActs}>
            <Button
              size="large"
              type="primary"
              icon={<CheckOutlined />}
              onClick={shooting.dropShot}
              data-testid="shot-keep"
            >
              {t('camera.isGood')}
            </Button>
          </div>
        </div>
      );
  }
}

type DoubtProps = Props & {
  readonly shot: Shot;
  readonly evidenceId: string;
  readonly faults: readonly PictureFault[];
};

/** Saved, and the device doubts it: again at one press, or kept with a reason at another (ADR 0016). */
function Doubt({ order, shooting, shot, evidenceId, faults }: DoubtProps): ReactNode {
  const { t } = useTranslation('station');
  const faultWords = useFaultWords(order);
  const keep = useAct('evidence.keep');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [explaining, setExplaining] = useState(false);
  const [requestKey] = useState(newRequestKey);
  const item = order.view.evidence.find(({ id }) => id === evidenceId);
  const reasonCode = likelyReason(order, faults);
  const sentences = faults.map((fault) => faultWords(fault, item?.document));
  const keepFor = async (note: string) => {
    const answer = await keep.act({ orderId: order.view.orderId, evidenceId, note, requestKey });
    if (answer.ok) shooting.keepGoing();
    else setProblem(answer.problem);
  };
  return (
    <div className={css.panel} role="alert" data-testid="shot-doubt">
      {faults.map((fault, i) => (
        <p key={fault} className={css.fault} data-fault={fault}>
          <WarningFilled aria-hidden /> {sentences[i]}
        </p>
      ))}
      <ProblemAlert problem={problem} words={order.words} />
      {reasonCode === null ? (
        <RetakeReasons order={order} shooting={shooting} shot={shot} evidenceId={evidenceId} />
      ) : null}
      <div className={css.panelActs}>
        {reasonCode === null ? null : (
          <Button
            size="large"
            type="primary"
            icon={<CameraOutlined />}
            onClick={() => {
              const note = reasonCode === 'other' ? sentences.join(' ') : '';
              shooting.retake(shot.slot, { evidenceId, reasonCode, note });
            }}
            data-testid="shot-retake"
          >
            {t('photo.retake')}
          </Button>
        )}
        {(['cannotRetake', 'readable'] as const).map((why) => (
          <Button
            key={why}
            size="large"
            loading={keep.busy}
            onClick={() => void keepFor(t(`photo.keepReason.${why}`))}
            data-testid={`shot-keep-${why}`}
          >
            {t('camera.keepBecause', { why: t(`photo.keepReason.${why}`) })}
          </Button>
        ))}
        <Button size="large" disabled={!item} onClick={() => setExplaining(true)} data-testid="shot-explain">
          {t('camera.keepOther')}
        </Button>
      </div>
      {explaining && item ? (
        <KeepDialog
          order={order}
          item={item}
          onClose={() => setExplaining(false)}
          onKept={() => {
            setExplaining(false);
            shooting.keepGoing();
          }}
        />
      ) : null}
    </div>
  );
}

type ReasonsProps = Props & { readonly shot: Shot; readonly evidenceId: string };

/** One press says why and goes back to the picture. */
function RetakeReasons({ order, shooting, shot, evidenceId }: ReasonsProps): ReactNode {
  const reasons = order.definition.reasons.evidenceWithdrawn ?? [];
  return (
    <div className={css.panelActs} data-testid="retake-reasons">
      {reasons.map(({ code }) => (
        <Button
          key={code}
          size="large"
          onClick={() => shooting.retake(shot.slot, { evidenceId, reasonCode: code, note: '' })}
          data-testid={`retake-because-${code}`}
        >
          {order.words.reason('evidenceWithdrawn', code)}
        </Button>
      ))}
    </div>
  );
}
