import { randomUUID } from 'node:crypto';
import { sampleOf } from '../builders/answers.ts';
import { Refused } from '../processes/calls.ts';
import type { FieldStation } from '../sync/field.ts';
import type { Asked, Ledger } from './ledger.ts';
import { smallPhoto } from './small-photo.ts';

export type Writers = {
  /** answers heard since these writers began */
  readonly answers: () => number;
  /** resolves when the station is gone (or `stop` was asked) and nobody waits for an answer any more */
  readonly ended: Promise<void>;
  readonly stop: () => void;
};
export type WriterKind = 'draft' | 'note' | 'submission' | 'photo';

/** People working on one order at once, each asking for the next thing as soon as the last was answered, until the station is gone. */
export function startWriters(station: FieldStation, ledger: Ledger, kinds: readonly WriterKind[]): Writers {
  let answers = 0;
  let stopped = false;
  const loop = async (work: () => Promise<boolean>): Promise<void> => {
    try {
      while (!stopped && (await work())) answers += 1;
    } catch (error) {
      // A refusal is never the kill's doing.
      if (error instanceof Refused) throw error;
    }
  };
  const keep = async (asked: Asked): Promise<boolean> => {
    ledger.asked.push(asked);
    asked.answer = await asked.send();
    return true;
  };
  const work: Readonly<Record<WriterKind, () => Promise<boolean>>> = {
    draft: () => saveDraft(station, ledger),
    note: () => keep(note(station, ledger)),
    submission: () => keep(submission(station, ledger)),
    photo: async () => {
      const asked = photo(station, ledger);
      return asked !== null && keep(asked);
    },
  };
  const ended = Promise.all(kinds.map((kind) => loop(work[kind]))).then(() => undefined);
  // Looked at when awaited; until then a refusal must not end the process.
  ended.catch(() => undefined);
  return {
    answers: () => answers,
    ended,
    stop: () => {
      stopped = true;
    },
  };
}

async function saveDraft(station: FieldStation, { orderId, draft }: Ledger): Promise<boolean> {
  draft.asked += 1;
  const saved = draft.asked;
  const fields = { ...sampleOf(draft.step), [draft.field]: `${saved}` };
  await station.call('step.saveDraft', { orderId, step: draft.step, fields });
  draft.answered = saved;
  return true;
}

function note(station: FieldStation, { orderId }: Ledger): Asked {
  const requestKey = randomUUID();
  const send = async () =>
    (await station.call('workOrder.note', { orderId, text: `记录 ${requestKey}`, requestKey })).eventId;
  return { requestKey, kind: 'note', answer: null, send };
}

function submission(station: FieldStation, { orderId }: Ledger): Asked {
  const requestKey = randomUUID();
  const step = 'orderStudy.services';
  const fields = sampleOf(step, { studyNote: requestKey });
  const send = async () => (await station.call('step.submit', { orderId, step, fields, requestKey })).submissionId;
  return { requestKey, kind: 'submission', answer: null, send };
}

let photosMade = 0;

function photo(station: FieldStation, { orderId, slots }: Ledger): Asked | null {
  const slot = slots.pop();
  if (slot === undefined) return null;
  const requestKey = randomUUID();
  photosMade += 1;
  const made = smallPhoto(photosMade);
  const bytes = made.bytes.toString('base64');
  const send = async () =>
    (await station.call('evidence.add', { orderId, slot, bytes, source: 'file', requestKey })).evidenceId;
  return { requestKey, kind: 'photo', answer: null, send, photo: made };
}
