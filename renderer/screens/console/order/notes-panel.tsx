import type { ReactNode } from 'react';
import type { OfficeOrder } from '../../../../bridge/office.ts';
import { ToneTag } from '../../../components/tone-tag.tsx';
import { useNow } from '../../../hooks/use-now.ts';
import { shortTime } from '../words/time-words.ts';
import { useWords } from '../words/use-words.ts';

/** What was said about the order, in order of time: notes with their answers, and whether the field has read the words of dispatch. */
export function NotesPanel({ order }: { readonly order: OfficeOrder }): ReactNode {
  const { t } = useWords();
  const now = useNow();
  const { fold } = order.view;
  const name = (id: string): string => order.people[id] ?? id.slice(-6);
  const by = (one: { readonly by: string; readonly at: string }) => ({
    name: name(one.by),
    time: shortTime(one.at, now),
  });
  const assigned = fold.history.findLast(({ event, applied }) => applied && event.kind === 'assigned')?.event;
  const brief = assigned?.kind === 'assigned' ? (assigned.payload.note ?? '') : '';
  if (fold.notes.length === 0 && brief === '') return null;
  const seen = (eventId: string) => {
    const read = fold.seen[eventId];
    return (
      <small className="console-faint">{read === undefined ? t('notes.notSeen') : t('notes.seen', by(read))}</small>
    );
  };
  return (
    <section data-testid="notes">
      <h2>{t('notes.title')}</h2>
      <ol className="console-notes">
        {assigned !== undefined && brief !== '' && (
          <li>
            <b>{t('notes.atAssignment')}</b>
            <p className="console-quote">{brief}</p>
            {seen(assigned._id)}
          </li>
        )}
        {fold.notes.map((note) => (
          <li key={note.eventId} data-testid="note" data-waits={note.waits}>
            <small className="console-faint">{t('notes.by', by(note))}</small>{' '}
            {note.waits && <ToneTag tone="warn">{t('notes.waits')}</ToneTag>}
            <p className="console-quote">{note.text}</p>
            {note.role === 'technician' ? null : seen(note.eventId)}
            {note.answers.map((answer) => (
              <div key={answer.eventId} className="console-answer" data-testid="note-answer">
                <small className="console-faint">{t('notes.answered', by(answer))}</small>
                <p className="console-quote">{answer.text}</p>
                {seen(answer.eventId)}
              </div>
            ))}
            {note.waived !== null && <small className="console-faint">{t('notes.waived', by(note.waived))}</small>}
          </li>
        ))}
      </ol>
    </section>
  );
}
