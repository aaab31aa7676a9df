/** How long a side rests, ms: nothing to do, looked at again when rung or after this; the office wants a sign-in first. */
export const pauses = { idleMs: 60_000, signInMs: 30_000 } as const;

/** A wait that a signal ends early. */
export type Alarm = {
  /** true: rung; false: the time was over */
  readonly wait: (ms: number) => Promise<boolean>;
  readonly ring: () => void;
};

export function makeAlarm(): Alarm {
  let rung = false;
  let wake: (() => void) | null = null;
  return {
    ring: () => {
      rung = true;
      wake?.();
    },
    wait: (ms) =>
      new Promise((resolve) => {
        const done = (): void => {
          clearTimeout(timer);
          wake = null;
          const was = rung;
          rung = false;
          resolve(was);
        };
        const timer = setTimeout(done, ms);
        wake = done;
        if (rung) done();
      }),
  };
}

/** Any number of waits that one signal ends together. */
export type Alarms = { readonly wait: (mostMs: number) => Promise<void>; readonly ring: () => void };

export function makeAlarms(): Alarms {
  let waiting: (() => void)[] = [];
  return {
    ring: () => {
      for (const end of waiting.splice(0)) end();
    },
    wait: (mostMs) =>
      new Promise((resolve) => {
        const end = (): void => {
          clearTimeout(timer);
          waiting = waiting.filter((one) => one !== end);
          resolve();
        };
        const timer = setTimeout(end, mostMs);
        waiting.push(end);
      }),
  };
}
