import type { QueryClient } from '@tanstack/react-query';
import type { i18n } from 'i18next';
import { type ReactNode, Suspense, useEffect, useState } from 'react';
import type { SessionState, StationSettings } from '../../../bridge/station.ts';
import { AppRoot } from '../../app/app-root.tsx';
import { rememberedTheme, rememberTheme, themeOf } from '../../app/palette-style.ts';
import { stationTheme, type TextSize } from '../../app/theme.ts';
import type { StationClient } from '../../bridge/station-client.ts';
import { LoadingState } from '../../components/loading-state.tsx';
import { problemOf, StationContext, useCall, useStation } from '../../hooks/station-context.ts';
import { useTellActive } from '../../hooks/use-awake.ts';
import { useCompact } from '../../hooks/use-compact.ts';
import { goInstead, useHashRoute } from '../../hooks/use-hash-route.ts';
import { useMedia } from '../../hooks/use-media.ts';
import { Frame } from './frame/frame.tsx';
import { StationSilent } from './frame/station-silent.tsx';
import { loadLaterScreens, OrderScreen, SettingsScreen, SignInScreen, SyncScreen } from './later-screens.ts';
import { SystemNotices } from './news/system-notices.tsx';
import { useOwnAddress } from './own-address.ts';
import { PairingScreen } from './sign-in/pairing-screen.tsx';
import { TodayScreen } from './today/today-screen.tsx';

type Props = { readonly station: StationClient; readonly texts: i18n; readonly queryClient: QueryClient };

/** The field station's page: language, text size and colours as set on the device, then sign-in or the frame with its screens. */
export function StationApp({ station, texts, queryClient }: Props): ReactNode {
  const [textSize, setTextSize] = useState<TextSize>('normal');
  const [choice, setChoice] = useState(() => rememberedTheme(window.localStorage));
  const colours = themeOf(choice, useMedia('(prefers-color-scheme: dark)'));
  const isCompact = useCompact(textSize);
  return (
    <StationContext value={station}>
      <AppRoot
        texts={texts}
        queryClient={queryClient}
        theme={stationTheme(textSize, isCompact, colours)}
        textSize={textSize}
        colours={colours}
      >
        <Place
          onSettings={(settings) => {
            setTextSize(settings.textSize);
            setChoice(settings.theme);
            rememberTheme(window.localStorage, settings.theme);
            if (texts.language !== settings.language) void texts.changeLanguage(settings.language);
          }}
        />
      </AppRoot>
    </StationContext>
  );
}

function Place({ onSettings }: { readonly onSettings: (settings: StationSettings) => void }): ReactNode {
  const reached = useReach();
  const settings = useCall('settings.get', {});
  const session = useCall('session.state', {});
  const route = useHashRoute();
  useOwnAddress(session.data);
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when the settings change, not when the listener does
  useEffect(() => {
    if (settings.data) onSettings(settings.data);
  }, [settings.data]);

  const known = session.data !== undefined;
  useEffect(() => (known ? loadLaterScreens() : undefined), [known]);

  const refusal = problemOf(session.error)?.code;
  const silent = reached && refusal !== 'link.stationSilent' ? null : <StationSilent />;
  if (refusal === 'session.pairingRequired' || refusal === 'session.required' || refusal === 'session.originRefused')
    return <PairingScreen />;
  if (!session.data) return silent ?? <LoadingState />;
  const open = () => {
    if (route[0] === 'sign-in') goInstead();
    void session.refetch();
  };
  return (
    <>
      {silent}
      <SystemNotices />
      {session.data.state !== 'open' || route[0] === 'sign-in' ? (
        <Suspense fallback={<LoadingState />}>
          <SignInScreen session={session.data} onOpen={open} />
        </Suspense>
      ) : (
        <Inside session={session.data} route={route} />
      )}
    </>
  );
}

function Inside({ session, route }: { readonly session: SessionState; readonly route: readonly string[] }): ReactNode {
  const { data: settings } = useCall('settings.get', {});
  useTellActive(settings?.lockAfterMinutes ?? null, settings?.lockHeldAfterMinutes ?? 0);
  const [place, orderId, tab, step] = route;
  const at = place === 'sync' || place === 'settings' ? place : 'orders';
  return (
    <Frame session={session} place={at}>
      <Suspense fallback={<LoadingState />}>
        {place === 'sync' ? (
          <SyncScreen />
        ) : place === 'settings' ? (
          <SettingsScreen session={session} />
        ) : place === 'order' && orderId ? (
          <OrderScreen
            key={orderId}
            orderId={orderId}
            tab={tab ?? 'work'}
            step={step ?? null}
            deviceId={session.deviceId}
          />
        ) : (
          <TodayScreen view={place === 'orders' ? (orderId ?? 'today') : 'today'} />
        )}
      </Suspense>
    </Frame>
  );
}

function useReach(): boolean {
  const station = useStation();
  const [reached, setReached] = useState(true);
  useEffect(() => station.onReach(setReached), [station]);
  return reached;
}
