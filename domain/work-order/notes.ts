import type { EventDocument, EventOf } from '../documents/event.ts';
import type { NoteOnOrder, OrderFold } from './types.ts';

/** Notes with what was answered to each, and which words of the office were confirmed as read. `applied` is in causal order. */
export function notesOf(applied: readonly EventDocument[]): Pick<OrderFold, 'notes' | 'seen'> {
  const asked = new Set<string>();
  const answers = new Map<string, EventOf<'answered'>[]>();
  const waived = new Map<string, EventOf<'answerWaived'>[]>();
  const seen = new Map<string, { readonly at: string; readonly by: string }>();
  for (const event of applied)
    if (event.kind === 'answerAsked') asked.add(event.payload.note);
    else if (event.kind === 'answered') push(answers, event);
    else if (event.kind === 'answerWaived') push(waived, event);
    else if (event.kind === 'seen')
      for (const id of event.payload.events)
        if (!seen.has(id)) seen.set(id, { at: event.time.at, by: event.createdBy });
  const notes = applied.flatMap((event): NoteOnOrder[] => {
    if (event.kind !== 'noted') return [];
    const given = answers.get(event._id) ?? [];
    const waiver = waived.get(event._id)?.find((one) => mayWaive(one, event.createdBy));
    const asks = asked.has(event._id);
    return [
      {
        ...written(event, event.payload.text),
        asks,
        answers: given.map((one) => written(one, one.payload.text)),
        waived: waiver === undefined ? null : { at: waiver.time.at, by: waiver.createdBy },
        waits: asks && waiver === undefined && given.length === 0,
      },
    ];
  });
  return { notes, seen: Object.fromEntries(seen) };
}

/** Another technician does not decide that somebody's question needs no answer. */
export const mayWaive = ({ role, createdBy }: Pick<EventDocument, 'role' | 'createdBy'>, author: string): boolean =>
  role !== 'technician' || createdBy === author;

const written = (event: EventDocument, text: string) => ({
  eventId: event._id,
  text,
  at: event.time.at,
  by: event.createdBy,
  role: event.role,
});

function push<E extends EventOf<'answered'> | EventOf<'answerWaived'>>(to: Map<string, E[]>, event: E): void {
  const { note } = event.payload;
  const before = to.get(note);
  if (before === undefined) to.set(note, [event]);
  else before.push(event);
}
