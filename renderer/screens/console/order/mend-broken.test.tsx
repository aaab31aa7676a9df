import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { App } from 'antd';
import { I18nextProvider } from 'react-i18next';
import { afterEach, expect, it } from 'vitest';
import { problem } from '../../../../domain/problem.ts';
import { refused } from '../../../../domain/result.ts';
import { makeTexts } from '../../../app/i18n.ts';
import type { OfficeClient } from '../../../bridge/office-client.ts';
import { OfficeProvider } from '../office/office-context.tsx';
import { MendBroken } from './mend-broken.tsx';

afterEach(cleanup);

/** The panel over an office that refuses to plan the move. */
function show(why: Parameters<typeof problem>[0]): void {
  const call = async () => refused(problem(why, { state: 'cancelled', move: 'upgraded', version: 2 }));
  render(
    <I18nextProvider i18n={makeTexts('en')}>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <App>
          <OfficeProvider client={{ call } as unknown as OfficeClient}>
            <MendBroken orderId="o" />
          </OfficeProvider>
        </App>
      </QueryClientProvider>
    </I18nextProvider>,
  );
}

it.each(['order.definitionBroken', 'order.versionUnknown', 'order.versionNotNewer'] as const)(
  'says that no version is there to move to where the office says so: %s',
  async (code) => {
    show(code);
    expect((await screen.findByTestId('nothing-mends')).textContent).toContain('No later version');
  },
);

it.each(['order.moveIllegal', 'office.storeDown', 'link.officeUnreachable'] as const)(
  'says what hinders where it is another thing: %s',
  async (code) => {
    show(code);
    expect((await screen.findByTestId('problem')).dataset.code).toBe(code);
    expect(screen.queryByTestId('nothing-mends')).toBeNull();
  },
);
