import { createRoot } from 'react-dom/client';
import { makeTexts } from './app/i18n.ts';
import { makeQueryClient } from './app/query-client.ts';
import type { EarlyAnswers } from './bridge/early-answers.ts';
import type { StationClient } from './bridge/station-client.ts';
import { followStation } from './hooks/station-context.ts';
import { StationApp } from './screens/station/station-app.tsx';

/** A station that answers at all has done so long before; a silent one is shown as that. */
const waitAtMostMs = 400;

/** The station's page, in a chunk of its own that `station.tsx` loads. What was answered meanwhile is there at the first painting. */
export async function showStation(root: HTMLElement, station: StationClient, early: EarlyAnswers): Promise<void> {
  const queryClient = makeQueryClient();
  const answers = await early.within(waitAtMostMs);
  for (const { call, value } of answers) queryClient.setQueryData(call, value);
  followStation(station, queryClient);
  createRoot(root).render(<StationApp station={station} texts={makeTexts('zh-CN')} queryClient={queryClient} />);
}
