import type { SmallPhoto } from './small-photo.ts';

/** One thing that the station was asked to keep, as the caller knows it. `answer` null: no answer was heard. */
export type Asked = {
  readonly requestKey: string;
  readonly kind: 'note' | 'submission' | 'photo';
  answer: string | null;
  /** the station may or may not have it: an answer was awaited when it was killed */
  readonly send: () => Promise<string>;
  readonly photo?: SmallPhoto;
};

/** A draft is written over and over: `answered` ≤ what must be found ≤ `asked`. */
export type DraftLog = { readonly step: string; readonly field: string; asked: number; answered: number };

/** What was asked about one order and what was answered, kept outside the process that is killed. */
export type Ledger = {
  readonly orderId: string;
  readonly asked: Asked[];
  readonly draft: DraftLog;
  /** photo slots with room left */
  readonly slots: string[];
};

export const openLedger = (orderId: string, slots: readonly string[]): Ledger => ({
  orderId,
  asked: [],
  draft: { step: 'preparation.route', field: 'routeNote', asked: 0, answered: 0 },
  slots: [...slots],
});

export const answeredOf = ({ asked }: Ledger, kind: Asked['kind']): readonly string[] =>
  asked.flatMap((one) => (one.kind === kind && one.answer !== null ? [one.answer] : []));

/** Says on which side of the answer the kill came. */
export const unanswered = ({ asked }: Ledger): readonly Asked[] => asked.filter(({ answer }) => answer === null);
