import type { Locator, Page } from 'playwright-core';
import type { Json } from '../../domain/documents/base.ts';
import { addedDay } from '../../forms/engine/days.ts';
import type { FieldDefinition } from '../../forms/engine/types.ts';
import { until } from '../processes/poll.ts';

/** Where the fields of one step stand: the station's page has one step, the console's as many as the stage. */
export type Where = { readonly page: Page; readonly within: Locator };

export const wholePage = (page: Page): Where => ({ page, within: page.locator('body') });

/** The radio or checkbox is inside its card; a person presses the card, unless it is chosen already. */
const press = async ({ page, within }: Where, testId: string): Promise<boolean> => {
  const input = within.getByTestId(testId);
  if (await input.isChecked()) return false;
  await within
    .locator('label', { has: page.getByTestId(testId) })
    .first()
    .click();
  return true;
};

/** Types only what differs: an offered value is an answer as it stands. */
const type = async (box: Locator, text: string): Promise<boolean> => {
  if ((await box.inputValue()) === text) return false;
  await box.fill(text);
  return true;
};

/**
 * Answers one field on the screen as a person would; answers whether anything was typed. Fields that the screen does not show now, that
 * cannot be changed, and offered values that are right, are left alone.
 */
export async function answerField(where: Where, field: FieldDefinition, value: Json): Promise<boolean> {
  const frame = where.within.getByTestId(`frame-${field.key}`);
  if (!(await frame.isVisible()) || (await frame.locator('input:disabled, textarea:disabled').count()) > 0)
    return false;
  return answer(where, field, value);
}

async function answer(where: Where, field: FieldDefinition, value: Json): Promise<boolean> {
  const { key, kind } = field;
  const { within } = where;
  const box: Locator = within.getByTestId(`field-${key}`);
  switch (kind) {
    case 'script':
    case 'computed':
      return false;
    case 'text':
    case 'paragraph':
    case 'serial':
    case 'number':
    case 'integer':
      return type(box, String(value));
    case 'yesNo':
      return press(where, `option-${key}-${value === true ? 'yes' : 'no'}`);
    case 'choice':
    case 'rating':
      return press(where, `option-${key}-${String(value)}`);
    case 'choices':
      return tick(where, key, value as readonly string[]);
    case 'checklist':
      return tick(where, key, Object.keys(value as object));
    case 'resources':
      await within.getByTestId('confirm-all').click();
      return true;
    case 'time':
      await within.getByTestId(`now-${key}`).click();
      if (ahead.has(key)) await within.getByTestId(`day-${key}`).fill(inNinetyDays());
      return true;
    case 'timeWindow': {
      // Offered from the order's appointment; an hour is moved so that it is the technician's own answer.
      const start = within.getByTestId(`field-${key}-start`);
      if (await start.isDisabled())
        await within.locator(`[data-testid^="field-${key}-day-"]`).first().check({ force: true });
      await start.selectOption('10:00');
      return true;
    }
    case 'day':
      return type(box, String(value));
    case 'days': {
      const { from, to } = value as { readonly from: string; readonly to: string };
      const first = await type(within.getByTestId(`field-${key}-from`), from);
      return (await type(within.getByTestId(`field-${key}-to`), to)) || first;
    }
    case 'position':
      await within.getByTestId(`locate-${key}`).click();
      await until('the position, or that there is none', async () => (await box.getAttribute('data-source')) !== '', {
        withinMs: 20_000,
      });
      return true;
    case 'rows':
      return answerRows(where, field, value as readonly Readonly<Record<string, Json>>[]);
  }
}

/** The samples are of an order with everything; what does not apply to this one is not offered. */
async function tick(where: Where, key: string, items: readonly string[]): Promise<boolean> {
  for (const item of items) {
    const option = `option-${key}-${item}`;
    if ((await where.within.getByTestId(option).count()) > 0) await press(where, option);
  }
  return true;
}

/** Times that are agreed for later; all others are written down when they have been. */
const ahead: ReadonlySet<string> = new Set(['nextFor', 'plannedFor', 'wantedAt']);
const inNinetyDays = (): string => addedDay(new Date().toISOString().slice(0, 10), 90);

/** Rows that are offered already are gone over, and what is missing is added. */
async function answerRows(
  where: Where,
  { key, columns = [] }: FieldDefinition,
  rows: readonly Readonly<Record<string, Json>>[],
): Promise<boolean> {
  const offered = await where.within.getByTestId(`field-${key}`).getByRole('group').count();
  let changed = false;
  for (const [i, row] of rows.entries()) {
    if (i >= offered) await where.within.getByTestId(`add-row-${key}`).click();
    for (const column of columns) {
      const cell = row[column.key];
      if (cell === undefined || cell === null) continue;
      if (await answer(where, { ...column, key: `${key}-${i}-${column.key}` }, cell)) changed = true;
    }
  }
  return changed;
}

/** The screen says "saved", which it does only when the station has answered that it is on the disk. */
export const saved = (within: Page | Locator): Promise<unknown> =>
  until(
    'the screen to say saved',
    async () => (await within.getByTestId('save-state').getAttribute('data-kind')) === 'saved',
    {
      withinMs: 10_000,
      everyMs: 20,
    },
  );
