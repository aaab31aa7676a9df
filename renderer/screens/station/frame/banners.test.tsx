import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App } from 'antd';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DeviceHealth, SessionState } from '../../../../bridge/station.ts';
import type { SyncState } from '../../../../bridge/sync-state.ts';
import { problem } from '../../../../domain/problem.ts';
import { ok } from '../../../../domain/result.ts';
import { makeTexts } from '../../../app/i18n.ts';
import type { StationClient } from '../../../bridge/station-client.ts';
import { StationContext } from '../../../hooks/station-context.ts';
import { SettingsScreen } from '../settings/settings-screen.tsx';
import { SyncScreen } from '../sync/sync-screen.tsx';
import { Banners } from './banners.tsx';

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

const session = { signInNeeded: false, technician: null, known: [], officeUrl: '' } as unknown as SessionState;
const health = (openFolder: DeviceHealth['openFolder']) =>
  ({ openFolder, lowSpace: 'ok', clockToleranceMs: 60_000, freeBytes: 1, appVersion: '1' }) as unknown as DeviceHealth;
const sync = {
  state: 'inBetween',
  link: 'inBetween',
  onTheWay: problem('link.inBetween', { status: 302 }),
  items: [],
  documents: 0,
  files: 0,
  fileBytes: 0,
  refused: 0,
  newOffice: null,
  lastConfirmedAt: null,
  lastContactAt: null,
  nextTryAt: null,
  clockOffsetMs: null,
} as unknown as SyncState;

type Given = {
  readonly place: 'orders' | 'sync' | 'settings';
  readonly language?: 'zh-CN' | 'en';
  readonly openFolder?: DeviceHealth['openFolder'];
  readonly state?: SyncState;
};

function show({ place, language = 'zh-CN', openFolder = null, state = sync }: Given): HTMLElement {
  const answers: Readonly<Record<string, unknown>> = {
    'device.health': health(openFolder),
    'sync.state': state,
    'sync.formerOrders': { orders: [] },
    'sync.discarded': { discarded: [] },
    'orders.list': { orders: [], counts: {}, types: [] },
    'settings.get': { language, textSize: 'normal', meteredLink: false },
  };
  const call = async (name: string) => ok(answers[name]);
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return render(
    <I18nextProvider i18n={makeTexts(language)}>
      <QueryClientProvider client={client}>
        <App>
          <StationContext.Provider value={{ call } as unknown as StationClient}>
            <Banners session={session} sync={state} place={place} />
            {place === 'sync' ? <SyncScreen /> : null}
            {place === 'settings' ? <SettingsScreen session={session} /> : null}
          </StationContext.Provider>
        </App>
      </QueryClientProvider>
    </I18nextProvider>,
  ).container;
}

it.each([
  ['zh-CN', /途中有/g],
  ['en', /something on the way/gi],
] as const)(
  'in %s a portal is said once in the sync centre, and elsewhere by a banner that leads there',
  async (language, said) => {
    const centre = show({ place: 'sync', language });
    await screen.findByTestId('sync-empty');
    expect(centre.textContent?.match(said)).toHaveLength(1);
    expect(screen.queryByTestId('banner-on-the-way')).toBeNull();
    cleanup();
    show({ place: 'orders', language });
    expect((await screen.findByTestId('banner-on-the-way')).querySelector('a')?.getAttribute('href')).toBe('#/sync');
  },
);

it.each([
  ['stopped', { ...sync, onTheWay: null, state: 'stopped', link: 'online' }],
  ['refused', { ...sync, onTheWay: null, state: 'refused', link: 'online', refused: 2 }],
] as const)('a banner does not lead to the page that it stands on: %s', async (key, state) => {
  show({ place: 'orders', state: state as SyncState });
  await screen.findByTestId(`banner-${key}`);
  cleanup();
  show({ place: 'sync', state: state as SyncState });
  await screen.findByTestId('sync-sentence');
  expect(screen.queryByTestId(`banner-${key}`)).toBeNull();
});

it.each([
  ['notOurs', 'zh-CN', '另一个用户'],
  ['notKept', 'zh-CN', '访问权限'],
  ['shared', 'zh-CN', '大家共用'],
  ['notOurs', 'en', 'belongs to another user'],
  ['notKept', 'en', 'keeps no permissions'],
  ['shared', 'en', 'everybody uses'],
] as const)(
  'a data folder that others can read (%s, %s) is told once by a banner, and always in the settings',
  async (openFolder, language, said) => {
    show({ place: 'orders', openFolder, language });
    expect((await screen.findByTestId('banner-open-folder')).textContent).toContain(said);
    fireEvent.click(screen.getByTestId('banner-open-folder-read'));
    await waitFor(() => expect(screen.queryByTestId('banner-open-folder')).toBeNull());
    cleanup();
    show({ place: 'settings', openFolder, language });
    expect((await screen.findByTestId('open-folder')).textContent).toContain(said);
    expect(screen.queryByTestId('banner-open-folder')).toBeNull();
  },
);
