import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../../domain/problem.ts';
import type { NoteOnOrder } from '../../../../domain/work-order/types.ts';
import { newRequestKey } from '../../../app/request-key.ts';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { ToneTag } from '../../../components/tone-tag.tsx';
import { useAct, useCall } from '../../../hooks/station-context.ts';
import { useFormat } from '../../../hooks/use-format.ts';
import notesCss from './notes.module.css';
import { nameOf, type OpenedOrder } from './opened-order.ts';
import css from './order.module.css';

/** Whether dispatch is to answer the note: on by default, because a question that nobody answers is worse than an answer too many. */
export function AsksAnswer({
  value,
  onChange,
}: {
  readonly value: boolean;
  readonly onChange: (asks: boolean) => void;
}): ReactNode {
  const { t } = useTranslation('station');
  return (
    <label className={css.check}>
      <input
        type="checkbox"
        checked={value}
        onChange={(event) => onChange(event.target.checked)}
        data-testid="asks-answer"
      />
      {t('news.notes.asks')}
    </label>
  );
}

/** One note with what was answered to it; its author can still say that he needs no answer. */
export function NoteStates({ order, note }: { readonly order: OpenedOrder; readonly note: NoteOnOrder }): ReactNode {
  const { t } = useTranslation(['station', 'words']);
  const format = useFormat();
  const waive = useAct('workOrder.waiveAnswer');
  const { data: session } = useCall('session.state', {});
  const [requestKey] = useState(newRequestKey);
  const [problem, setProblem] = useState<Problem | null>(null);
  const isMine = note.by === session?.technician?.technicianId && order.local.grant === 'active';
  const give = async () => {
    const answer = await waive.act({ orderId: order.view.orderId, note: note.eventId, requestKey });
    setProblem(answer.ok ? null : answer.problem);
  };
  return (
    <>
      {note.answers.map((answer) => (
        <p key={answer.eventId} className={notesCss.answer} data-testid="note-answer">
          <small>
            {t('station:news.notes.answered', {
              name: nameOf(order, answer.by) ?? t('words:role.dispatcher'),
              time: format.dateTime(answer.at),
            })}
          </small>
          {answer.text}
        </p>
      ))}
      {note.waived ? <small className={notesCss.quiet}>{t('station:news.notes.waived')}</small> : null}
      {note.waits ? (
        <span className={notesCss.waits} data-testid="note-waits">
          <ToneTag tone="warn">{t('station:news.notes.waits')}</ToneTag>
          {isMine ? (
            <Button size="small" loading={waive.busy} onClick={() => void give()} data-testid="waive-answer">
              {t('station:news.notes.waive')}
            </Button>
          ) : null}
        </span>
      ) : null}
      <ProblemAlert problem={problem} />
    </>
  );
}
