/** A WebSocket that comes back: tries again after 0.5 s, doubling to 8 s, and tells whether it is connected. */
export type FollowedEvents = {
  /** Resolves when the first try to connect has come to something: what happens from then on is told. */
  readonly tried: Promise<void>;
  readonly on: (listener: (event: unknown) => void) => () => void;
  readonly onReach: (listener: (reached: boolean) => void) => () => void;
};

const firstWaitMs = 500;
const longestWaitMs = 8_000;

export function followEvents(url: string): FollowedEvents {
  const listeners = new Set<(event: unknown) => void>();
  const watchers = new Set<(reached: boolean) => void>();
  let reached = true;
  let waitMs = firstWaitMs;
  let everOpen = false;
  let endTry = (): void => undefined;
  const tried = new Promise<void>((resolve) => {
    endTry = resolve;
  });

  const tell = (now: boolean) => {
    if (now === reached) return;
    reached = now;
    for (const watcher of watchers) watcher(now);
  };
  const connect = () => {
    const socket = new WebSocket(url);
    socket.addEventListener('open', () => {
      endTry();
      waitMs = firstWaitMs;
      tell(true);
      // What happened while we were away is unknown: everyone reads again.
      if (everOpen) for (const listener of listeners) listener({ name: 'session.changed' });
      everOpen = true;
    });
    socket.addEventListener('message', (message) => {
      const event: unknown = JSON.parse(String(message.data));
      for (const listener of listeners) listener(event);
    });
    socket.addEventListener('close', () => {
      endTry();
      tell(false);
      setTimeout(connect, waitMs);
      waitMs = Math.min(waitMs * 2, longestWaitMs);
    });
  };
  connect();
  return {
    tried,
    on: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onReach: (watcher) => {
      watchers.add(watcher);
      watcher(reached);
      return () => watchers.delete(watcher);
    },
  };
}
