import type { Page } from 'playwright-core';
import { needsSubmission } from '../../forms/engine/steps-of.ts';
import type { OrderTypeDefinition } from '../../forms/engine/types.ts';
import type { Answers } from '../builders/answers.ts';
import { makeSmallPhoto } from '../builders/photo.ts';
import { until } from '../processes/poll.ts';
import { answerField } from './fields.ts';

/** Fills in every step of the office stage on the screen by the type's samples, `over` by step, attaches what must be there, and submits each. */
export async function workOfficeStage(
  page: Page,
  definition: OrderTypeDefinition,
  stageKey: string,
  over: Readonly<Record<string, Answers>> = {},
): Promise<void> {
  await page.getByTestId(`work-stage-${stageKey}`).waitFor();
  const stage = definition.stages.find(({ key }) => key === stageKey);
  for (const step of stage?.steps ?? []) {
    const path = `${stageKey}.${step.key}`;
    const within = page.getByTestId(`work-${path}`);
    if (step.relevant === undefined) await within.waitFor();
    else if (!(await within.isVisible())) continue;
    const answers: Answers = { ...definition.samples[path], ...over[path] };
    for (const field of step.fields) {
      const value = answers[field.key];
      if (value !== undefined && value !== null) await answerField({ page, within }, field, value);
    }
    for (const slot of step.photos.filter(({ required }) => required === true))
      await attach(page, `${path}.${slot.key}`);
    if (!needsSubmission(step)) continue;
    await page.getByTestId(`submit-${path}`).click();
    await until(
      `${path} to be submitted`,
      async () =>
        (await within.getAttribute('data-state')) === 'submitted' ||
        Promise.reject(new Error(await within.innerText({ timeout: 1000 }))),
    );
  }
}

async function attach(page: Page, slot: string): Promise<void> {
  attached += 1;
  const buffer = makeSmallPhoto(500 + attached).bytes;
  const file = { name: `附件-${attached}.jpg`, mimeType: 'image/jpeg', buffer };
  await page.getByTestId(`attach-input-${slot}`).setInputFiles(file);
  await page.getByTestId(`slot-${slot}`).locator('[data-testid^="withdraw-"]').first().waitFor();
}
let attached = 0;

/** Presses the one way on, when nothing stands in it any more, and waits until the stage is over. */
export async function goOn(page: Page, how: 'work-pass' | 'work-complete' = 'work-pass'): Promise<void> {
  await until(
    'nothing to stand in the way',
    async () => (await page.locator('[data-testid^="work-gate-"]').count()) === 0,
  );
  const stage = await page.locator('[data-testid^="work-stage-"]').getAttribute('data-testid');
  await page.getByTestId(how).click();
  await page.getByTestId(stage ?? '').waitFor({ state: 'detached' });
}

/** Goes along the link to an order that this one raised; answers its id. */
export async function followRaised(page: Page, raise: string): Promise<string> {
  const link = page.getByTestId(`child-${raise}`).first().locator('a');
  await link.waitFor();
  const number = await link.innerText();
  await link.click();
  await until(`the page of ${number}`, async () => (await page.getByTestId('order-number').innerText()) === number);
  return /#\/orders\/([0-9a-z]{26})/.exec(page.url())?.[1] ?? '';
}
