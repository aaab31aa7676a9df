import { App, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StationCallName } from '../../../../bridge/station.ts';
import type { Problem } from '../../../../domain/problem.ts';
import { judgeWindow } from '../../../../domain/work-order/agreed-window.ts';
import { remainingKeys } from '../../../../forms/engine/partial.ts';
import { newRequestKey } from '../../../app/request-key.ts';
import { Labelled } from '../../../components/labelled.tsx';
import { RequiredMark } from '../../../components/required-mark.tsx';
import { dayKey, isoOf, upcomingDays } from '../../../form/fields/day-time.ts';
import { usualStart, WindowPicker } from '../../../form/fields/window-picker.tsx';
import { useCall, useStation } from '../../../hooks/station-context.ts';
import { useFormat } from '../../../hooks/use-format.ts';
import { useKept } from '../../../hooks/use-kept.ts';
import { DialogFrame } from '../dialogs/dialog-frame.tsx';
import { CustomerWords } from './customer-words.tsx';
import { readWritten, type Window, type Written, writtenAtFirst } from './move-words.ts';
import { AsksAnswer } from './note-states.tsx';
import type { OpenedOrder } from './opened-order.ts';
import css from './order.module.css';
import { ReasonCards } from './reason-cards.tsx';
import { Remaining } from './remaining.tsx';

/** The moves a person makes in a dialog, and what each asks. `reasons`: the kind under which the order type lists its reasons. */
export const dialogMoves = {
  hold: { call: 'workOrder.hold', reasons: 'held', until: true },
  reschedule: { call: 'workOrder.reschedule', reasons: 'rescheduled', window: true },
  return: { call: 'workOrder.return', reasons: 'returned' },
  handOver: { call: 'workOrder.handOver', reasons: 'handedOver', colleague: true },
  completePartially: { call: 'workOrder.completePartially', reasons: 'partiallyCompleted', remaining: true },
  fail: { call: 'workOrder.fail', reasons: 'failed' },
  askCancel: { call: 'workOrder.askCancel', reasons: 'cancelAsked' },
  decline: { call: 'workOrder.decline', reasons: 'declined' },
  note: { call: 'workOrder.note' },
} as const satisfies Record<string, MoveShape>;

type MoveShape = {
  readonly call: StationCallName;
  readonly reasons?: string;
  readonly until?: boolean;
  readonly window?: boolean;
  readonly colleague?: boolean;
  readonly remaining?: boolean;
};
export type DialogMove = keyof typeof dialogMoves;

/** One dialog for one move: its reason, an explanation, and what this move needs besides. A second click is the same request. */
export function MoveDialog({
  order,
  move,
  onClose,
}: {
  readonly order: OpenedOrder;
  readonly move: DialogMove;
  readonly onClose: () => void;
}): ReactNode {
  const { t } = useTranslation(['station', 'words']);
  const { message } = App.useApp();
  const station = useStation();
  const shape: MoveShape = dialogMoves[move];
  const [requestKey] = useState(newRequestKey);
  const kept = useKept<Written>(`move.${order.view.orderId}.${move}`, writtenAtFirst(order), readWritten);
  const { reasonCode, note, window, agreedWith, to, until, remaining, customerWords, asksAnswer } = kept.value;
  const write = (change: Partial<Written>) => kept.set({ ...kept.value, ...change });
  const close = () => {
    kept.forget();
    onClose();
  };
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const missing = [
    ...(shape.reasons !== undefined && reasonCode === null
      ? [{ place: 'reason', label: t('station:move.reason') }]
      : []),
    ...(shape.window === true && !isNewWindow(window, order.view.appointment)
      ? [{ place: 'window', label: t('station:move.newWindow'), said: t(`station:refusal.${windowFault(window)}`) }]
      : []),
    ...(shape.window === true && agreedWith.trim() === ''
      ? [{ place: 'agreedWith', label: t('station:move.agreedWith') }]
      : []),
    ...(shape.remaining === true && remaining.length === 0 && remainingKeys(order).length > 0
      ? [{ place: 'remaining', label: t('station:move.remaining') }]
      : []),
    ...(shape.remaining === true && customerWords.trim() === ''
      ? [{ place: 'customerWords', label: t('station:state.customerWords') }]
      : []),
    ...(shape.reasons === undefined && note.trim() === '' ? [{ place: 'note', label: t('station:move.text') }] : []),
  ];
  const send = async () => {
    setBusy(true);
    const { orderId } = order.view;
    const argument =
      move === 'note'
        ? { orderId, text: note, asksAnswer, requestKey }
        : {
            orderId,
            reasonCode,
            note,
            requestKey,
            ...(shape.window ? { appointment: window, agreedWith } : {}),
            ...(shape.until && until !== null ? { until } : {}),
            ...(shape.colleague && to !== '' ? { toTechnicianId: to } : {}),
            ...(shape.remaining ? { remaining, customerWords } : {}),
          };
    const answer = await station.call(shape.call, argument as never);
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    void message.success(t('station:move.done', { move: t(`station:move.${move}`) }));
    close();
  };
  return (
    <DialogFrame
      title={t(`station:move.${move}`)}
      leave={t('words:act.back')}
      onClose={close}
      problem={problem}
      words={order.words}
      isLong
      width={680}
      confirm={{
        text: t(`station:move.${move}`),
        act: () => void send(),
        testId: 'confirm-move',
        missing,
        busy,
      }}
    >
      <div className={css.dialog}>
        {shape.reasons ? (
          <div>
            <h4>
              {t('station:move.reason')}
              <RequiredMark />
            </h4>
            <ReasonCards
              order={order}
              move={shape.reasons}
              value={reasonCode}
              onChange={(code) => write({ reasonCode: code })}
            />
          </div>
        ) : null}
        {shape.window ? (
          <div data-place="window">
            <h4 id="new-window">
              {t('station:move.newWindow')}
              <RequiredMark />
            </h4>
            <WindowPicker
              id="move-window"
              labelId="new-window"
              value={window}
              disabled={false}
              testId="move-window"
              onChange={(next) => write({ window: next })}
            />
          </div>
        ) : null}
        {shape.window ? (
          <div data-place="agreedWith">
            <Labelled label={t('station:move.agreedWith')} required>
              {(id) => (
                <Input
                  id={id}
                  value={agreedWith}
                  maxLength={80}
                  onChange={(event) => write({ agreedWith: event.target.value })}
                  data-testid="agreed-with"
                />
              )}
            </Labelled>
          </div>
        ) : null}
        {shape.until ? <Until value={until} onChange={(next) => write({ until: next })} /> : null}
        {shape.colleague ? <Colleagues value={to} onChange={(next) => write({ to: next })} /> : null}
        {shape.remaining ? (
          <Remaining order={order} value={remaining} onChange={(next) => write({ remaining: next })} />
        ) : null}
        {shape.remaining ? (
          <CustomerWords order={order} value={customerWords} onChange={(next) => write({ customerWords: next })} />
        ) : null}
        <div data-place="note">
          <Labelled
            label={move === 'note' ? t('station:move.text') : t('station:move.explain')}
            required={move === 'note'}
          >
            {(id) => (
              <Input.TextArea
                id={id}
                value={note}
                onChange={(event) => write({ note: event.target.value })}
                autoSize={{ minRows: 3 }}
                placeholder={t('station:move.explainHint')}
                data-testid="move-note"
                maxLength={2000}
              />
            )}
          </Labelled>
        </div>
        {move === 'note' ? <AsksAnswer value={asksAnswer} onChange={(next) => write({ asksAnswer: next })} /> : null}
      </div>
    </DialogFrame>
  );
}

/** A window agreed anew: another one than before, and one that the station takes. */
const isNewWindow = (window: Window | null, before: Window | null): boolean =>
  window !== null &&
  judgeWindow(window, Date.now()).ok &&
  (window.start !== before?.start || window.end !== before.end);

/** Which sentence says why this window cannot be agreed. */
function windowFault(window: Window | null): 'windowNew' | 'windowPast' | 'windowInvalid' {
  const judged = window === null ? null : judgeWindow(window, Date.now());
  if (judged === null || judged.ok) return 'windowNew';
  return judged.problem.code === 'order.windowPast' ? 'windowPast' : 'windowInvalid';
}

/** When work is expected to go on: a day of the next two weeks, at the usual start; nobody has to know it. */
function Until({
  value,
  onChange,
}: {
  readonly value: string | null;
  readonly onChange: (until: string | null) => void;
}): ReactNode {
  const { t } = useTranslation('station');
  const format = useFormat();
  return (
    <label className={css.dialogLabel}>
      {t('move.until')}
      <select
        className={css.select}
        value={value === null ? '' : dayKey(value)}
        onChange={(event) => onChange(event.target.value === '' ? null : isoOf(event.target.value, usualStart))}
        data-testid="hold-until"
      >
        <option value="">{t('move.untilUnknown')}</option>
        {upcomingDays(Date.now() + 86_400_000, 14, null).map((day) => (
          <option key={day} value={day}>
            {format.date(isoOf(day, usualStart))}
          </option>
        ))}
      </select>
    </label>
  );
}

function Colleagues({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (technicianId: string) => void;
}): ReactNode {
  const { t } = useTranslation('station');
  const { data } = useCall('people.technicians', {});
  return (
    <label className={css.dialogLabel}>
      {t('move.toWhom')}
      <select
        className={css.select}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        data-testid="hand-over-to"
      >
        <option value="">{t('move.anyone')}</option>
        {(data?.technicians ?? []).map((one) => (
          <option key={one.technicianId} value={one.technicianId}>
            {one.name}
          </option>
        ))}
      </select>
    </label>
  );
}
