import type { ArgumentOf, ValueOf } from '../../bridge/contract.ts';
import type { PreloadVerbs } from '../../bridge/electron.ts';
import type { StationCallName, StationCalls, StationEvent } from '../../bridge/station.ts';
import { problem } from '../../domain/problem.ts';
import { type Result, refused } from '../../domain/result.ts';
import { followEvents } from './follow-events.ts';

declare global {
  interface Window {
    /** the Electron preload's verbs; absent in the browser shell */
    readonly linework?: PreloadVerbs;
  }
}

/** The station as the screens see it; the same in both shells. */
export type StationClient = {
  readonly call: <N extends StationCallName>(
    name: N,
    argument: ArgumentOf<StationCalls[N]>,
  ) => Promise<Result<ValueOf<StationCalls[N]>>>;
  /** @returns unsubscribe */
  readonly on: (listener: (event: StationEvent) => void) => () => void;
  /** Resolves when events are heard: what is asked after it and changes is told. Or when it is clear that they are not. */
  readonly listening: Promise<void>;
  /** Whether the station process answers; tells at once and on every change. In Electron the shell restarts it, so it counts as there. */
  readonly onReach: (listener: (reached: boolean) => void) => () => void;
};

/** The preload's door when there is one (Electron), else the loopback door of the browser shell. */
export function openStation(view: Window = window): StationClient {
  return view.linework ? byPreload(view.linework) : byLoopback(view.location.origin);
}

function byPreload(door: PreloadVerbs): StationClient {
  return {
    call: async (name, argument) => (await door.call(name, argument)) as never,
    on: (listener) => door.on((event) => listener(event as StationEvent)),
    listening: Promise.resolve(),
    onReach: (listener) => {
      listener(true);
      return () => undefined;
    },
  };
}

/** A handshake takes some milliseconds; one that hangs holds up no read for longer. */
const hearsWithinMs = 1_500;

function byLoopback(origin: string): StationClient {
  const events = followEvents(`${origin.replace(/^http/, 'ws')}/events`);
  const heard = Promise.race([events.tried, new Promise<void>((resolve) => setTimeout(resolve, hearsWithinMs))]);
  return {
    call: async (name, argument) => {
      // The page would miss a change that comes after its read and before its events, and show the old answer.
      await heard;
      return (await post(`${origin}/call/${name}`, argument)) as never;
    },
    on: (listener) => events.on((event) => listener(event as StationEvent)),
    listening: events.tried,
    onReach: events.onReach,
  };
}

/**
 * `POST` with a JSON argument, `Result` back. A server that cannot be reached, or says something that is no answer of
 * ours, is the problem `link.stationSilent`: never an exception, never silence.
 */
async function post(url: string, argument: unknown): Promise<Result<unknown>> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(argument),
      credentials: 'same-origin',
    });
    const body: unknown = await answer.json();
    if (typeof body === 'object' && body !== null && 'ok' in body) return body as Result<unknown>;
  } catch {
    // told by the answer below
  }
  return refused(problem('link.stationSilent'));
}
