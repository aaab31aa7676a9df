import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { type ReactNode, useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import { afterEach, describe, expect, it } from 'vitest';
import { makeTexts } from '../app/i18n.ts';
import { NumberBox } from './number-box.tsx';

afterEach(cleanup);
const texts = makeTexts('en');

function Form(): ReactNode {
  const [value, setValue] = useState<number | string | null>(1);
  return (
    <I18nextProvider i18n={texts}>
      <NumberBox id="box" value={value} onChange={setValue} min={1} max={5000} whole />
      <output data-testid="held">{JSON.stringify(value)}</output>
    </I18nextProvider>
  );
}
const box = () => screen.getByTestId('box') as HTMLInputElement;
const held = () => JSON.parse(screen.getByTestId('held').textContent ?? '') as unknown;

describe('a number of an office form', () => {
  it.each([
    ['12', 12],
    ['１２', 12],
    ['', null],
    ['1,000', '1,000'],
    ['18,6', '18,6'],
    ['5²', '5²'],
    ['9000', '9000'],
    ['1.5', '1.5'],
  ])('%s is held as %j', (text, value) => {
    render(<Form />);
    fireEvent.change(box(), { target: { value: text } });
    expect(held()).toBe(value);
    expect(box().value).toBe(text);
  });

  it('asks which number a comma means', () => {
    render(<Form />);
    fireEvent.change(box(), { target: { value: '1,000' } });
    fireEvent.blur(box());
    fireEvent.click(screen.getByText('1000'));
    expect(held()).toBe(1000);
    expect(screen.queryByTestId('question-box')).toBeNull();
  });

  it('says the bound instead of moving the number to it', () => {
    render(<Form />);
    fireEvent.change(box(), { target: { value: '9000' } });
    fireEvent.blur(box());
    expect(screen.getByRole('alert').textContent).toBe('Not more than 5000');
  });
});
