import { askEarly, type EarlyCall } from './bridge/early-answers.ts';
import { openStation } from './bridge/station-client.ts';

const root = document.getElementById('root');
if (!root) throw new Error('station.html has no #root');

// The page's code takes longer to load than the station to answer: both at once.
const first: EarlyCall[] = [
  ['settings.get', {}],
  ['session.state', {}],
  ['sync.state', {}],
];
if (/^#?\/?$/.test(location.hash)) first.push(['orders.list', { view: 'today' }]);
const station = openStation();
const early = askEarly(station, first);
void import('./station-page.tsx').then(({ showStation }) => showStation(root, station, early));
