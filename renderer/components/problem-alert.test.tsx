import { cleanup, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { afterEach, expect, it, vi } from 'vitest';
import { problem } from '../../domain/problem.ts';
import { makeTexts } from '../app/i18n.ts';
import { ProblemAlert } from './problem-alert.tsx';

const texts = makeTexts('zh-CN');
const within = (children: ReactNode): ReactNode => <I18nextProvider i18n={texts}>{children}</I18nextProvider>;
afterEach(cleanup);

it('a refusal that is sought comes into view, each time anew', () => {
  const sought = vi.spyOn(Element.prototype, 'scrollIntoView');
  const first = problem('notFound');
  const { rerender } = render(within(<ProblemAlert problem={first} sought />));
  expect(sought).toHaveBeenCalledTimes(1);
  rerender(within(<ProblemAlert problem={first} sought />));
  expect(sought).toHaveBeenCalledTimes(1);
  rerender(within(<ProblemAlert problem={problem('notFound')} sought />));
  expect(sought).toHaveBeenCalledTimes(2);
  // A refusal that came by itself moves nothing under the reader.
  rerender(within(<ProblemAlert problem={problem('notFound')} />));
  expect(sought).toHaveBeenCalledTimes(2);
  sought.mockRestore();
});
