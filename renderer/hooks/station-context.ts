import { type QueryClient, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { createContext, useCallback, useContext, useState } from 'react';
import type { ArgumentOf, ValueOf } from '../../bridge/contract.ts';
import type { StationCallName, StationCalls, StationEvent } from '../../bridge/station.ts';
import type { Problem } from '../../domain/problem.ts';
import type { Result } from '../../domain/result.ts';
import type { StationClient } from '../bridge/station-client.ts';

export const StationContext = createContext<StationClient | null>(null);

export function useStation(): StationClient {
  const station = useContext(StationContext);
  if (!station) throw new Error('no station above this component');
  return station;
}

/** A refused call inside a query; thrown so that the query knows it failed, read back with `problemOf`. */
export class CallRefused extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

/** How soon a read that the station did not answer is made again, ms: a person hardly sees it, and a dead station is not flooded. */
const askAgainMs = 1_500;

export const problemOf = (error: unknown): Problem | null => (error instanceof CallRefused ? error.problem : null);

/**
 * Reads by a call and stays fresh: `followStation` invalidates it when the station says that it changed. What a silent station did not
 * answer is asked again until it does; what it refused is not.
 */
export function useCall<N extends StationCallName>(
  name: N,
  argument: ArgumentOf<StationCalls[N]>,
  options: { readonly enabled?: boolean; readonly keep?: boolean } = {},
): UseQueryResult<ValueOf<StationCalls[N]>> {
  const station = useStation();
  return useQuery<ValueOf<StationCalls[N]>>({
    queryKey: [name, argument],
    queryFn: async () => {
      const answer = await station.call(name, argument);
      if (!answer.ok) throw new CallRefused(answer.problem);
      return answer.value;
    },
    enabled: options.enabled ?? true,
    // One answer may be lost while the events' socket stands, and then nothing else would ask again.
    refetchInterval: ({ state }) => (problemOf(state.error)?.code === 'link.stationSilent' ? askAgainMs : false),
    ...(options.keep ? { placeholderData: (previous: ValueOf<StationCalls[N]> | undefined) => previous as never } : {}),
  });
}

/** A call that changes something; `busy` while it runs, so that its button says so and is not pressed twice. */
export function useAct<N extends StationCallName>(
  name: N,
): {
  readonly busy: boolean;
  readonly act: (argument: ArgumentOf<StationCalls[N]>) => Promise<Result<ValueOf<StationCalls[N]>>>;
} {
  const station = useStation();
  const [busy, setBusy] = useState(false);
  const act = useCallback(
    async (argument: ArgumentOf<StationCalls[N]>) => {
      setBusy(true);
      try {
        return await station.call(name, argument);
      } finally {
        setBusy(false);
      }
    },
    [station, name],
  );
  return { busy, act };
}

/** Keeps every query true to what the station tells, from before the first screen on. */
export function followStation(station: StationClient, queries: QueryClient): void {
  station.on((event: StationEvent) => {
    switch (event.name) {
      case 'session.changed':
        void queries.invalidateQueries();
        return;
      case 'orders.changed':
        void queries.invalidateQueries({ queryKey: ['orders.list'] });
        for (const orderId of event.orderIds)
          void queries.invalidateQueries({ predicate: ({ queryKey }) => isAbout(queryKey[1], orderId) });
        return;
      case 'news.changed':
        void queries.invalidateQueries({ queryKey: ['news.list'] });
        return;
      case 'sync.changed':
        queries.setQueryData(['sync.state', {}], event.state);
        void queries.invalidateQueries({ queryKey: ['sync.discarded'] });
        void queries.invalidateQueries({ queryKey: ['sync.formerOrders'] });
        return;
      case 'settings.changed':
        queries.setQueryData(['settings.get', {}], event.settings);
        return;
      case 'catalogue.changed':
        // Pages read these of the office's settings: the web map, the clock's tolerance and the calendar of lists.
        void queries.invalidateQueries({ queryKey: ['device.health'] });
        void queries.invalidateQueries({ queryKey: ['calendar.get'] });
    }
  });
}

const isAbout = (argument: unknown, orderId: string): boolean =>
  typeof argument === 'object' && argument !== null && 'orderId' in argument && argument.orderId === orderId;
