import { Button, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { privateCharacters } from '../../../../domain/text/private-use.ts';
import { Labelled } from '../../../components/labelled.tsx';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import fields from '../../../form/fields/fields.module.css';
import { useMissing } from '../../../form/refusal/use-missing.tsx';
import { StepFooter, StepScroll } from '../order/step-layout.tsx';
import { CustomerSummary } from './customer-summary.tsx';
import type { FormProps } from './form-props.ts';
import css from './sign-off.module.css';
import { SignatureField } from './signature-pad.tsx';
import { fitted, type Strokes } from './strokes.ts';
import { useSignOff } from './use-sign-off.ts';

const relations = ['self', 'family', 'agent', 'colleague', 'other'] as const;
type Relation = (typeof relations)[number];

/** What the customer sees, the pad, and who signs. */
export function SignForm({
  order,
  disabled,
  head,
  lead,
  onRefuse,
  onDone,
}: FormProps & { readonly onRefuse: () => void }): ReactNode {
  const { t } = useTranslation(['station', 'words']);
  const [strokes, setStrokes] = useState<Strokes>([]);
  const [padHeight, setPadHeight] = useState(400);
  const [printedName, setName] = useState(order.view.fold.customer.name);
  const [relation, setRelation] = useState<Relation>('self');
  const { send, busy, problem } = useSignOff(order, onDone);
  const shapeless = privateCharacters(printedName)
    .map((c) => `U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase()}`)
    .join(' ');
  const points = strokes.reduce((sum, stroke) => sum + stroke.length / 2, 0);
  const asking = useMissing([
    ...(points < 3
      ? [
          {
            place: 'signature',
            label: t('station:signOff.pad'),
            said: t(points === 0 ? 'station:refusal.unsigned' : 'station:refusal.oneDot'),
          },
        ]
      : []),
    ...(printedName.trim() === '' ? [{ place: 'printedName', label: t('station:signOff.printedName') }] : []),
  ]);
  const sign = () =>
    send((seenDigest) => ({
      outcome: 'signed',
      strokes: fitted(strokes).map((stroke) => [...stroke]),
      padHeight: Math.round(padHeight),
      printedName: printedName.trim(),
      relation,
      seenDigest,
    }));
  return (
    <>
      <StepScroll head={head}>
        <div className={css.signOff} ref={asking.ref}>
          <CustomerSummary order={order} />
          {disabled ? null : (
            <div data-place="signature">
              <SignatureField
                strokes={strokes}
                onChange={(next, height) => {
                  setStrokes(next);
                  setPadHeight(height);
                }}
              />
            </div>
          )}
          <div className={css.who}>
            <div data-place="printedName">
              <Labelled label={t('station:signOff.printedName')}>
                {(id) => (
                  <Input
                    id={id}
                    value={printedName}
                    disabled={disabled}
                    maxLength={80}
                    onChange={(event) => setName(event.target.value)}
                    data-testid="printed-name"
                  />
                )}
              </Labelled>
            </div>
            <div className={css.relations} role="radiogroup" aria-label={t('station:signOff.relation')}>
              {relations.map((one) => (
                <label key={one} className={fields.card} data-checked={relation === one} data-disabled={disabled}>
                  <input
                    type="radio"
                    name="relation"
                    checked={relation === one}
                    disabled={disabled}
                    onChange={() => setRelation(one)}
                    data-testid={`relation-${one}`}
                  />
                  <span>{t(`words:relation.${one}`)}</span>
                </label>
              ))}
            </div>
            {shapeless === '' ? null : (
              <p role="alert" className={css.nameNote} data-testid="name-not-printable">
                {t('station:signOff.notPrintable', { numbers: shapeless })}
              </p>
            )}
          </div>
        </div>
      </StepScroll>
      <StepFooter
        lead={lead}
        {...(asking.bar || problem
          ? {
              refusal: (
                <>
                  {asking.bar}
                  <ProblemAlert problem={problem} words={order.words} sought />
                </>
              ),
            }
          : {})}
      >
        <Button size="large" onClick={onRefuse} disabled={disabled} data-testid="sign-refuse">
          {t('station:signOff.toRefusal')}
        </Button>
        <Button
          type="primary"
          size="large"
          disabled={disabled}
          loading={busy}
          onClick={() => asking.press(() => void sign())}
          data-testid="sign-confirm"
        >
          {t('station:signOff.sign')}
        </Button>
      </StepFooter>
    </>
  );
}
