import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { I18nextProvider } from 'react-i18next';
import { afterEach, expect, it } from 'vitest';
import type { SyncItem } from '../../../../bridge/sync-state.ts';
import { problem } from '../../../../domain/problem.ts';
import { ok, type Result, refused } from '../../../../domain/result.ts';
import { makeTexts } from '../../../app/i18n.ts';
import type { StationClient } from '../../../bridge/station-client.ts';
import { StationContext } from '../../../hooks/station-context.ts';
import { DiscardDialog } from './discard-dialog.tsx';

afterEach(cleanup);

const item = { id: 'workOrder:1:event:2', kind: 'event', orderId: 'workOrder:1' } as unknown as SyncItem;

/** The dialog over a door that gives these answers in turn; what was asked, and how often it was closed. */
function open(...answers: Result<unknown>[]) {
  const asked: unknown[] = [];
  let closed = 0;
  const call = (name: string, argument: unknown) => {
    asked.push([name, argument]);
    return Promise.resolve(answers.shift());
  };
  render(
    <I18nextProvider i18n={makeTexts('zh-CN')}>
      <StationContext.Provider value={{ call } as unknown as StationClient}>
        <DiscardDialog
          what={{ item }}
          onClose={() => {
            closed += 1;
          }}
        />
      </StationContext.Provider>
    </I18nextProvider>,
  );
  return { asked, closed: () => closed };
}
const confirm = () => screen.getByTestId<HTMLButtonElement>('confirm-discard');
const say = (why: string) => fireEvent.change(screen.getByTestId('discard-reason'), { target: { value: why } });
const tick = () => fireEvent.click(screen.getByRole('checkbox'));

it('asks why, then once more, and takes a changed reason as not yet said', () => {
  const dialog = open();
  const lacking = () => screen.getByTestId('refused-1').dataset.key;
  fireEvent.click(confirm());
  expect(lacking()).toBe('why');
  expect(document.activeElement).toBe(screen.getByTestId('discard-reason'));
  expect(screen.getByRole<HTMLInputElement>('checkbox').disabled).toBe(true);
  say('重复');
  expect(lacking()).toBe('sure');
  tick();
  expect(screen.queryByTestId('refusal')).toBeNull();
  say('重复录入');
  fireEvent.click(confirm());
  expect(lacking()).toBe('sure');
  expect(document.activeElement).toBe(screen.getByRole('checkbox'));
  expect(dialog.asked).toEqual([]);
});

it('stays with its refusal, and closes when it was done', async () => {
  const dialog = open(refused(problem('link.offline')), ok({}));
  say(' 重复录入 ');
  tick();
  fireEvent.click(confirm());
  await waitFor(() => expect(screen.getByTestId('problem').dataset.code).toBe('link.offline'));
  expect(dialog.closed()).toBe(0);
  await waitFor(() => expect(confirm().className).not.toContain('loading'));
  fireEvent.click(confirm());
  await waitFor(() => expect(dialog.closed()).toBe(1));
  const argument = { id: item.id, reason: '重复录入', confirmed: true };
  expect(dialog.asked).toEqual([
    ['sync.discard', argument],
    ['sync.discard', argument],
  ]);
});

it('is left without asking the station', () => {
  const dialog = open();
  say('重复');
  fireEvent.click(screen.getByRole('button', { name: /取\s?消/ }));
  expect([dialog.closed(), dialog.asked]).toEqual([1, []]);
});
