import { useCallback, useEffect, useRef, useState } from 'react';
import type { Json } from '../../domain/documents/base.ts';
import { type MergedTyped, mergeTyped } from '../../forms/engine/merge-typed.ts';
import { useAwake } from '../hooks/use-awake.ts';
import { type Autosave, makeAutosave, type SaveState } from './autosave.ts';
import { type Differing, keepable, takenIn, withField } from './differing.ts';
import { keepDiffering, keptDiffering } from './kept-differing.ts';

export type Fields = Readonly<Record<string, Json>>;

export type Kept = {
  /** when it was safe (ISO) */
  readonly at: string;
  /** what is kept now, where that is not what was sent: another window types as well */
  readonly merged: MergedTyped | null;
};

export type StepDraft = {
  readonly fields: Fields;
  readonly set: (key: string, value: Json) => void;
  readonly replace: (fields: Fields) => void;
  readonly save: SaveState;
  /** what is typed differs from what was held when the step was opened or last read */
  readonly touched: boolean;
  /** waits until it is held; false when that failed */
  readonly flush: () => Promise<boolean>;
  /** after a submission: nothing is unsaved */
  readonly settled: () => void;
  /** fields that another window has filled otherwise, with what it has: a person chooses (ADR 0033) */
  readonly differing: Differing;
  readonly choose: (key: string, side: 'mine' | 'theirs') => void;
  /** what is typed by now: after a `flush` more than the `fields` of the last drawing */
  readonly now: () => Fields;
  /** Holds what is typed, and says whether the step may be left or submitted; if it may not, `asked` has grown by one. */
  readonly mayGo: () => Promise<boolean>;
  readonly asked: number;
};

type Options = {
  /** names order and step: what differs is kept under it in this window */
  readonly place: string;
  /**
   * Keeps the fields where they are safe; null when that failed. The same function as long as the step is the same.
   * @param basedOn what this window last knew to be kept
   */
  readonly keep: (fields: Fields, basedOn: Fields) => Promise<Kept | null>;
  /** what is held: this device's or account's draft, else what was submitted */
  readonly held: Fields;
  readonly heldAt: string | null;
  /** what the step holds without a draft */
  readonly submitted: Fields;
};

/**
 * What is being typed on one step. Mount it with a key of order, step and version. While a person has typed, his values win over what
 * arrives in the same fields; the other fields follow the order. Leaving, hiding and closing the page save at once.
 */
export function useStepDraft({ place, keep, held, heldAt, submitted }: Options): StepDraft {
  const [before] = useState(() => keptDiffering(place));
  const [fields, setFields] = useState<Fields>(() => ({ ...held, ...before?.mine }));
  const [differing, setDiffering] = useState<Differing>(before?.theirs ?? {});
  const [touched, setTouched] = useState(before !== null);
  const [asked, setAsked] = useState(0);
  const [save, setSave] = useState<SaveState>(heldAt === null ? { kind: 'clean' } : { kind: 'saved', at: heldAt });
  // What no disk has yet would go with the screen when the device locks itself.
  const isPending = save.kind === 'dirty' || save.kind === 'saving' || save.kind === 'failed';
  useAwake(isPending, true);
  const autosave = useRef<Autosave<Fields> | null>(null);
  const latest = useRef(fields);
  const differ = useRef(differing);
  /** what this window last knew to be kept */
  const base = useRef(held);
  const savedAt = useRef(heldAt);
  const without = useRef(submitted);
  without.current = submitted;

  const show = useCallback(
    (shown: Fields, differs: Differing) => {
      latest.current = shown;
      differ.current = differs;
      setFields(shown);
      setDiffering(differs);
      keepDiffering(place, shown, differs);
    },
    [place],
  );
  const takeIn = useCallback(
    (merged: MergedTyped, typed: Fields) => {
      const taken = takenIn(latest.current, { merged, typed, differing: differ.current });
      base.current = merged.fields;
      show(taken.shown, taken.differing);
    },
    [show],
  );

  useEffect(() => {
    const made = makeAutosave<Fields>({
      save: async (typed) => {
        const sent = keepable(typed, differ.current);
        const kept = await keep(sent, base.current);
        if (kept === null) return null;
        savedAt.current = kept.at;
        if (kept.merged === null) base.current = sent;
        else takeIn(kept.merged, typed);
        return kept.at;
      },
      onState: setSave,
    });
    autosave.current = made;
    const hide = () => void made.flush();
    document.addEventListener('visibilitychange', hide);
    window.addEventListener('pagehide', hide);
    return () => {
      document.removeEventListener('visibilitychange', hide);
      window.removeEventListener('pagehide', hide);
      made.close();
    };
  }, [keep, takeIn]);

  // What arrives (another window or device, dispatch) shows where nobody typed here. What is on its way to the disk is judged there.
  const heldKey = JSON.stringify(held);
  const heldNow = useRef(held);
  heldNow.current = held;
  useEffect(() => {
    if (isPending || heldKey === '') return;
    if (!touched) {
      base.current = heldNow.current;
      latest.current = heldNow.current;
      setFields(heldNow.current);
      return;
    }
    // An answer that was read before the last save knows nothing of it.
    if (heldAt === null || savedAt.current === null || heldAt <= savedAt.current) return;
    savedAt.current = heldAt;
    const typed = latest.current;
    const sides = { kept: heldNow.current, basedOn: base.current, given: keepable(typed, differ.current) };
    takeIn(mergeTyped({ ...sides, submitted: without.current }), typed);
  }, [heldKey, heldAt, touched, isPending, takeIn]);

  const replace = useCallback(
    (next: Fields) => {
      show(next, differ.current);
      setTouched(true);
      autosave.current?.change(next);
    },
    [show],
  );
  const set = useCallback((key: string, value: Json) => replace({ ...latest.current, [key]: value }), [replace]);
  const choose = useCallback(
    (key: string, side: 'mine' | 'theirs') => {
      const { [key]: theirs, ...rest } = differ.current;
      differ.current = rest;
      replace(side === 'mine' ? latest.current : withField(latest.current, key, theirs ?? null));
    },
    [replace],
  );
  const flush = useCallback(() => autosave.current?.flush() ?? Promise.resolve(true), []);
  const settled = useCallback(() => setTouched(false), []);
  const now = useCallback(() => latest.current, []);
  const mayGo = useCallback(async () => {
    await flush();
    if (Object.keys(differ.current).length === 0) return true;
    setAsked((n) => n + 1);
    return false;
  }, [flush]);
  return { fields, set, replace, save, touched, flush, settled, differing, choose, now, mayGo, asked };
}
