import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { type ComponentType, type ReactNode, Suspense } from 'react';
import { I18nextProvider } from 'react-i18next';
import { afterEach, expect, it } from 'vitest';
import { ErrorBoundary } from '../../../app/error-boundary.tsx';
import { makeTexts } from '../../../app/i18n.ts';
import { part } from './part.tsx';
import { PartBoundary } from './part-boundary.tsx';

const texts = makeTexts('zh-CN');
const Page = (): ReactNode => <h1>计划</h1>;

async function show(load: () => Promise<ComponentType>): Promise<void> {
  const Part = part(load);
  await act(async () => {
    render(
      <I18nextProvider i18n={texts}>
        <ErrorBoundary title="出了问题" hint="" action="">
          <p>填写中</p>
          <PartBoundary>
            <Suspense fallback={<p>载入中</p>}>
              <Part />
            </Suspense>
          </PartBoundary>
        </ErrorBoundary>
      </I18nextProvider>,
    );
  });
}

afterEach(cleanup);

it('tells of a part that did not come, leaves the rest as it is, and brings it when it is asked for again', async () => {
  const answers = [
    new TypeError('Failed to fetch dynamically imported module: http://office/assets/plans-page.js'),
    new TypeError('error loading dynamically imported module'),
    Page,
  ];
  let asked = 0;
  await show(async () => {
    const answer = answers[asked++];
    if (answer instanceof Error) throw answer;
    return answer as ComponentType;
  });
  for (const times of [1, 2]) {
    const told = await screen.findByRole('alert');
    // Nothing answers in this test: the office is out of reach.
    expect([told.dataset.why, asked]).toEqual(['unreachable', times]);
    expect(screen.getByText('填写中')).toBeTruthy();
    await act(async () => {
      fireEvent.click(screen.getByRole('button', { name: /重\s?试/ }));
    });
  }
  expect(await screen.findByRole('heading', { name: '计划' })).toBeTruthy();
});

it('a part that fails by a bug of its own is no missing part', async () => {
  await show(async () => {
    throw new TypeError('x is not a function');
  });
  expect(await screen.findByText('出了问题')).toBeTruthy();
  expect(screen.queryByTestId('part-missing')).toBeNull();
});
