import type { StationCallName } from '../../bridge/station.ts';
import type { Result } from '../../domain/result.ts';
import type { StationClient } from './station-client.ts';

/** A call with its argument, as a screen will make it. */
export type EarlyCall = readonly [name: StationCallName, argument: Readonly<Record<string, unknown>>];
export type EarlyAnswer = { readonly call: EarlyCall; readonly value: unknown };

export type EarlyAnswers = {
  /** What was answered when all is, or after `atMostMs`. A refusal is left out, and after an event of the station everything is. */
  readonly within: (atMostMs: number) => Promise<readonly EarlyAnswer[]>;
};

/** Asks at once what the first screen will ask, while its code is still being loaded. */
export function askEarly(station: StationClient, calls: readonly EarlyCall[]): EarlyAnswers {
  const answers: EarlyAnswer[] = [];
  let old = false;
  const stop = station.on(() => {
    old = true;
  });
  const all = Promise.all(
    calls.map(async (call) => {
      await station.listening;
      const answer: Result<unknown> = await station.call(call[0], call[1] as never);
      if (answer.ok) answers.push({ call, value: answer.value });
    }),
  );
  return {
    within: async (atMostMs) => {
      await Promise.race([all, new Promise((resolve) => setTimeout(resolve, atMostMs))]);
      stop();
      return old ? [] : [...answers];
    },
  };
}
