import type { OfficeDoor } from './office-client.ts';

export type LinkSeeker = { readonly start: () => void; readonly stop: () => void };

/**
 * Looks for a lost link once a second, each time on a connection of its own and without waiting for the look before: a request
 * that fell into a silent link tells only after its timeout that it is lost, and the link may be back long before (measured: 4 s and
 * more with one probe after the other, DESIGN §4 asks for 3). When the office answers, the old connections are given up and `found` is told.
 */
export function makeLinkSeeker(
  door: Pick<OfficeDoor, 'reaches' | 'renew'>,
  found: () => void,
  everyMs = 1_000,
): LinkSeeker {
  let timer: NodeJS.Timeout | null = null;
  const stop = (): void => {
    if (timer) clearInterval(timer);
    timer = null;
  };
  async function look(): Promise<void> {
    if (!(await door.reaches()) || timer === null) return;
    // What comes of it, the worker sees; should it fail again, the search begins again.
    stop();
    // First: whoever is woken must not begin on a connection that is deaf and about to be given up.
    const renewed = door.renew();
    found();
    await renewed;
  }
  return {
    start: () => {
      timer ??= setInterval(() => void look().catch(() => undefined), everyMs);
    },
    stop,
  };
}
