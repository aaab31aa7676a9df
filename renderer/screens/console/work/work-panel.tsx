import { CheckCircleFilled, ExclamationCircleFilled } from '@ant-design/icons';
import { Alert, App, Button } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OfficeOrder } from '../../../../bridge/office.ts';
import { problem } from '../../../../domain/problem.ts';
import { endingsAsked } from '../../../../forms/engine/endings.ts';
import { placesOfGate } from '../../../../forms/engine/refused-places.ts';
import { type WayBack, waysBack } from '../../../../forms/engine/sent-back.ts';
import type { GateView } from '../../../../forms/engine/types.ts';
import { DefinitionBoundary } from '../../../components/definition-boundary.tsx';
import { RefusalBar } from '../../../form/refusal/refusal-bar.tsx';
import { seekPlace } from '../../../form/refusal/seek-place.ts';
import { useNow } from '../../../hooks/use-now.ts';
import { problemSentence } from '../../../texts/problem-words.ts';
import { DialogHost } from '../dialogs/dialog-host.tsx';
import { PageRefusal } from '../dialogs/page-refusal.tsx';
import { useRequestKey } from '../dialogs/use-request-key.ts';
import { useOfficeMove } from '../office/use-office-call.ts';
import { shortTime } from '../words/time-words.ts';
import { useDefinitionWords, useWords } from '../words/use-words.ts';
import { type GateLack, gateLack } from './gate-places.ts';
import type { MyTurn } from './my-turn.ts';
import { SendBack } from './send-back.tsx';
import { StepWork } from './step-work.tsx';

type Props = { readonly order: OfficeOrder; readonly turn: MyTurn };

const draftsOf = ({ drafts }: OfficeOrder) =>
  Object.fromEntries(Object.entries(drafts).map(([step, { fields }]) => [step, fields]));

/** The stage that waits for this person: its forms, what still stands in the way, and the one way on. */
export function WorkPanel({ order, turn }: Props): ReactNode {
  const { t, tw, language } = useWords();
  const { t: tForm } = useTranslation('form');
  const panel = useRef<HTMLDivElement>(null);
  const [pressed, setPressed] = useState(false);
  const words = useDefinitionWords(order.definition);
  const { message } = App.useApp();
  const passKey = useRequestKey();
  const completeKey = useRequestKey();
  const pass = useOfficeMove('stage.pass');
  const complete = useOfficeMove('workOrder.complete');
  const { stage, last } = turn;
  const [wayBack, setWayBack] = useState<WayBack | null>(null);
  const [ending, setEnding] = useState<string | null>(null);
  const ways = waysBack(order.view, order.definition, order.settings).filter(({ from }) => from === stage.key);
  const ends = endingsAsked(order.view, order.definition, order.settings).filter(({ from }) => from === stage.key);
  const goesBack = ways.some(({ proposed }) => proposed);
  const { orderId } = order.view;
  const refusing = stage.gates.filter(({ state }) => state === 'refused');
  const closes = order.definition.closesWith === 'children';
  const sentence = (gate: GateView): string =>
    problemSentence(problem(gate.code, { ...gate.details, stage: stage.key, gate: gate.key }), language, tw, words);

  const goOn = async () => {
    const completes = last && !closes;
    const made = completes
      ? await complete.make({ orderId, requestKey: completeKey })
      : await pass.make({ orderId, stage: stage.key, requestKey: passKey });
    if (made !== null) void message.success(t(completes ? 'work.completed' : 'work.passed'));
  };

  const lacks = pressed
    ? refusing.flatMap((gate) =>
        placesOfGate({ ...order, drafts: draftsOf(order), stage: stage.key, gate }).map((place) => ({
          ...gateLack(place, words, tForm),
          by: sentence(gate),
        })),
      )
    : [];
  const lead = ({ at }: Pick<GateLack, 'at'>) => {
    const step = at === null ? null : panel.current?.querySelector(`[data-testid="work-${CSS.escape(at.step)}"]`);
    if (at !== null && step) seekPlace(step, at.place === null ? [] : [at.place]);
  };
  const press = () => {
    setPressed(refusing.length > 0);
    if (refusing.length === 0) void goOn();
  };
  // The first place is led to once for a press, when its bar stands there.
  const first = useRef(lead);
  first.current = () => {
    const found = lacks.find(({ at }) => at !== null);
    if (found !== undefined) lead(found);
  };
  useEffect(() => {
    if (pressed) first.current({ at: null });
  }, [pressed]);
  const known = new Set<string>();
  const bar = (
    <RefusalBar
      items={lacks
        .filter(({ key }) => !known.has(key) && known.add(key))
        .map((lack) => ({
          key: lack.key,
          label: lack.label,
          said: lack.said ?? lack.by,
          go: lack.at === null ? null : () => lead(lack),
        }))}
    />
  );

  return (
    <div ref={panel} className="console-work" data-testid={`work-stage-${stage.key}`}>
      <p className="console-hint">{t('work.hint', { performer: words.performer(stage.performer) })}</p>
      <NotYet stage={stage} />
      {stage.steps
        .filter(({ relevant }) => relevant)
        .map((step) => (
          <DefinitionBoundary key={step.key}>
            <StepWork order={order} step={step} />
          </DefinitionBoundary>
        ))}
      <section className="console-panel console-work-way">
        <h2>{t('work.way')}</h2>
        {refusing.length === 0 ? (
          <p>
            <CheckCircleFilled style={{ color: 'var(--good)' }} aria-hidden /> {t('work.holds')}
          </p>
        ) : (
          <ul className="console-work-gates">
            {refusing.map((gate) => (
              <li key={gate.key} data-testid={`work-gate-${gate.key}`} data-code={gate.code}>
                <ExclamationCircleFilled style={{ color: 'var(--warn)' }} aria-hidden /> {sentence(gate)}
              </li>
            ))}
          </ul>
        )}
        <PageRefusal
          problem={pass.problem ?? complete.problem}
          words={words}
          doing={t(last && !closes ? 'work.complete' : 'work.pass')}
          busy={pass.busy || complete.busy}
          again={() => void goOn()}
        />
        {bar}
        <div className="console-work-foot">
          {ways.map((way) => (
            <Button
              key={way.key}
              type={way.proposed ? 'primary' : 'default'}
              size="large"
              onClick={() => setWayBack(way)}
              data-testid={`send-back-${way.key}`}
            >
              {words.wayBack(way.key)}
            </Button>
          ))}
          {ends.map(({ key, reasonCode }) => (
            <Button
              key={key}
              type={goesBack ? 'default' : 'primary'}
              danger
              size="large"
              onClick={() => setEnding(reasonCode)}
              data-testid={`ending-${key}`}
            >
              {words.ending(key)}
            </Button>
          ))}
          <Button
            type={goesBack || ends.length > 0 ? 'default' : 'primary'}
            size="large"
            loading={pass.busy || complete.busy}
            onClick={press}
            data-testid={last && !closes ? 'work-complete' : 'work-pass'}
          >
            {t(last && !closes ? 'work.complete' : 'work.pass')}
          </Button>
        </div>
      </section>
      {ending !== null && (
        <DialogHost dialog={{ kind: 'fail', orderId, reasonCode: ending }} close={() => setEnding(null)} />
      )}
      {wayBack !== null && <SendBack order={order} way={wayBack} close={() => setWayBack(null)} />}
    </div>
  );
}

/** Says of a stage that waits for its day when that is, and that it may be done before (ADR 0040). */
function NotYet({ stage: { notBefore } }: Pick<MyTurn, 'stage'>): ReactNode {
  const { t } = useWords();
  const now = useNow();
  if (notBefore === undefined || now >= Date.parse(notBefore)) return null;
  return (
    <Alert
      type="info"
      showIcon
      data-testid="work-not-before"
      title={t('work.notBefore', { time: shortTime(notBefore, now) })}
      description={t('work.notBeforeHint')}
    />
  );
}
