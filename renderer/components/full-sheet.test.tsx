import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FullSheet } from './full-sheet.tsx';

afterEach(cleanup);

function shown(above?: 'open' | 'put away') {
  const close = vi.fn();
  render(
    <>
      <FullSheet label="viewfinder" testId="sheet" onClose={close}>
        <button type="button">shutter</button>
      </FullSheet>
      {above === undefined ? null : (
        <div style={above === 'open' ? {} : { display: 'none' }}>
          <div role="dialog">
            <button type="button">keep</button>
          </div>
        </div>
      )}
    </>,
  );
  const press = () => fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Escape' });
  return { close, press };
}
const focusNothing = () => (document.activeElement as HTMLElement | null)?.blur();

describe('a sheet over the whole window', () => {
  it('takes the keyboard, and Escape closes it', () => {
    const { close, press } = shown();
    expect(document.activeElement).toBe(screen.getByTestId('sheet'));
    press();
    expect(close).toHaveBeenCalledTimes(1);
  });

  it('closes on Escape when the pressed button was switched off and nothing has the focus', () => {
    const { close, press } = shown();
    screen.getByText('shutter').focus();
    focusNothing();
    expect(document.activeElement).toBe(document.body);
    press();
    expect(close).toHaveBeenCalledTimes(1);
  });

  it('closes then too where a dialog was shown before and is put away', () => {
    const { close, press } = shown('put away');
    focusNothing();
    press();
    expect(close).toHaveBeenCalledTimes(1);
  });

  it.each(['in it', 'nowhere'])('leaves Escape to a dialog above it, the focus %s', (where) => {
    const { close, press } = shown('open');
    if (where === 'in it') screen.getByText('keep').focus();
    else focusNothing();
    press();
    expect(close).not.toHaveBeenCalled();
  });
});
