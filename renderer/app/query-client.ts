import { QueryClient } from '@tanstack/react-query';

/**
 * The station answers from its own disk and the office console says itself when it is out of reach, so calls are never
 * paused by what the browser believes about the network (`networkMode: 'always'`), and never retried behind one's back.
 */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: false,
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
