/**
 * Saves what is being typed, always and soon: `quietMs` after the last change, at most `longestMs` after the first
 * unsaved one. One save runs at a time; what changed meanwhile follows. A failed save is tried again until it holds.
 */
export type SaveState =
  | { readonly kind: 'clean' }
  | { readonly kind: 'dirty' }
  | { readonly kind: 'saving' }
  /** `at`: when the station's disk had it, ISO */
  | { readonly kind: 'saved'; readonly at: string }
  | { readonly kind: 'failed' };

export type Autosave<T> = {
  readonly change: (value: T) => void;
  /** Saves what is pending at once. Resolves to true when nothing is pending any more, to false when the save failed. */
  readonly flush: () => Promise<boolean>;
  /** Stops the timers; what is pending is saved once more. */
  readonly close: () => void;
};

export type AutosaveOptions<T> = {
  /** answers when it is flushed to disk: the time; null when it could not be saved */
  readonly save: (value: T) => Promise<string | null>;
  readonly onState: (state: SaveState) => void;
  readonly quietMs?: number;
  readonly longestMs?: number;
  readonly retryMs?: number;
  readonly now?: () => number;
};

export function makeAutosave<T>({
  save,
  onState,
  quietMs = 400,
  longestMs = 900,
  retryMs = 2_000,
  now = Date.now,
}: AutosaveOptions<T>): Autosave<T> {
  let pending: { readonly value: T } | null = null;
  let running: Promise<boolean> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let unsavedSince = 0;
  let closed = false;

  const later = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), Math.max(0, ms));
  };
  const run = async (): Promise<boolean> => {
    while (pending) {
      const taken = pending;
      pending = null;
      onState({ kind: 'saving' });
      const at = await save(taken.value).catch(() => null);
      if (at === null) {
        pending ??= taken;
        onState({ kind: 'failed' });
        if (!closed) later(retryMs);
        return false;
      }
      if (!pending) onState({ kind: 'saved', at });
    }
    return true;
  };
  const flush = (): Promise<boolean> => {
    clearTimeout(timer);
    running ??= run().finally(() => {
      running = null;
    });
    return running;
  };
  return {
    change: (value) => {
      if (!pending) unsavedSince = now();
      pending = { value };
      onState({ kind: 'dirty' });
      later(Math.min(quietMs, unsavedSince + longestMs - now()));
    },
    flush,
    close: () => {
      closed = true;
      clearTimeout(timer);
      if (pending) void flush();
    },
  };
}
