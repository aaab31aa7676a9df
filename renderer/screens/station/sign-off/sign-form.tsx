import { CheckOutlined, EditOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problem as makeProblem, type Problem } from '../../../../domain/problem.ts';
import { privateCharacters } from '../../../../domain/text/private-use.ts';
import { isSignature } from '../../../../domain/work-order/signature.ts';
import { Labelled } from '../../../components/labelled.tsx';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { SignaturePicture } from '../../../components/signature-picture.tsx';
import fields from '../../../form/fields/fields.module.css';
import { useMissing } from '../../../form/refusal/use-missing.tsx';
import { StepFooter, StepScroll } from '../order/step-layout.tsx';
import { CustomerSummary } from './customer-summary.tsx';
import type { FormProps } from './form-props.ts';
import { useKeptSignature } from './kept-signature.ts';
import { framed } from './pad-frame.ts';
import css from './sign-off.module.css';
import signing from './signing.module.css';
import { SigningSheet } from './signing-sheet.tsx';
import { fitted, type Strokes } from './strokes.ts';
import { useSignOff } from './use-sign-off.ts';

const relations = ['self', 'family', 'agent', 'colleague', 'other'] as const;
type Relation = (typeof relations)[number];

/** What the customer sees, who signs, and the way to the pad. What was written stays until it is signed or cleared. */
export function SignForm({
  order,
  disabled,
  head,
  lead,
  onRefuse,
  onDone,
}: FormProps & { readonly onRefuse: () => void }): ReactNode {
  const { t } = useTranslation(['station', 'words']);
  const { kept, set, forget } = useKeptSignature(
    `${order.view.orderId}.${order.view.fold.signOff?.eventId ?? 'first'}`,
  );
  const done = () => {
    forget();
    onDone();
  };
  const { send, seenDigest, busy, problem } = useSignOff(order, done);
  const [open, setOpen] = useState(false);
  const [tooLittle, setTooLittle] = useState<Problem | null>(null);
  const [changed, setChanged] = useState(false);
  const { strokes } = kept;
  const printedName = kept.printedName ?? order.view.fold.customer.name;
  const relation = relations.find((one) => one === kept.relation) ?? 'self';
  const shapeless = privateCharacters(printedName)
    .map((c) => `U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase()}`)
    .join(' ');

  // biome-ignore lint/correctness/useExhaustiveDependencies: judged when what is signed changes; `set` is new with every render
  useEffect(() => {
    if (seenDigest === null || strokes.length === 0) return;
    if (kept.seen === null) set(() => ({ seen: seenDigest }));
    else if (kept.seen !== seenDigest) {
      // A signature stands under what its writer saw, and under nothing else.
      set(() => ({ strokes: [], seen: null, padHeight: 0 }));
      setChanged(true);
      setOpen(false);
    }
  }, [seenDigest, kept.seen, strokes.length]);

  const write = (change: (now: Strokes) => Strokes, padHeight: number) => {
    setTooLittle(null);
    setChanged(false);
    set((now) => {
      const next = change(now.strokes);
      return next.length === 0
        ? { strokes: next, padHeight: 0, seen: null }
        : { strokes: next, padHeight: now.padHeight || padHeight, seen: now.seen ?? seenDigest };
    });
  };
  const isEnough = isSignature(strokes);
  const asking = useMissing([
    ...(isEnough
      ? []
      : [
          {
            place: 'signature',
            label: t('station:signOff.pad'),
            said: t(strokes.length === 0 ? 'station:refusal.unsigned' : 'station:refusal.oneDot'),
          },
        ]),
    ...(printedName.trim() === '' ? [{ place: 'printedName', label: t('station:signOff.printedName') }] : []),
  ]);
  const store = () => {
    const drawn = framed(strokes, kept.padHeight);
    void send((digest) => ({
      outcome: 'signed',
      strokes: fitted(drawn.strokes).map((stroke) => [...stroke]),
      padHeight: Math.round(drawn.padHeight),
      printedName: printedName.trim(),
      relation,
      seenDigest: kept.seen ?? digest,
    }));
  };
  const signOnPad = () => {
    if (!isEnough) setTooLittle(makeProblem('signOff.empty'));
    else if (printedName.trim() !== '') store();
    else {
      setOpen(false);
      // The name is on the page behind, which can be reached once the sheet is gone.
      setTimeout(() => asking.press(store));
    }
  };
  const area = (
    <button
      type="button"
      className={signing.area}
      data-signed={strokes.length > 0}
      onClick={() => setOpen(true)}
      data-testid="signature-area"
    >
      {strokes.length === 0 ? (
        <EditOutlined aria-hidden />
      ) : (
        <SignaturePicture strokes={strokes} padHeight={kept.padHeight} />
      )}
      {strokes.length === 0 ? t('station:signing.open') : t('station:signing.goOn')}
    </button>
  );
  return (
    <>
      <StepScroll head={head}>
        <div className={css.signOff} ref={asking.ref}>
          <CustomerSummary order={order} />
          {changed ? (
            <p className={signing.changed} role="alert" data-testid="signature-outdated">
              {t('station:signing.changed')}
            </p>
          ) : null}
          {disabled ? null : <div data-place="signature">{area}</div>}
          <div className={css.who}>
            <div data-place="printedName">
              <Labelled label={t('station:signOff.printedName')} required>
                {(id) => (
                  <Input
                    id={id}
                    value={printedName}
                    disabled={disabled}
                    maxLength={80}
                    onChange={(event) => {
                      const { value } = event.target;
                      set(() => ({ printedName: value }));
                    }}
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
                    onChange={() => set(() => ({ relation: one satisfies Relation }))}
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
        {open ? null : strokes.length === 0 ? (
          <Button
            type="primary"
            size="large"
            icon={<EditOutlined />}
            disabled={disabled}
            onClick={() => setOpen(true)}
            data-testid="open-pad"
          >
            {t('station:signing.ask')}
          </Button>
        ) : (
          <Button
            type="primary"
            size="large"
            icon={<CheckOutlined />}
            disabled={disabled}
            loading={busy}
            onClick={() => asking.press(store)}
            data-testid="sign-confirm"
          >
            {t('station:signOff.sign')}
          </Button>
        )}
      </StepFooter>
      {open && !disabled ? (
        <SigningSheet
          order={order}
          who={t('station:signing.signer', { name: printedName, relation: t(`words:relation.${relation}`) })}
          strokes={strokes}
          fieldHeight={kept.padHeight}
          onChange={write}
          problem={tooLittle ?? problem}
          busy={busy}
          onSign={signOnPad}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}
