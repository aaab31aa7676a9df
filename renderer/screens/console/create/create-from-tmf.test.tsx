import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App } from 'antd';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { problem } from '../../../../domain/problem.ts';
import { refused } from '../../../../domain/result.ts';
import { makeTexts } from '../../../app/i18n.ts';
import type { OfficeClient } from '../../../bridge/office-client.ts';
import { OfficeProvider } from '../office/office-context.tsx';
import { CreateFromTmf } from './create-from-tmf.tsx';

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

it('a body that the office would refuse says so before anybody creates the order', async () => {
  const asked: string[] = [];
  const call = async (name: string) => {
    asked.push(name);
    return refused(problem('input.invalid', { where: 'remarks' }));
  };
  render(
    <I18nextProvider i18n={makeTexts('en')}>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <App>
          <OfficeProvider client={{ call } as unknown as OfficeClient}>
            <CreateFromTmf definitions={[]} />
          </OfficeProvider>
        </App>
      </QueryClientProvider>
    </I18nextProvider>,
  );
  const paste = (value: string) => fireEvent.change(screen.getByTestId('tmf-body'), { target: { value } });
  paste('{"workOrderItem":[{}]}');
  expect((await screen.findByTestId('problem')).textContent).toContain('remarks');
  expect(asked).toEqual(['workOrder.previewTmf']);
  paste('{"workOrderItem":');
  await waitFor(() => expect(screen.queryByTestId('problem')).toBeNull());
});
