export type Side = 'push' | 'pull';

/** Who asked for everything now, and waits until a try in both directions has ended. */
export type AskedTries = {
  readonly wait: () => Promise<void>;
  /** A try of this side has ended, whatever came of it. */
  readonly ended: (side: Side) => void;
  readonly isAwaited: () => boolean;
};

export function makeAskedTries(): AskedTries {
  const waiting: Record<Side, (() => void)[]> = { push: [], pull: [] };
  const tried = (side: Side): Promise<void> => new Promise((done) => waiting[side].push(done));
  return {
    wait: async () => {
      await Promise.all([tried('push'), tried('pull')]);
    },
    ended: (side) => {
      for (const done of waiting[side].splice(0)) done();
    },
    isAwaited: () => waiting.push.length + waiting.pull.length > 0,
  };
}
