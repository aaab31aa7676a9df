import { Alert, App, Button } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { OfficeOrder } from '../../../../bridge/office.ts';
import { standingReviews } from '../../../../domain/work-order/review-fold.ts';
import { settledFields } from '../../../../forms/engine/settled.ts';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { useMissing } from '../../../form/refusal/use-missing.tsx';
import { NoteField } from '../dialogs/note-field.tsx';
import { useRequestKey } from '../dialogs/use-request-key.ts';
import { useOfficeMove } from '../office/use-office-call.ts';
import { fullTime } from '../words/time-words.ts';
import { useDefinitionWords, useWords } from '../words/use-words.ts';
import { reviewedSteps } from './review-steps.tsx';
import { ReworkList } from './rework-list.tsx';
import { type ReworkSelection, reworkOf } from './rework-selection.ts';
import { Scorecard, type Scores } from './scorecard.tsx';
import { useKeys } from './use-keys.ts';

type Props = {
  readonly order: OfficeOrder;
  readonly waits: boolean;
  /** somebody else reviews it: nothing can be decided here */
  readonly barred: boolean;
  readonly selection: ReworkSelection | null;
  readonly select: (selection: ReworkSelection | null) => void;
  /** told after a verdict was given: goes on to the next order */
  readonly decided: () => void;
  /** its keys are heard */
  readonly on: boolean;
};

/** Scorecard and decision. Approving is one click or key; returning first asks what and why, step by step. */
export function DecisionPanel({ order, waits, barred, selection, select, decided, on }: Props): ReactNode {
  const { t, tw } = useWords();
  const words = useDefinitionWords(order.definition);
  const { message } = App.useApp();
  const approveKey = useRequestKey();
  const returnKey = useRequestKey();
  const approve = useOfficeMove('review.approve');
  const sendBack = useOfficeMove('review.return');
  const [scores, setScores] = useState<Scores>({});
  const [note, setNote] = useState('');
  const panel = useRef<HTMLElement>(null);
  const scored = useRef<HTMLDetailsElement>(null);
  const { view } = order;
  const { orderId } = view;
  const last = standingReviews(view.fold).at(-1);
  const steps = view.stages.flatMap((stage) => stage.steps.map(({ key }) => key));
  const { rework, lacking } = reworkOf(selection ?? {}, steps);
  const scorecard = order.definition.scorecard.flatMap((item) =>
    scores[item] === undefined ? [] : [{ item, score: scores[item] }],
  );
  const settled = settledFields(view.settled).size;
  const short = view.manifest.received < view.manifest.total;
  const busy = approve.busy || sendBack.busy;
  const mayDecide = waits && !barred && !busy;

  const onApprove = async () => {
    if (!mayDecide || selection !== null) return;
    const requestKey = `${approveKey}-${view.fold.reviews.length}`;
    if ((await approve.make({ orderId, scorecard, note: note.trim(), requestKey })) === null) return;
    void message.success(t('review.approved', { number: view.number }));
    decided();
  };
  const [firstStep] = reviewedSteps(order);
  const asking = useMissing(
    selection === null
      ? []
      : rework.length === 0
        ? [{ place: `rework:${firstStep}`, label: t('review.rework'), said: t('refused.tick') }]
        : lacking.map((step) => ({
            place: `rework-reason:${step}`,
            label: t('refused.reasonOf', { step: words.step(step) }),
          })),
  );
  const onReturn = async () => {
    if (!mayDecide || rework.length === 0 || lacking.length > 0) return;
    const requestKey = `${returnKey}-${view.fold.reviews.length}`;
    const given = { orderId, rework: [...rework], note: note.trim(), scorecard, requestKey };
    if ((await sendBack.make(given)) === null) return;
    void message.success(t('review.returned', { number: view.number }));
    select(null);
    decided();
  };
  // What is asked now may stand below everything that was looked at; its head is brought into view and read out.
  const returning = selection !== null;
  useEffect(() => {
    if (!returning) return;
    // The panel whole, with its buttons: it fits the smallest screen.
    panel.current?.scrollIntoView({ block: 'nearest' });
    panel.current?.querySelector<HTMLElement>('.console-rework')?.focus({ preventScroll: true });
  }, [returning]);
  useKeys(
    {
      a: () => void onApprove(),
      r: mayDecide ? () => select(selection === null ? {} : null) : undefined,
      'ctrl+Enter': selection === null ? undefined : () => asking.press(() => void onReturn()),
      c: () => panel.current?.querySelector<HTMLElement>('textarea[data-testid="dialog-note"]')?.focus(),
      s: () => {
        if (scored.current !== null) scored.current.open = true;
        scored.current?.querySelector('input')?.focus();
      },
    },
    on && waits,
  );

  return (
    <aside className="console-side console-decision" aria-label={t('review.decision')} ref={panel}>
      <section>
        <h2>{t('review.decision')}</h2>
        {!waits && (
          <p data-testid="review-done">
            {view.fold.reviewState === null ? t('review.notYet') : tw(`review.${view.fold.reviewState}`)}
          </p>
        )}
        {last !== undefined && (
          <p className="console-quote">
            {t(`order.history.review.${last.verdict}`)} · {order.people[last.by] ?? ''} · {fullTime(last.at)}
            {last.note !== '' && (
              <>
                <br />
                {last.note}
              </>
            )}
          </p>
        )}
        {waits && (
          <>
            {short && (
              <Alert
                type="warning"
                showIcon
                data-testid="evidence-short"
                title={t('review.short', { received: view.manifest.received, total: view.manifest.total })}
              />
            )}
            {settled > 0 && (
              <Alert type="info" showIcon data-testid="settled" title={t('review.settled', { n: settled })} />
            )}
            {view.conflicts.length > 0 && (
              <Alert type="warning" showIcon title={t('review.conflicts', { n: view.conflicts.length })} />
            )}
            {selection !== null && (
              <ReworkList definition={order.definition} selection={selection} select={select} steps={steps} />
            )}
            {order.definition.scorecard.length > 0 && (
              <details ref={scored} className="review-scores">
                <summary>{t('review.scorecard')}</summary>
                <Scorecard definition={order.definition} scores={scores} onChange={setScores} />
              </details>
            )}
            <NoteField value={note} onChange={setNote} label={t('review.note')} />
            <ProblemAlert problem={approve.problem ?? sendBack.problem} words={words} />
            {selection !== null && asking.bar}
            <div className="console-buttons console-buttons-wide">
              {selection === null ? (
                <>
                  <Button onClick={() => select({})} disabled={barred} data-testid="review-return">
                    {t('review.return')}
                  </Button>
                  <Button
                    type="primary"
                    loading={approve.busy}
                    disabled={barred}
                    onClick={() => void onApprove()}
                    data-testid="review-approve"
                  >
                    {t('review.approve')}
                  </Button>
                </>
              ) : (
                <>
                  <Button onClick={() => select(null)}>{tw('act.cancel')}</Button>
                  <Button
                    type="primary"
                    danger
                    loading={sendBack.busy}
                    disabled={barred}
                    onClick={() => asking.press(() => void onReturn())}
                    data-testid="review-return-confirm"
                  >
                    {t('review.returnConfirm', { n: rework.length })}
                  </Button>
                </>
              )}
            </div>
          </>
        )}
      </section>
    </aside>
  );
}
