import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { afterEach, expect, it } from 'vitest';
import { makeTexts } from '../../../app/i18n.ts';
import { LongList } from './long-list.tsx';

const texts = makeTexts('zh-CN');
const sizes = { head: 40, row: 60 };
const nothing = (): void => undefined;

function List({ items }: { readonly items: readonly string[] }): ReactNode {
  return (
    <I18nextProvider i18n={texts}>
      <LongList
        label="待处理"
        testId="list"
        groups={[{ key: 'assign', title: '派单', count: items.length }]}
        sizes={sizes}
        item={(index) => items[index]}
        keyOf={(item) => item}
        row={(item) => item}
        press={nothing}
        shows={nothing}
      />
    </I18nextProvider>
  );
}

/** The row that the keys are at: the only one that Tab comes to. */
const active = (): string | null | undefined => document.querySelector('[data-index][tabindex="0"]')?.textContent;

afterEach(cleanup);

it('stays at its row when others come in above, go, and come again', () => {
  const { rerender } = render(<List items={['b']} />);
  expect(active()).toContain('b');
  for (const items of [
    ['a', 'b'],
    ['0', 'a', 'b'],
    ['a', 'b', 'c'],
    ['b', 'a'],
  ]) {
    rerender(<List items={items} />);
    expect([items, active()]).toEqual([items, expect.stringContaining('b')]);
  }
});

it('goes on from the row that took the place of one that is gone', () => {
  const { rerender } = render(<List items={['a', 'b', 'c']} />);
  fireEvent.keyDown(screen.getByTestId('list'), { key: 'ArrowDown' });
  rerender(<List items={['a', 'c']} />);
  expect(active()).toContain('c');
  rerender(<List items={['a', 'b', 'c']} />);
  expect(active()).toContain('c');
});
