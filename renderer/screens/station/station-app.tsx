import type { QueryClient } from '@tanstack/react-query';
import type { i18n } from 'i18next';
import type { ReactNode } from 'react';
import { AppRoot } from '../../app/app-root.tsx';
import { stationTheme } from '../../app/theme.ts';
import type { StationClient } from '../../bridge/station-client.ts';
import { StationContext } from '../../hooks/station-context.ts';

type Props = { readonly station: StationClient; readonly texts: i18n; readonly queryClient: QueryClient };

export function StationApp({ station, texts, queryClient }: Props): ReactNode {
  return (
    <StationContext value={station}>
      <AppRoot texts={texts} queryClient={queryClient} theme={stationTheme('normal')}>
        <main>{texts.t('words:product')}</main>
      </AppRoot>
    </StationContext>
  );
}
