import { CheckCircleFilled, ExclamationCircleFilled } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignOff } from '../../../../domain/documents/event.ts';
import type { Problem } from '../../../../domain/problem.ts';
import { newRequestKey } from '../../../app/request-key.ts';
import { Labelled } from '../../../components/labelled.tsx';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { SignaturePicture } from '../../../components/signature-picture.tsx';
import fields from '../../../form/fields/fields.module.css';
import { useCall, useStation } from '../../../hooks/station-context.ts';
import { useFormat } from '../../../hooks/use-format.ts';
import type { OpenedOrder } from '../order/opened-order.ts';
import { ReasonCards } from '../order/reason-cards.tsx';
import { StepFooter, StepScroll } from '../order/step-layout.tsx';
import { CustomerSummary } from './customer-summary.tsx';
import css from './sign-off.module.css';
import { SignatureField } from './signature-pad.tsx';
import { fitted, type Strokes } from './strokes.ts';

const relations = ['self', 'family', 'agent', 'colleague', 'other'] as const;
type Relation = (typeof relations)[number];

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

type FormProps = {
  readonly order: OpenedOrder;
  readonly disabled: boolean;
  readonly head: ReactNode;
  readonly lead: ReactNode;
  readonly onDone: () => void;
};

/** Stores the sign-off with the digest of what the customer saw; strokes and event are one write. */
function useSignOff(order: OpenedOrder, onDone: () => void) {
  const station = useStation();
  const [requestKey] = useState(newRequestKey);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { data } = useCall('signOff.summary', { orderId: order.view.orderId });
  const send = async (make: (seenDigest: string) => SignOff) => {
    setBusy(true);
    const { orderId } = order.view;
    const summary = data ? ({ ok: true, value: data } as const) : await station.call('signOff.summary', { orderId });
    const answer = summary.ok
      ? await station.call('signOff.sign', { orderId, signOff: make(summary.value.digest), requestKey })
      : summary;
    setBusy(false);
    if (answer.ok) onDone();
    else setProblem(answer.problem);
  };
  return { send, busy, problem };
}

function SignForm({
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
  const ready = strokes.length > 0 && printedName.trim() !== '' && !disabled;
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
        <div className={css.signOff}>
          <CustomerSummary order={order} />
          {disabled ? null : (
            <SignatureField
              strokes={strokes}
              onChange={(next, height) => {
                setStrokes(next);
                setPadHeight(height);
              }}
            />
          )}
          <div className={css.who}>
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
          </div>
          <ProblemAlert problem={problem} words={order.words} />
        </div>
      </StepScroll>
      <StepFooter lead={lead}>
        <Button size="large" onClick={onRefuse} disabled={disabled} data-testid="sign-refuse">
          {t('station:signOff.toRefusal')}
        </Button>
        <Button
          type="primary"
          size="large"
          disabled={!ready}
          loading={busy}
          onClick={() => void sign()}
          data-testid="sign-confirm"
        >
          {t('station:signOff.sign')}
        </Button>
      </StepFooter>
    </>
  );
}

function RefusalForm({
  order,
  disabled,
  head,
  lead,
  onBack,
  onDone,
}: FormProps & { readonly onBack: () => void }): ReactNode {
  const { t } = useTranslation('station');
  const [reasonCode, setReason] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [witness, setWitness] = useState('');
  const { send, busy, problem } = useSignOff(order, onDone);
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
        <div className={css.refusal}>
          <h3>{t('signOff.refuseTitle')}</h3>
          <ReasonCards order={order} move="signRefused" value={reasonCode} onChange={setReason} />
          <Labelled label={t('signOff.witness')}>
            {(id) => (
              <Input
                id={id}
                value={witness}
                maxLength={80}
                placeholder={t('signOff.witnessHint')}
                onChange={(event) => setWitness(event.target.value)}
                data-testid="witness"
              />
            )}
          </Labelled>
          <Labelled label={t('move.explain')}>
            {(id) => (
              <Input.TextArea
                id={id}
                value={note}
                autoSize={{ minRows: 2 }}
                maxLength={2000}
                onChange={(event) => setNote(event.target.value)}
              />
            )}
          </Labelled>
          <ProblemAlert problem={problem} words={order.words} />
        </div>
      </StepScroll>
      <StepFooter lead={lead}>
        <Button size="large" onClick={onBack}>
          {t('signOff.toPad')}
        </Button>
        <Button
          type="primary"
          danger
          size="large"
          disabled={disabled || !reasonCode || witness.trim() === ''}
          loading={busy}
          onClick={() => void refuse()}
          data-testid="refuse-confirm"
        >
          {t('signOff.refuseTitle')}
        </Button>
      </StepFooter>
    </>
  );
}

function SignedCard({
  order,
  signOff,
  at,
}: {
  readonly order: OpenedOrder;
  readonly signOff: SignOff;
  readonly at: string;
}): ReactNode {
  const { t } = useTranslation(['station', 'words']);
  const when = useFormat().dateTime(at);
  return (
    <section className={css.done} data-testid="signed-off">
      <div className={css.doneHead} data-outcome={signOff.outcome}>
        {signOff.outcome === 'signed' ? <CheckCircleFilled aria-hidden /> : <ExclamationCircleFilled aria-hidden />}
        {signOff.outcome === 'signed' ? t('station:signOff.signed') : t('words:signature.refused')}
      </div>
      {signOff.outcome === 'signed' ? (
        <>
          <SignaturePicture strokes={signOff.strokes} padHeight={signOff.padHeight} />
          <p>
            {t('station:signOff.signedBy', {
              name: signOff.printedName,
              relation: t(`words:relation.${signOff.relation}`),
              when,
            })}
          </p>
        </>
      ) : (
        <p>
          {t('station:signOff.refused', {
            reason: order.words.reason('signRefused', signOff.reasonCode),
            witness: signOff.witness,
            when,
          })}
          {signOff.note === '' ? '' : ` ${signOff.note}`}
        </p>
      )}
    </section>
  );
}
