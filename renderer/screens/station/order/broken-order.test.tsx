import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App } from 'antd';
import { I18nextProvider } from 'react-i18next';
import { afterEach, expect, it } from 'vitest';
import type { PlainOrder } from '../../../../bridge/plain-order.ts';
import { problem } from '../../../../domain/problem.ts';
import { ok, type Result, refused } from '../../../../domain/result.ts';
import { makeTexts } from '../../../app/i18n.ts';
import type { StationClient } from '../../../bridge/station-client.ts';
import { StationContext } from '../../../hooks/station-context.ts';
import { OrderScreen } from './order-screen.tsx';

afterEach(cleanup);

const plain = {
  number: 'HF-7',
  customer: { name: '王芳', phone: '13905511234', alternatePhone: '0551-1234567', grade: 'standard' },
  place: { address: '合肥市 1 号', district: '蜀山', area: 'urban', access: '门禁 8#' },
  appointment: null,
  remarks: '先电话',
  grant: 'active',
  records: 3,
  photos: 2,
} as unknown as PlainOrder;
const broken = problem('order.definitionBroken', {
  orderType: 'looping',
  version: 2,
  line: 209,
  where: 'sla.install.relevant: takes more work than an evaluation may',
  fault: 'tooMuchWork',
});

/** The order's page over a station that cannot open it; the calls that it was asked. */
function open(language: 'zh-CN' | 'en', why = broken, said: Result<PlainOrder> = ok(plain)) {
  const asked: string[] = [];
  const answers: Readonly<Record<string, Result<unknown>>> = {
    'workOrder.open': refused(why),
    'workOrder.plain': said,
    'sync.exportOrder': refused(problem('link.offline')),
  };
  const call = async (name: string) => {
    asked.push(name);
    return answers[name];
  };
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <I18nextProvider i18n={makeTexts(language)}>
      <QueryClientProvider client={client}>
        <App>
          <StationContext.Provider value={{ call } as unknown as StationClient}>
            <OrderScreen orderId="o" tab="work" step={null} deviceId={null} />
          </StationContext.Provider>
        </App>
      </QueryClientProvider>
    </I18nextProvider>,
  );
  return asked;
}

it.each([
  ['zh-CN', '计算量超过上限', '致电调度中心，说明工单号 HF-7'],
  ['en', 'it takes more work than an evaluation may', 'Ring dispatch and name order HF-7'],
] as const)('in %s it says why, whom to ring and where, and gives what was recorded', async (language, why, ring) => {
  const asked = open(language);
  await screen.findByText('王芳');
  expect(screen.getByTestId('problem').textContent).toContain(why);
  expect(screen.getByTestId('broken-order').textContent).toContain(ring);
  fireEvent.click(screen.getByTestId('contact-call'));
  expect((await screen.findAllByTestId('contact-number')).map(({ dataset }) => dataset.dial)).toContain(
    'tel:13905511234',
  );
  fireEvent.click(screen.getByTestId('contact-close'));
  for (const said of ['13905511234', '0551-1234567', '门禁 8#', '先电话'])
    expect(screen.getByTestId('broken-order').textContent).toContain(said);
  // The author's English is there for whoever opens it, and in nobody's way.
  expect(screen.getByTestId<HTMLDetailsElement>('fault-detail').open).toBe(false);
  fireEvent.click(screen.getByTestId('export-order'));
  await waitFor(() =>
    expect(screen.getAllByTestId('problem').map(({ dataset }) => dataset.code)).toContain('link.offline'),
  );
  expect(asked).toContain('sync.exportOrder');
});

it.each(['order.unreadable', 'order.tangled'] as const)('%s is met the same way', async (code) => {
  open('zh-CN', problem(code, { events: 3000 }));
  await screen.findByText('王芳');
  expect(screen.queryByTestId('fault-detail')).toBeNull();
});

it.each(['zh-CN', 'en'] as const)(
  'in %s an order that is not his any more sends nobody to the customer',
  async (language) => {
    open(language, broken, ok({ ...plain, grant: 'withdrawn' }));
    await screen.findByText('王芳');
    const said = screen.getByTestId('broken-order').textContent ?? '';
    expect(said).toContain(language === 'en' ? 'is no longer yours' : '已不再由您处理');
    expect(said).not.toMatch(/can be reached as usual|可照常联系客户/);
  },
);

it('of an order that says nothing by itself no number is told, and the reason is', async () => {
  open('en', problem('order.unreadable'), refused(problem('internal', { incident: 'i7' })));
  await waitFor(() =>
    expect(screen.getAllByTestId('problem').map(({ dataset }) => dataset.code)).toEqual([
      'order.unreadable',
      'internal',
    ]),
  );
  expect(screen.getByTestId('broken-order').textContent).not.toMatch(/0 entries|order \./);
  expect(screen.getByTestId('export-order')).toBeTruthy();
});
