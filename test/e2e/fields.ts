import type { Locator, Page } from 'playwright-core';
import type { Json } from '../../domain/documents/base.ts';
import type { FieldDefinition } from '../../forms/engine/types.ts';
import { until } from '../processes/poll.ts';

/** The radio or checkbox is inside its card; a person presses the card, unless it is chosen already. */
const press = async (page: Page, testId: string): Promise<boolean> => {
  const input = page.getByTestId(testId);
  if (await input.isChecked()) return false;
  await page.locator('label', { has: input }).first().click();
  return true;
};

/** Types only what differs: an offered value is an answer as it stands. */
const type = async (box: Locator, text: string): Promise<boolean> => {
  if ((await box.inputValue()) === text) return false;
  await box.fill(text);
  return true;
};

/**
 * Answers one field on the screen as a person would; answers whether anything was typed. Fields that the screen does not show now,
 * and offered values that are right, are left alone.
 */
export async function answerField(page: Page, field: FieldDefinition, value: Json): Promise<boolean> {
  const { key, kind } = field;
  if (!(await page.getByTestId(`frame-${key}`).isVisible())) return false;
  const box: Locator = page.getByTestId(`field-${key}`);
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
      return press(page, `option-${key}-${value === true ? 'yes' : 'no'}`);
    case 'choice':
    case 'rating':
      return press(page, `option-${key}-${String(value)}`);
    case 'choices':
      for (const item of value as readonly string[]) await press(page, `option-${key}-${item}`);
      return true;
    case 'checklist':
      for (const item of Object.keys(value as object)) await press(page, `option-${key}-${item}`);
      return true;
    case 'resources':
      await page.getByTestId('confirm-all').click();
      return true;
    case 'time':
      await page.getByTestId(`now-${key}`).click();
      return true;
    case 'timeWindow': {
      // Offered from the order's appointment; an hour is moved so that it is the technician's own answer.
      const start = page.getByTestId(`field-${key}-start`);
      if (await start.isDisabled())
        await page.locator(`[data-testid^="field-${key}-day-"]`).first().check({ force: true });
      await start.selectOption('10:00');
      return true;
    }
    case 'position':
      await page.getByTestId(`locate-${key}`).click();
      await until('the position, or that there is none', async () => (await box.getAttribute('data-source')) !== '', {
        withinMs: 20_000,
      });
      return true;
    case 'rows':
      for (const [i, row] of (value as readonly Readonly<Record<string, Json>>[]).entries()) {
        await page.getByTestId(`add-row-${key}`).click();
        for (const [column, cell] of Object.entries(row))
          await page.getByTestId(`field-${key}-${i}-${column}`).fill(String(cell));
      }
      return true;
  }
}

/** The screen says "saved", which it does only when the station has answered that it is on the disk. */
export const saved = (page: Page): Promise<unknown> =>
  until(
    'the screen to say saved',
    async () => (await page.getByTestId('save-state').getAttribute('data-kind')) === 'saved',
    {
      withinMs: 10_000,
      everyMs: 20,
    },
  );
