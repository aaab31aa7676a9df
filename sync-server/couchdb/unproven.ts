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
  /** ms until a question of our own is asked for proof, where those on their way are long polls or large bodies */
  readonly patience: number;
  /** Asks whether the credentials hold, and tells who has to know where they do not. It never throws. */
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
  let probing: Promise<void> | null = null;
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
  function ask(): Promise<void> {
    if (probing !== null) return probing;
    sent += 1;
    const mine = sent;
    // Where nothing answers, nothing is proven and nothing refused: those who wait go on and learn it themselves.
    probing = probe().finally(() => {
      probing = null;
      prove(mine);
    });
    return probing;
  }

  /** Until something was answered or ended, `patience` is over, or the caller has gone. */
  const change = (signal: AbortSignal | undefined): Promise<'changed' | 'late'> =>
    new Promise((resolve) => {
      const end = (how: 'changed' | 'late') => (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', gone);
        resolve(how);
      };
      const gone = end('changed');
      const timer = setTimeout(end('late'), patience);
      signal?.addEventListener('abort', gone, { once: true });
      wake.push(end('changed'));
    });

  return {
    async enter(signal) {
      while (unproven() >= most && signal?.aborted !== true) if ((await change(signal)) === 'late') await ask();
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
