import { CheckCircleFilled, CloseCircleFilled, HourglassOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problem as makeProblem, type Problem } from '../../../../domain/problem.ts';
import { isMendable, placesOfGate, type RefusedPlace } from '../../../../forms/engine/refused-places.ts';
import type { Values } from '../../../../forms/engine/scope.ts';
import type { GateView, StageView } from '../../../../forms/engine/types.ts';
import { newRequestKey } from '../../../app/request-key.ts';
import { Labelled } from '../../../components/labelled.tsx';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { useMissing } from '../../../form/refusal/use-missing.tsx';
import { useStation } from '../../../hooks/station-context.ts';
import { useFormat } from '../../../hooks/use-format.ts';
import { readText, useKept } from '../../../hooks/use-kept.ts';
import { useLanguage } from '../../../hooks/use-language.ts';
import { problemSentence } from '../../../texts/problem-words.ts';
import { nameOf, type OpenedOrder } from './opened-order.ts';
import css from './order.module.css';
import { placeLabel, stuckWords } from './refusal/place-words.ts';

type Props = {
  readonly order: OpenedOrder;
  readonly stage: StageView;
  /** the step on the screen */
  readonly shown: string;
  readonly drafts: Readonly<Record<string, Values>>;
  readonly onSeek: (place: RefusedPlace) => void;
  readonly onOpen: (step: string) => void;
  /** dispatch was asked about everything that refuses */
  readonly onAsked: () => void;
  /** the main action leads on to the next stage already */
  readonly goesOn: boolean;
};

/**
 * Why a stage cannot be left: each condition in one sentence with the way to what decides it. Where dispatch may override, it is asked here, with a reason;
 * once every refusing condition is asked for, later stages go on with the gate open (DESIGN §7).
 */
export function GatePanel({ order, stage, shown, drafts, onSeek, onOpen, onAsked, goesOn }: Props): ReactNode {
  const { t } = useTranslation(['station', 'words', 'form']);
  const language = useLanguage();
  const station = useStation();
  const {
    value: note,
    set: setNote,
    forget: forgetNote,
  } = useKept(`gate.${order.view.orderId}.${stage.key}`, '', readText);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const asking = useMissing(
    note.trim() === '' ? [{ place: 'ask', label: t('station:gate.askNote'), said: t('form:refusal.why') }] : [],
  );
  const refused = stage.gates.filter(({ state }) => state === 'refused');
  const askable = refused.filter(({ overridable, asked }) => overridable && !asked);
  const onlyAskable = refused.every(({ overridable }) => overridable);
  /** Nothing is left to do here: the next word is dispatch's. */
  const waits = onlyAskable && askable.length === 0;
  const following = goesOn ? null : nextStageStep(order, stage);
  const sentence = (gate: GateView): string =>
    problemSentence(
      makeProblem(gate.code, { ...gate.details, stage: stage.key, gate: gate.key }),
      language,
      t as never,
      order.words,
    );
  const ask = async () => {
    setBusy(true);
    setProblem(null);
    let isAsked = true;
    for (const gate of askable) {
      const answer = await station.call('stage.askOverride', {
        orderId: order.view.orderId,
        stage: stage.key,
        gate: gate.key,
        note,
        requestKey: newRequestKey(),
      });
      if (!answer.ok) {
        setProblem(answer.problem);
        isAsked = false;
        break;
      }
    }
    setBusy(false);
    if (isAsked) forgetNote();
    if (isAsked && onlyAskable) onAsked();
  };
  const title = waits ? t('station:gate.waiting') : t('station:gate.title');
  return (
    <section className={css.gate} aria-label={title} data-testid="gate-panel" data-place="gates">
      <h3>{title}</h3>
      <p className={css.hint}>{waits ? t('station:gate.waitingHint') : t('station:gate.intro')}</p>
      <ul>
        {refused.map((gate) => (
          <li key={gate.key} className={css.gateItem} data-testid={`gate-${gate.key}`} data-code={gate.code}>
            <span>
              <CloseCircleFilled style={{ color: 'var(--bad)' }} aria-hidden /> {sentence(gate)}
              <TurnedDown order={order} gate={gate} />
            </span>
            {gate.asked ? (
              <span data-testid={`asked-${gate.key}`}>
                <HourglassOutlined aria-hidden /> {t('station:gate.asked')}
              </span>
            ) : (
              <GoThere order={order} stage={stage} gate={gate} shown={shown} drafts={drafts} onSeek={onSeek} />
            )}
          </li>
        ))}
        {stage.gates
          .filter(({ state }) => state === 'overridden')
          .map((gate) => (
            <li key={gate.key} className={css.gateItem}>
              <span>
                <CheckCircleFilled style={{ color: 'var(--good)' }} aria-hidden />{' '}
                {order.words.gate(stage.key, gate.key)}
              </span>
              {t('station:gate.overridden')}
            </li>
          ))}
      </ul>
      {askable.length > 0 ? (
        <div className={css.gateAsk} ref={asking.ref}>
          <div data-place="ask">
            <Labelled label={t('station:gate.askNote')} required>
              {(id) => (
                <Input
                  id={id}
                  value={note}
                  maxLength={2000}
                  onChange={(event) => setNote(event.target.value)}
                  data-testid="override-note"
                />
              )}
            </Labelled>
          </div>
          <Button loading={busy} onClick={() => asking.press(() => void ask())} data-testid="ask-override">
            {t(askable.some(({ turnedDown }) => turnedDown) ? 'station:gate.askAgain' : 'station:gate.ask')}
          </Button>
          {asking.bar}
        </div>
      ) : null}
      {onlyAskable && !waits ? <p className={css.hint}>{t('station:gate.goOnHint')}</p> : null}
      {waits && stage.state === 'gateOpen' && following ? (
        <div className={css.gateAsk}>
          <Button onClick={() => onOpen(following)} data-testid="go-on-open">
            {t('station:gate.goOn')}
          </Button>
        </div>
      ) : null}
      <ProblemAlert problem={problem} words={order.words} />
    </section>
  );
}

/** What dispatch answered where it does not override the condition. */
function TurnedDown({ order, gate }: Pick<Props, 'order'> & { readonly gate: GateView }): ReactNode {
  const { t } = useTranslation('station');
  const format = useFormat();
  const { turnedDown } = gate;
  if (turnedDown === undefined) return null;
  const name = nameOf(order, turnedDown.by) ?? '';
  return (
    <span className={css.turnedDown} data-testid={`turned-down-${gate.key}`}>
      <b>{t('gate.turnedDown', { note: turnedDown.note })}</b>{' '}
      <small>{t('gate.turnedDownBy', { name, time: format.dateTime(turnedDown.at) })}</small>
    </span>
  );
}

/** The way to what decides a condition, or that nothing can be done about it here. */
function GoThere({
  order,
  stage,
  gate,
  shown,
  drafts,
  onSeek,
}: Omit<Props, 'onOpen' | 'onAsked' | 'goesOn'> & { readonly gate: GateView }): ReactNode {
  const { t: station } = useTranslation('station');
  const { t: form } = useTranslation('form');
  const { t: words } = useTranslation('words');
  const t = { station, form, words };
  const { view, definition, settings } = order;
  const [place] = placesOfGate({ view, definition, settings, drafts, stage: stage.key, gate });
  if (place === undefined) return null;
  if (!isMendable({ view, definition }, place) && place.kind !== 'orders')
    return <span className={css.hint}>{stuckWords(order, place, t) ?? form('refusal.notHere')}</span>;
  return (
    <Button
      onClick={() => onSeek(place)}
      aria-label={`${form('refusal.go')}: ${placeLabel(order, place, shown, t)}`}
      data-testid={`go-${gate.key}`}
    >
      {form('refusal.go')}
    </Button>
  );
}

function nextStageStep(order: OpenedOrder, stage: StageView): string | null {
  const at = order.view.stages.indexOf(stage);
  return order.view.stages[at + 1]?.steps.find(({ relevant }) => relevant)?.key ?? null;
}
