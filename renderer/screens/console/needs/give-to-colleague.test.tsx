import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { App } from 'antd';
import { I18nextProvider } from 'react-i18next';
import { afterEach, expect, it } from 'vitest';
import { problem } from '../../../../domain/problem.ts';
import { ok, refused } from '../../../../domain/result.ts';
import { makeTexts } from '../../../app/i18n.ts';
import type { OfficeClient } from '../../../bridge/office-client.ts';
import { OfficeProvider } from '../office/office-context.tsx';
import { GiveToColleague } from './give-to-colleague.tsx';

afterEach(cleanup);

it('gives the order as it was shown, and says why not when somebody was faster', async () => {
  const asked: unknown[] = [];
  const call = async (name: string, argument: unknown) => {
    if (name === 'people.list') return ok({ technicians: [{ accountId: 'li', name: '李', disabled: false }] });
    asked.push(argument);
    return refused(problem('edit.overtaken', { count: 1, overtaken: [] }));
  };
  render(
    <I18nextProvider i18n={makeTexts('en')}>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <App>
          <OfficeProvider client={{ call } as unknown as OfficeClient}>
            <GiveToColleague order={{ orderId: 'o', number: 'n1', handedTo: 'li', phase: 'returned' }} />
          </OfficeProvider>
        </App>
      </QueryClientProvider>
    </I18nextProvider>,
  );
  fireEvent.click(await screen.findByTestId('give-n1'));
  // Without a basis the order would be taken from whoever has got it meanwhile (ADR 0031).
  expect(await screen.findByText(/somebody else/)).toBeTruthy();
  expect(asked).toMatchObject([{ orderId: 'o', technicianId: 'li', basedOn: { phase: 'returned' } }]);
});
