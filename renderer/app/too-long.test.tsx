import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { I18nextProvider } from 'react-i18next';
import { afterEach, expect, it } from 'vitest';
import { makeTexts } from './i18n.ts';
import { TooLong } from './too-long.tsx';

afterEach(cleanup);

const put = (box: HTMLElement, inputType: string, data: string): void => {
  fireEvent(box, new InputEvent('beforeinput', { inputType, data, bubbles: true, cancelable: true }));
};

it('says beside a box what did not fit, whichever box it is, until it is changed or left', () => {
  render(
    <I18nextProvider i18n={makeTexts('en')}>
      <input aria-label="name" maxLength={5} defaultValue="abc" />
      <textarea aria-label="note" maxLength={10} />
      <input aria-label="free" />
      <TooLong />
    </I18nextProvider>,
  );
  const name = screen.getByLabelText<HTMLInputElement>('name');
  name.setSelectionRange(3, 3);
  put(name, 'insertFromPaste', 'defg');
  expect(screen.getByRole('alert').textContent).toBe(
    'Too long: at most 5 characters fit here, the last 2 were left out.',
  );
  put(name, 'deleteContentBackward', '');
  expect(screen.queryByRole('alert')).toBeNull();

  put(screen.getByLabelText('note'), 'insertFromDrop', 'x'.repeat(30));
  expect(screen.getByRole('alert').textContent).toContain('20');
  fireEvent.focusOut(screen.getByLabelText('note'));
  expect(screen.queryByRole('alert')).toBeNull();

  put(screen.getByLabelText('free'), 'insertFromPaste', 'x'.repeat(3000));
  expect(screen.queryByRole('alert')).toBeNull();

  name.value = 'abcde';
  name.setSelectionRange(5, 5);
  put(name, 'insertText', 'f');
  expect(screen.getByRole('alert').textContent).toBe('At most 5 characters fit here.');
});
