import type { ArgumentOf, ValueOf } from '../../bridge/contract.ts';
import type { OfficeCallName, OfficeCalls, OfficeEvent, SessionValue } from '../../bridge/office.ts';
import { mended } from '../../domain/documents/plain-json.ts';
import type { Problem } from '../../domain/problem.ts';
import type { Result } from '../../domain/result.ts';
import { askOffice } from './ask-office.ts';

/** The office as the console sees it: its own origin, an HttpOnly cookie, server-sent events. */
export type OfficeClient = {
  readonly signIn: (username: string, password: string) => Promise<Result<SessionValue>>;
  readonly call: <N extends OfficeCallName>(
    name: N,
    argument: ArgumentOf<OfficeCalls[N]>,
  ) => Promise<Result<ValueOf<OfficeCalls[N]>>>;
  /** @returns unsubscribe */
  readonly on: (listener: (event: OfficeEvent) => void) => () => void;
  /** Whether the event feed is connected; tells at once and on every change. */
  readonly onReach: (listener: (reached: boolean) => void) => () => void;
  /** Called with `session.required` whenever a call is refused for want of a session. */
  readonly onSignedOut: (listener: (problem: Problem) => void) => () => void;
  /** Opens or closes the event feed; a feed without a session would only be refused. */
  readonly listen: (wanted: boolean) => void;
};

/** A link that swallows everything must not leave a person before a spinning button. */
const answerWithinMs = 20_000;
const reopenAfterMs = 3_000;

export function openOffice(origin: string = window.location.origin): OfficeClient {
  const listeners = new Set<(event: OfficeEvent) => void>();
  const watchers = new Set<(reached: boolean) => void>();
  const signedOut = new Set<(problem: Problem) => void>();
  let feed: EventSource | null = null;
  let reached = true;

  const tell = (now: boolean) => {
    reached = now;
    for (const watcher of watchers) watcher(now);
  };
  const open = () => {
    feed = new EventSource(`${origin}/api/events`);
    feed.addEventListener('open', () => tell(true));
    feed.addEventListener('error', () => {
      tell(false);
      // A browser gives up for good after an answer that is no feed (a restart behind a proxy, an ended session).
      if (feed?.readyState === EventSource.CLOSED) setTimeout(reopen, reopenAfterMs);
    });
    feed.addEventListener('message', (message) => {
      const event = eventOf(message.data);
      if (event === null) return;
      for (const listener of listeners) listener(event);
    });
  };
  const reopen = () => {
    if (feed?.readyState === EventSource.CLOSED) open();
  };
  return {
    signIn: (username, password) => post(`${origin}/api/session`, { username, password, cookie: true }) as never,
    call: async (name, argument) => {
      const answer = await post(`${origin}/api/call/${name}`, argument);
      if (!answer.ok && answer.problem.code === 'session.required')
        for (const listener of signedOut) listener(answer.problem);
      return answer as never;
    },
    on: (listener) => subscribe(listeners, listener),
    onReach: (watcher) => {
      watcher(reached);
      return subscribe(watchers, watcher);
    },
    onSignedOut: (listener) => subscribe(signedOut, listener),
    listen: (wanted) => {
      if (wanted && !feed) open();
      if (!wanted) {
        feed?.close();
        feed = null;
      }
    },
  };
}

/** null: something on the way wrote into the feed; the questions that follow tell what. */
function eventOf(data: unknown): OfficeEvent | null {
  try {
    const event = JSON.parse(String(data)) as { readonly name?: unknown } | null;
    return typeof event?.name === 'string' ? (event as OfficeEvent) : null;
  } catch {
    return null;
  }
}

function subscribe<T>(set: Set<T>, member: T): () => void {
  set.add(member);
  return () => set.delete(member);
}

/** An input method hands over an emoji in two halves; the office takes whole characters only. */
const post = (url: string, argument: unknown): Promise<Result<unknown>> =>
  askOffice(url, { type: 'application/json', body: JSON.stringify(mended(argument)) }, answerWithinMs);
