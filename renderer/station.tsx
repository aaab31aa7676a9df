import { createRoot } from 'react-dom/client';
import { makeTexts } from './app/i18n.ts';
import { makeQueryClient } from './app/query-client.ts';
import { openStation } from './bridge/station-client.ts';
import { StationApp } from './screens/station/station-app.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('station.html has no #root');

createRoot(root).render(
  <StationApp station={openStation()} texts={makeTexts('zh-CN')} queryClient={makeQueryClient()} />,
);
