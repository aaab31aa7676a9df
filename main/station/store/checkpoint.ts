import { z } from 'zod';
import { readJson, writeFlushed } from '../../../storage/flushed-file.ts';

/**
 * How far this device has pulled. `storeSequence` is the store's sequence when `since` was written: a store that opens with
 * less has lost what was pulled.
 */
const Shape = z.object({
  since: z.union([z.string(), z.number()]),
  storeSequence: z.number(),
  /** the folder that the sequence belongs to: a rotated store counts anew (ADR 0013) */
  store: z.string().default('store'),
  /** the office's database generation that `since` belongs to; null: not heard yet */
  generation: z.string().nullable(),
  rebuiltAt: z.string().nullable(),
  /** why the store was begun anew at `rebuiltAt` */
  rebuiltBy: z.enum(['damage', 'office']).default('damage'),
  /** a generation that a person has accepted and that is not taken over yet (take-over.ts) */
  accepting: z.string().nullable().default(null),
  /** a new office is asked what it holds before anything is sent to it, until everything has been offered */
  reoffering: z.boolean().default(false),
  /** everything up to the office's newest change has been pulled at least once since the store was made */
  complete: z.boolean(),
});
export type CheckpointState = z.infer<typeof Shape>;

export type Checkpoint = {
  readonly get: () => CheckpointState;
  readonly set: (changes: Partial<CheckpointState>) => Promise<void>;
  /** The store starts again: everything is pulled once more. */
  readonly restart: (at: string) => Promise<void>;
};

const start: CheckpointState = {
  since: 0,
  storeSequence: 0,
  store: 'store',
  generation: null,
  rebuiltAt: null,
  rebuiltBy: 'damage',
  accepting: null,
  reoffering: false,
  complete: false,
};

/** A checkpoint file that cannot be read costs a pull from the start, nothing else. */
export async function openCheckpoint(path: string): Promise<Checkpoint> {
  const read = Shape.safeParse(await readJson(path));
  let state = read.success ? read.data : start;
  const set = (changes: Partial<CheckpointState>): Promise<void> => {
    state = { ...state, ...changes };
    return writeFlushed(path, JSON.stringify(state));
  };
  return {
    get: () => state,
    set,
    restart: (at) => {
      const { store, generation, accepting, reoffering } = state;
      return set({ ...start, store, generation, accepting, reoffering, rebuiltAt: at });
    },
  };
}
