import { ArrowLeftOutlined, CheckOutlined, ClearOutlined, UndoOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../../domain/problem.ts';
import { fromPrivateUse } from '../../../../domain/text/private-use.ts';
import { FullSheet } from '../../../components/full-sheet.tsx';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import type { OpenedOrder } from '../order/opened-order.ts';
import { SignaturePad } from './signature-pad.tsx';
import { useSignedFor } from './signed-for.ts';
import css from './signing.module.css';
import type { Strokes } from './strokes.ts';

type Props = {
  readonly order: OpenedOrder;
  /** who signs, and as what */
  readonly who: string;
  readonly strokes: Strokes;
  readonly fieldHeight: number;
  readonly onChange: (change: (strokes: Strokes) => Strokes, padHeight: number) => void;
  readonly problem: Problem | null;
  readonly busy: boolean;
  readonly onSign: () => void;
  readonly onClose: () => void;
};

/** The whole window is the customer's: who signs, what for in a line, and the pad. Nothing else is shown while a signature is given. */
export function SigningSheet(given: Props): ReactNode {
  const { order, who, strokes, fieldHeight, problem, busy } = given;
  const { t } = useTranslation('station');
  const [hand, setHand] = useState(false);
  const empty = strokes.length === 0;
  const signedFor = useSignedFor(order);
  return (
    <FullSheet label={t('signOff.padHint')} testId="signing-sheet" onClose={given.onClose}>
      <header className={css.signingHead}>
        <Button
          icon={<ArrowLeftOutlined />}
          onClick={given.onClose}
          aria-label={t('signing.back')}
          data-testid="pad-back"
        />
        <div>
          <h2>{t('signing.who', { who: fromPrivateUse(who) })}</h2>
          <p className={css.signedFor} data-testid="signed-for">
            {signedFor}
          </p>
        </div>
      </header>
      <div className={css.padFrame}>
        <SignaturePad
          strokes={strokes}
          fieldHeight={fieldHeight}
          onChange={(change, height) => {
            setHand(false);
            given.onChange(change, height);
          }}
          onHand={() => setHand(true)}
        />
        {empty ? <span className={css.padHint}>{t('signOff.pad')}</span> : null}
        <div className={css.padLine} aria-hidden />
        {hand ? (
          <p className={css.handNote} role="status" data-testid="hand-note">
            {t('signing.hand')}
          </p>
        ) : null}
      </div>
      <div className={css.refusal}>
        <ProblemAlert problem={problem} words={order.words} sought />
      </div>
      <footer className={css.signingFoot}>
        <Button
          size="large"
          icon={<UndoOutlined />}
          disabled={empty}
          onClick={() => given.onChange((all) => all.slice(0, -1), fieldHeight)}
        >
          {t('signOff.undo')}
        </Button>
        <Button
          size="large"
          icon={<ClearOutlined />}
          disabled={empty}
          onClick={() => given.onChange(() => [], 0)}
          data-testid="signature-clear"
        >
          {t('signOff.clear')}
        </Button>
        <span className={css.signingGap} />
        <Button
          type="primary"
          size="large"
          icon={<CheckOutlined />}
          loading={busy}
          onClick={given.onSign}
          data-testid="sign-confirm"
        >
          {t('signOff.sign')}
        </Button>
      </footer>
    </FullSheet>
  );
}
