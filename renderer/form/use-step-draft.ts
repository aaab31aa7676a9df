import { useCallback, useEffect, useRef, useState } from 'react';
import type { Json } from '../../domain/documents/base.ts';
import { useAwake } from '../hooks/use-awake.ts';
import { type Autosave, makeAutosave, type SaveState } from './autosave.ts';

export type Fields = Readonly<Record<string, Json>>;

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
};

type Options = {
  /** Keeps the fields where they are safe; answers when (ISO), or null when that failed. The same function as long as the step is the same. */
  readonly keep: (fields: Fields) => Promise<string | null>;
  /** what is held: this device's or account's draft, else what was submitted */
  readonly held: Fields;
  readonly heldAt: string | null;
};

/**
 * What is being typed on one step. Mount it with a key of order, step and version. While a person has typed, his values win over what
 * arrives; otherwise the form follows the order. Leaving, hiding and closing the page save at once.
 */
export function useStepDraft({ keep, held, heldAt }: Options): StepDraft {
  const [fields, setFields] = useState(held);
  const [touched, setTouched] = useState(false);
  const [save, setSave] = useState<SaveState>(heldAt === null ? { kind: 'clean' } : { kind: 'saved', at: heldAt });
  // What no disk has yet would go with the screen when the device locks itself.
  useAwake(save.kind === 'dirty' || save.kind === 'saving' || save.kind === 'failed');
  const autosave = useRef<Autosave<Fields> | null>(null);

  useEffect(() => {
    const made = makeAutosave<Fields>({
      save: keep,
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
  }, [keep]);

  // What arrives (another device, dispatch) shows as long as nobody typed here.
  const heldKey = JSON.stringify(held);
  const heldNow = useRef(held);
  heldNow.current = held;
  useEffect(() => {
    if (!touched && heldKey !== '') setFields(heldNow.current);
  }, [heldKey, touched]);

  const latest = useRef(fields);
  latest.current = fields;
  const replace = useCallback((next: Fields) => {
    latest.current = next;
    setFields(next);
    setTouched(true);
    autosave.current?.change(next);
  }, []);
  const set = useCallback((key: string, value: Json) => replace({ ...latest.current, [key]: value }), [replace]);
  const flush = useCallback(() => autosave.current?.flush() ?? Promise.resolve(true), []);
  const settled = useCallback(() => setTouched(false), []);
  return { fields, set, replace, save, touched, flush, settled };
}
