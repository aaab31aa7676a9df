import { Button, Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Labelled } from '../../../components/labelled.tsx';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { RequiredMark } from '../../../components/required-mark.tsx';
import { useMissing } from '../../../form/refusal/use-missing.tsx';
import { useKept } from '../../../hooks/use-kept.ts';
import { ReasonCards } from '../order/reason-cards.tsx';
import { StepFooter, StepScroll } from '../order/step-layout.tsx';
import type { FormProps } from './form-props.ts';
import css from './sign-off.module.css';
import { useSignOff } from './use-sign-off.ts';

/** The customer does not sign: why, and who saw it. */
export function RefusalForm({
  order,
  disabled,
  head,
  lead,
  onBack,
  onDone,
}: FormProps & { readonly onBack: () => void }): ReactNode {
  const { t } = useTranslation('station');
  const { value, set, forget } = useKept(`refusal.${order.view.orderId}`, nothing, readRefusal);
  const { reasonCode, note, witness } = value;
  const { send, busy, problem } = useSignOff(order, () => {
    forget();
    onDone();
  });
  const asking = useMissing([
    ...(reasonCode ? [] : [{ place: 'reason', label: t('move.reason') }]),
    ...(witness.trim() === '' ? [{ place: 'witness', label: t('signOff.witness') }] : []),
  ]);
  const refuse = () =>
    send((seenDigest) => ({
      outcome: 'refused',
      reasonCode: reasonCode ?? '',
      note,
      witness: witness.trim(),
      seenDigest,
    }));
  return (
    <>
      <StepScroll head={head}>
        <div className={css.refusal} ref={asking.ref}>
          <h3>
            {t('signOff.refuseTitle')}
            <RequiredMark />
          </h3>
          <ReasonCards
            order={order}
            move="signRefused"
            value={reasonCode}
            onChange={(code) => set({ ...value, reasonCode: code })}
          />
          <div data-place="witness">
            <Labelled label={t('signOff.witness')} required>
              {(id) => (
                <Input
                  id={id}
                  value={witness}
                  maxLength={80}
                  placeholder={t('signOff.witnessHint')}
                  onChange={(event) => set({ ...value, witness: event.target.value })}
                  data-testid="witness"
                />
              )}
            </Labelled>
          </div>
          <Labelled label={t('move.explain')}>
            {(id) => (
              <Input.TextArea
                id={id}
                value={note}
                autoSize={{ minRows: 2 }}
                maxLength={2000}
                onChange={(event) => set({ ...value, note: event.target.value })}
              />
            )}
          </Labelled>
        </div>
      </StepScroll>
      <StepFooter
        lead={lead}
        refusal={
          <>
            {asking.bar}
            <ProblemAlert problem={problem} words={order.words} sought />
          </>
        }
      >
        <Button size="large" onClick={onBack}>
          {t('signOff.toPad')}
        </Button>
        <Button
          type="primary"
          danger
          size="large"
          disabled={disabled}
          loading={busy}
          onClick={() => asking.press(() => void refuse())}
          data-testid="refuse-confirm"
        >
          {t('signOff.refuseTitle')}
        </Button>
      </StepFooter>
    </>
  );
}

type Refusal = { readonly reasonCode: string | null; readonly note: string; readonly witness: string };

const nothing: Refusal = { reasonCode: null, note: '', witness: '' };

function readRefusal(stored: unknown): Refusal | null {
  if (typeof stored !== 'object' || stored === null) return null;
  const { reasonCode, note, witness } = stored as Readonly<Record<string, unknown>>;
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return { reasonCode: typeof reasonCode === 'string' ? reasonCode : null, note: text(note), witness: text(witness) };
}
