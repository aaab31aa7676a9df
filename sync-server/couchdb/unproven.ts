/** A request that is on its way with the credentials of this office. */
export type OnItsWay = {
  /** CouchDB answered, and did not refuse the credentials: they hold for whatever was sent before. */
  readonly proven: () => void;
  /** it was answered, or will not be */
  readonly over: () => void;
};

export type UnprovenParts = {
  /** how many may be on their way that were sent after the last that CouchDB let in */
  readonly most: number;
  /** ms that one waits before a question of our own is asked for proof: those on their way are long polls or large bodies, or many wait */
  readonly patience: number;
  /** Asks whether the credentials hold, unless it is known that they do not, and tells who has to know. It never throws. */
  readonly probe: () => Promise<void>;
};

/**
 * Bounds how many requests a changed password can refuse. All that are on their way at that moment are refused, and CouchDB locks an
 * account at five. So no more than `most` are sent beyond what is proven: an answer proves the credentials for every request that was
 * sent before the one it answers, and one question of our own does so for all of them when nothing else is answered.
 */
export function boundUnproven({ most, patience, probe }: UnprovenParts): {
  readonly enter: (signal?: AbortSignal) => Promise<OnItsWay>;
} {
  const underWay = new Set<number>();
  let sent = 0;
  let provenTo = 0;
  let isProbing = false;
  let wake: (() => void)[] = [];

  const unproven = (): number => {
    let count = 0;
    for (const one of underWay) if (one > provenTo) count += 1;
    return count;
  };
  function release(): void {
    const woken = wake;
    wake = [];
    for (const one of woken) one();
  }
  function prove(upTo: number): void {
    provenTo = Math.max(provenTo, upTo);
    release();
  }
  function ask(): void {
    if (isProbing) return;
    isProbing = true;
    sent += 1;
    const mine = sent;
    // Where nothing answers, nothing is proven and nothing refused: those who wait go on and learn it themselves.
    void probe().finally(() => {
      isProbing = false;
      prove(mine);
    });
  }

  /** Until something was answered or ended, `ms` are over (null: however long it takes), or the caller has gone. */
  const change = (signal: AbortSignal | undefined, ms: number | null): Promise<void> =>
    new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', end);
        resolve();
      };
      const timer = ms === null ? undefined : setTimeout(end, ms);
      signal?.addEventListener('abort', end, { once: true });
      wake.push(end);
    });

  return {
    async enter(signal) {
      const since = performance.now();
      while (unproven() >= most && signal?.aborted !== true) {
        // Of all the time that he waits: where answers come one by one, each lets one in, and `most` would be all that is ever under way.
        const left = patience - (performance.now() - since);
        if (left <= 0) ask();
        await change(signal, left <= 0 ? null : left);
      }
      sent += 1;
      const mine = sent;
      underWay.add(mine);
      return {
        proven: () => prove(mine),
        over: () => {
          if (underWay.delete(mine)) release();
        },
      };
    },
  };
}
