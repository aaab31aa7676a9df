/** Wrong passwords per name: after five in a row each further try waits, longer every time, up to five minutes. */
export type Tries = {
  readonly waitSeconds: (username: string) => number;
  readonly note: (username: string, passed: boolean) => void;
};

const freeTries = 5;
const longestWaitMs = 300_000;

export function makeTries(now: () => number): Tries {
  const failures = new Map<string, { count: number; until: number }>();
  return {
    waitSeconds: (username) => Math.max(0, Math.ceil(((failures.get(username)?.until ?? 0) - now()) / 1000)),
    note: (username, passed) => {
      if (passed) {
        failures.delete(username);
        return;
      }
      const count = (failures.get(username)?.count ?? 0) + 1;
      const wait = count < freeTries ? 0 : Math.min(longestWaitMs, 5_000 * 2 ** (count - freeTries));
      failures.set(username, { count, until: now() + wait });
    },
  };
}
