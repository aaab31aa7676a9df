import { useCallback, useEffect, useRef, useState } from 'react';
import type { Json } from '../../../../domain/documents/base.ts';
import type { StationClient } from '../../../bridge/station-client.ts';
import { type Autosave, makeAutosave, type SaveState } from './autosave.ts';

export type Fields = Readonly<Record<string, Json>>;

export type StepDraft = {
  readonly fields: Fields;
  readonly set: (key: string, value: Json) => void;
  readonly replace: (fields: Fields) => void;
  readonly save: SaveState;
  /** what is typed differs from what the station had when the step was opened or last read */
  readonly touched: boolean;
  /** waits until the station holds it; false when that failed */
  readonly flush: () => Promise<boolean>;
  /** after a submission: nothing is unsaved */
  readonly settled: () => void;
};

type Options = {
  readonly station: StationClient;
  readonly orderId: string;
  readonly step: string;
  /** what the station holds: this device's draft, else what was submitted */
  readonly held: Fields;
  readonly heldAt: string | null;
  /** of the form that is shown: what is typed into it is read by that version */
  readonly version: number;
};

/**
 * What is being typed on one step. Mount it with a key of order, step and version. While a person has typed, his values win over what
 * arrives; otherwise the form follows the order. Leaving, hiding and closing the page save at once.
 */
export function useStepDraft({ station, orderId, step, held, heldAt, version }: Options): StepDraft {
  const [fields, setFields] = useState(held);
  const [touched, setTouched] = useState(false);
  const [save, setSave] = useState<SaveState>(heldAt === null ? { kind: 'clean' } : { kind: 'saved', at: heldAt });
  const autosave = useRef<Autosave<Fields> | null>(null);

  useEffect(() => {
    const made = makeAutosave<Fields>({
      save: async (value) => {
        const answer = await station.call('step.saveDraft', {
          orderId,
          step,
          fields: value,
          orderTypeVersion: version,
        });
        return answer.ok ? answer.value.savedAt : null;
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
  }, [station, orderId, step, version]);

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
