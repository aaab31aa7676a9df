/** Says at most every `everyMs` that something changed, and always once more after the last change. */
export type Announcer = { readonly say: () => void; readonly stop: () => void };

export function makeAnnouncer(tell: () => void, everyMs = 150): Announcer {
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  return {
    say: () => {
      if (stopped) return;
      timer ??= setTimeout(() => {
        timer = null;
        tell();
      }, everyMs);
    },
    stop: () => {
      stopped = true;
      if (timer) clearTimeout(timer);
    },
  };
}
