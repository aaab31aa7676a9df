import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { type ReactNode, useMemo, useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import { afterEach, expect, it } from 'vitest';
import type { Json } from '../../../domain/documents/base.ts';
import { addedDay } from '../../../forms/engine/days.ts';
import { formOf } from '../../../forms/engine/step-form.ts';
import type { FieldDefinition, StepDefinition } from '../../../forms/engine/types.ts';
import { installDefinition } from '../../../test/builders/install-definition.ts';
import { tellInstall } from '../../../test/builders/install-story.ts';
import { makeTexts } from '../../app/i18n.ts';
import { definitionWords } from '../../texts/definition-words.ts';
import { FormField } from '../form-field.tsx';
import { dayKey, isoOf } from './day-time.ts';

const texts = makeTexts('zh-CN');
const view = tellInstall().view();
const today = dayKey(new Date().toISOString());

/** One field on the engine, without an order type around it. */
function One({ field, held = null }: { readonly field: FieldDefinition; readonly held?: Json }): ReactNode {
  const [value, setValue] = useState<Json>(held);
  const words = useMemo(() => definitionWords(installDefinition, 'zh-CN'), []);
  const step = { key: 'one', kind: 'form', fields: [field], photos: [] } as unknown as StepDefinition;
  const form = formOf({
    key: 'stage.one',
    stage: 'stage',
    step,
    scope: {},
    settings: {},
    fields: { [field.key]: value },
    submitted: {},
    now: new Date().toISOString(),
  });
  return (
    <I18nextProvider i18n={texts}>
      {form.fields.map((state) => (
        <FormField
          key={state.key}
          step="stage.one"
          state={state}
          words={words}
          view={view}
          disabled={false}
          rework={false}
          showAll={false}
          onChange={setValue}
          onBlur={() => undefined}
        />
      ))}
      <output data-testid="value">{JSON.stringify(value)}</output>
    </I18nextProvider>
  );
}

const value = (): Json => JSON.parse(screen.getByTestId('value').textContent ?? 'null') as Json;
const box = (testId: string): HTMLInputElement => screen.getByTestId(testId) as HTMLInputElement;
const type = (testId: string, text: string): void => {
  fireEvent.change(box(testId), { target: { value: text } });
  fireEvent.blur(box(testId));
};
const problem = (): string => screen.queryByTestId('problem-f')?.textContent ?? '';

afterEach(cleanup);

it('a day is typed in short, and shown in full', () => {
  render(<One field={{ key: 'f', kind: 'day' }} />);
  type('field-f', '27-3-31');
  expect(value()).toBe('2027-03-31');
  expect(box('field-f').value).toBe('2027-03-31');
  expect(problem()).toBe('');
});

it('what is no day is kept and said', () => {
  render(<One field={{ key: 'f', kind: 'day' }} />);
  type('field-f', '2027-02-30');
  expect(value()).toBe('2027-02-30');
  expect(box('field-f').value).toBe('2027-02-30');
  expect(problem()).toContain('看不出是哪一天');
});

it('a day outside the bounds is refused with the bound, and cannot be picked', async () => {
  render(<One field={{ key: 'f', kind: 'day', bounds: { earliest: 'now', latest: 'addDays(now, 30)' } }} />);
  type('field-f', addedDay(today, 31));
  expect(problem()).toContain(`最晚 ${addedDay(today, 30)}`);
  type('field-f', '2020-01-01');
  expect(problem()).toContain(`最早 ${today}`);
  type('field-f', '');
  fireEvent.click(screen.getByTestId('field-f-open'));
  await waitFor(() => screen.getByTestId('field-f-calendar'));
  expect(screen.getByTestId('field-f-bounds').textContent).toBe(`可选 ${today} 至 ${addedDay(today, 30)}`);
  expect(screen.getByTestId(`field-f-pick-${today}`).getAttribute('aria-current')).toBe('date');
  fireEvent.click(screen.getByTestId('field-f-previousMonth'));
  fireEvent.click(screen.getByTestId(`field-f-pick-${addedDay(`${today.slice(0, 7)}-01`, -1)}`));
  expect(value()).toBe(null);
});

it('a calendar goes over a year’s end by month and by year', async () => {
  render(<One field={{ key: 'f', kind: 'day' }} held="2026-12-15" />);
  fireEvent.click(screen.getByTestId('field-f-open'));
  fireEvent.click(await screen.findByTestId('field-f-nextMonth'));
  fireEvent.click(screen.getByTestId('field-f-nextYear'));
  fireEvent.click(screen.getByTestId('field-f-pick-2028-01-31'));
  expect(value()).toBe('2028-01-31');
});

it('a period counts its days, and refuses one that is too long', () => {
  render(<One field={{ key: 'f', kind: 'days', bounds: { longest: '30' } }} />);
  type('field-f-from', '2026-12-20');
  expect(problem()).toContain('开始和结束都要填');
  type('field-f-to', '2027-01-18');
  expect(value()).toEqual({ from: '2026-12-20', to: '2027-01-18' });
  expect(problem()).toBe('');
  expect(screen.getByText('共 30 天')).toBeTruthy();
  type('field-f-to', '20270119');
  expect(problem()).toContain('最长 30 天');
});

it('a moment of another year is typed, and half of one is kept', () => {
  render(<One field={{ key: 'f', kind: 'time' }} />);
  type('day-f', '2024-02-29');
  type('field-f', '2315');
  expect(value()).toBe(isoOf('2024-02-29', '23:15'));
  type('field-f', '25:99');
  expect(value()).toBe('2024-02-29 25:99');
  expect(problem()).toContain('看不出是什么时间');
});

it('a window from 23:00 to 05:00 ends on the next day, over the year’s end', () => {
  render(<One field={{ key: 'f', kind: 'timeWindow' }} />);
  fireEvent.click(screen.getByTestId('field-f-other'));
  type('field-f-start-day', '2026-12-31');
  const pick = (which: string, clock: string) =>
    fireEvent.change(screen.getByTestId(`field-f-${which}`), { target: { value: clock } });
  pick('start', '23:00');
  pick('end', '05:00');
  expect(value()).toEqual({ start: isoOf('2026-12-31', '23:00'), end: isoOf('2027-01-01', '05:00') });
  expect(screen.getByTestId('field-f-end').textContent).toContain('次日 05:00');
  type('field-f-end-day', '2027-01-03');
  expect(value()).toEqual({ start: isoOf('2026-12-31', '23:00'), end: isoOf('2027-01-03', '05:00') });
  type('field-f-end-day', '2026-12-30');
  expect(problem()).toContain('结束要晚于开始');
});
